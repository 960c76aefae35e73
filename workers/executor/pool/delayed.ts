// Tasks that are to be tried again after a while.
import { Timer } from '../common/timer.ts';
import type { Task } from './task.ts';

export class Delayed {
  readonly #timers = new Map<Task, Timer>();

  get size(): number {
    return this.#timers.size;
  }

  get tasks(): Task[] {
    return [...this.#timers.keys()];
  }

  has(task: Task): boolean {
    return this.#timers.has(task);
  }

  /** Calls `action` after `ms` milliseconds. */
  add(task: Task, ms: number, action: () => void): void {
    const timer = new Timer(ms, () => {
      this.#timers.delete(task);
      action();
    });
    this.#timers.set(task, timer);
  }

  /** @returns whether it was among them */
  remove(task: Task): boolean {
    this.#timers.get(task)?.stop();
    return this.#timers.delete(task);
  }
}
