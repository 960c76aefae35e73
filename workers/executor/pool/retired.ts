// Workers that were given up and are still alive.
import { Timer } from '../common/timer.ts';
import type { PoolWorker } from './pool-worker.ts';

export class Retired {
  readonly #workers = new Set<PoolWorker>();
  #timer: Timer | undefined;
  #onGone: (() => void) | undefined;

  add(worker: PoolWorker): void {
    this.#workers.add(worker);
  }

  /** @returns whether it was among them */
  delete(worker: PoolWorker): boolean {
    const wasRetired = this.#workers.delete(worker);
    if (this.#workers.size === 0) this.#tell();
    return wasRetired;
  }

  /** Calls `action` when all have ended, or after `ms`: a thread in native code may live for long. */
  whenGone(ms: number, action: () => void): void {
    this.#onGone = action;
    if (this.#workers.size === 0) this.#tell();
    else this.#timer ??= new Timer(ms, () => this.#tell());
  }

  #tell(): void {
    this.#timer?.stop();
    this.#timer = undefined;
    this.#onGone?.();
    this.#onGone = undefined;
  }
}
