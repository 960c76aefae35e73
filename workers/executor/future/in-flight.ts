// Keeps the tasks of a map whose results were not yet taken.
import { Fifo } from '../common/fifo.ts';
import type { FutureSource } from './future-source.ts';

type Source = FutureSource<unknown, unknown>;

export interface InFlight {
  readonly size: number;
  add(task: Source): void;
  /**
   * The result of the next task, which is then no longer among them. To be called when there is one, and not again
   * before it is answered.
   * @throws what the task threw
   */
  takeResult(): Promise<unknown>;
  /** Empties it. @returns the tasks that were left */
  takeAll(): Source[];
}

/** Results come in the order in which the tasks were added. */
export class InOrder implements InFlight {
  readonly #tasks = new Fifo<Source>();

  get size(): number {
    return this.#tasks.size;
  }

  add(task: Source): void {
    this.#tasks.push(task);
  }

  async takeResult(): Promise<unknown> {
    const result = await this.#tasks.peek()?.future.result();
    this.#tasks.shift();
    return result;
  }

  takeAll(): Source[] {
    return this.#tasks.takeAll();
  }
}

/** Results come in the order in which the tasks get done. */
export class AsDone implements InFlight {
  readonly #tasks = new Set<Source>();
  readonly #done = new Fifo<Source>();
  #onDone: (() => void) | undefined;

  get size(): number {
    return this.#tasks.size;
  }

  add(task: Source): void {
    this.#tasks.add(task);
    task.onDone(() => {
      if (!this.#tasks.has(task)) return;
      this.#done.push(task);
      this.#onDone?.();
    });
  }

  async takeResult(): Promise<unknown> {
    if (this.#done.size === 0) await this.#untilOneIsDone();
    const task = this.#done.shift();
    if (!task) return undefined;
    const result = await task.future.result();
    this.#tasks.delete(task);
    return result;
  }

  takeAll(): Source[] {
    const tasks = [...this.#tasks];
    this.#tasks.clear();
    this.#done.takeAll();
    this.#onDone?.();
    return tasks;
  }

  #untilOneIsDone(): Promise<void> {
    return new Promise((resolve) => {
      this.#onDone = () => {
        this.#onDone = undefined;
        resolve();
      };
    });
  }
}
