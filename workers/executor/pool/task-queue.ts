// Waiting tasks: highest priority first, then in the order of submission. Every step takes constant time.
import type { Task } from './task.ts';

/** A place in a list; the queue's own, on the task so that removing one needs no search. */
export interface Queued {
  previous: Task | undefined;
  next: Task | undefined;
  list: TaskList | undefined;
}

export interface TaskList {
  readonly priority: number;
  first: Task | undefined;
  last: Task | undefined;
}

export class TaskQueue {
  /** Highest priority first; empty ones are dropped. */
  readonly #lists: TaskList[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  peek(): Task | undefined {
    return this.#lists[0]?.first;
  }

  push(task: Task): void {
    const list = this.#listFor(task);
    task.queued.list = list;
    task.queued.previous = list.last;
    if (list.last) list.last.queued.next = task;
    else list.first = task;
    list.last = task;
    this.#size++;
  }

  /** Puts a task before all others of its priority. */
  unshift(task: Task): void {
    const list = this.#listFor(task);
    task.queued.list = list;
    task.queued.next = list.first;
    if (list.first) list.first.queued.previous = task;
    else list.last = task;
    list.first = task;
    this.#size++;
  }

  shift(): Task | undefined {
    const task = this.peek();
    if (task) this.remove(task);
    return task;
  }

  /** False if the task was not in the queue. */
  remove(task: Task): boolean {
    const { previous, next, list } = task.queued;
    if (!list) return false;
    if (previous) previous.queued.next = next;
    else list.first = next;
    if (next) next.queued.previous = previous;
    else list.last = previous;
    task.queued.previous = task.queued.next = task.queued.list = undefined;
    this.#size--;
    if (!list.first) this.#lists.splice(this.#lists.indexOf(list), 1);
    return true;
  }

  #listFor({ priority }: Task): TaskList {
    let at = 0;
    for (const list of this.#lists) {
      if (list.priority === priority) return list;
      if (list.priority < priority) break;
      at++;
    }
    const list: TaskList = { priority, first: undefined, last: undefined };
    this.#lists.splice(at, 0, list);
    return list;
  }
}
