// Keeps tasks that wait until others with the same key are done.
import type { Task } from '../pool/task.ts';
import { TaskQueue } from './task-queue.ts';

interface Group {
  /** Tasks that may go to workers, or are there. */
  admitted: number;
  readonly waiting: TaskQueue<Task>;
}

export class KeyedTasks {
  readonly #mostOfKey: number;
  readonly #groups = new Map<unknown, Group>();
  /** Tasks that wait. */
  size = 0;

  constructor(mostOfKey: number) {
    this.#mostOfKey = mostOfKey;
  }

  /** True if the task may go to a worker now; else it is kept until it may. */
  admit(task: Task): boolean {
    if (task.isAdmitted || task.key === undefined || this.#mostOfKey === Number.POSITIVE_INFINITY) return true;
    const group = this.#groupOf(task.key);
    if (group.admitted < this.#mostOfKey) {
      group.admitted++;
      task.isAdmitted = true;
      return true;
    }
    group.waiting.push(task);
    this.size++;
    return false;
  }

  /** @returns whether it was waiting here */
  remove(task: Task): boolean {
    const wasWaiting = !task.isAdmitted && (this.#groups.get(task.key)?.waiting.remove(task) ?? false);
    if (wasWaiting) this.size--;
    return wasWaiting;
  }

  /** The task is done. @returns the one that may go next */
  leave(task: Task): Task | undefined {
    const group = task.isAdmitted ? this.#groups.get(task.key) : undefined;
    if (!group) return undefined;
    const next = group.waiting.shift();
    if (next) {
      next.isAdmitted = true;
      this.size--;
      return next;
    }
    if (--group.admitted === 0) this.#groups.delete(task.key);
    return undefined;
  }

  tasks(): Task[] {
    return [...this.#groups.values()].flatMap(({ waiting }) => waiting.tasks());
  }

  #groupOf(key: unknown): Group {
    const known = this.#groups.get(key);
    if (known) return known;
    const group = { admitted: 0, waiting: new TaskQueue<Task>() };
    this.#groups.set(key, group);
    return group;
  }
}
