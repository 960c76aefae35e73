// Waiting tasks: highest priority first, then in the order of submission. A step takes constant
// time, and the logarithm of the number of priorities where a priority is new.

import { Priorities } from './priorities.ts';

export interface TaskList<T> {
  first: T | undefined;
  last: T | undefined;
}

/** What waits here: tasks. Each has its place in a list, which is the queue's own, so that removing one needs no search. */
export interface Queueable<T> {
  readonly priority: number;
  previous: T | undefined;
  next: T | undefined;
  list: TaskList<T> | undefined;
}

export class TaskQueue<T extends Queueable<T>> {
  readonly #lists = new Map<number, TaskList<T>>();
  /** Of the lists, and of some that have been emptied since. */
  readonly #priorities = new Priorities();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  peek(): T | undefined {
    for (let highest = this.#priorities.highest; highest !== undefined; highest = this.#priorities.highest) {
      const first = this.#lists.get(highest)?.first;
      if (first) return first;
      // The last list stays: mostly it is the only one, and will be used again.
      if (this.#lists.size === 1) return undefined;
      this.#priorities.removeHighest();
      this.#lists.delete(highest);
    }
    return undefined;
  }

  push(task: T): void {
    const list = this.#listFor(task);
    task.list = list;
    task.previous = list.last;
    if (list.last) list.last.next = task;
    else list.first = task;
    list.last = task;
    this.#size++;
  }

  /** Puts a task before all others of its priority. */
  unshift(task: T): void {
    const list = this.#listFor(task);
    task.list = list;
    task.next = list.first;
    if (list.first) list.first.previous = task;
    else list.last = task;
    list.first = task;
    this.#size++;
  }

  shift(): T | undefined {
    const task = this.peek();
    if (task) this.remove(task);
    return task;
  }

  /** False if the task was not in the queue. */
  remove(task: T): boolean {
    const { previous, next, list } = task;
    if (!list) return false;
    if (previous) previous.next = next;
    else list.first = next;
    if (next) next.previous = previous;
    else list.last = previous;
    task.previous = task.next = task.list = undefined;
    this.#size--;
    return true;
  }

  /** All of them, in no particular order. */
  tasks(): T[] {
    const tasks: T[] = [];
    for (const { first } of this.#lists.values()) {
      for (let task = first; task; task = task.next) tasks.push(task);
    }
    return tasks;
  }

  #listFor({ priority }: T): TaskList<T> {
    const known = this.#lists.get(priority);
    if (known) return known;
    const list: TaskList<T> = { first: undefined, last: undefined };
    this.#lists.set(priority, list);
    this.#priorities.add(priority);
    return list;
  }
}
