// Waiting tasks: highest priority first, then in the order of submission. A step takes constant
// time, and the logarithm of the number of priorities where a priority is new.

import { Priorities } from './priorities.ts';

/** A place in a list; the queue's own, on the task so that removing one needs no search. */
export interface Queued<T> {
  previous: T | undefined;
  next: T | undefined;
  list: TaskList<T> | undefined;
}

export interface TaskList<T> {
  first: T | undefined;
  last: T | undefined;
}

/** What waits here: tasks. */
export interface Queueable<T> {
  readonly priority: number;
  readonly queued: Queued<T>;
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
      this.#priorities.removeHighest();
      this.#lists.delete(highest);
    }
    return undefined;
  }

  push(task: T): void {
    const list = this.#listFor(task);
    task.queued.list = list;
    task.queued.previous = list.last;
    if (list.last) list.last.queued.next = task;
    else list.first = task;
    list.last = task;
    this.#size++;
  }

  /** Puts a task before all others of its priority. */
  unshift(task: T): void {
    const list = this.#listFor(task);
    task.queued.list = list;
    task.queued.next = list.first;
    if (list.first) list.first.queued.previous = task;
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
    const { previous, next, list } = task.queued;
    if (!list) return false;
    if (previous) previous.queued.next = next;
    else list.first = next;
    if (next) next.queued.previous = previous;
    else list.last = previous;
    task.queued.previous = task.queued.next = task.queued.list = undefined;
    this.#size--;
    return true;
  }

  /** All of them, in no particular order. */
  tasks(): T[] {
    const tasks: T[] = [];
    for (const { first } of this.#lists.values()) {
      for (let task = first; task; task = task.queued.next) tasks.push(task);
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
