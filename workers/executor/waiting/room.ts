// Limits how many tasks may wait (`maxQueue`).
import { QueueFullError } from '../errors.ts';

export class Room {
  readonly #maxQueue: number;
  readonly #taken: () => number;
  readonly #waiting: (() => void)[] = [];

  /** @param taken gives how many tasks wait, without those that idle workers will take at once; may be less than 0 */
  constructor(maxQueue: number, taken: () => number) {
    this.#maxQueue = maxQueue;
    this.#taken = taken;
  }

  /** @throws QueueFullError */
  check(): void {
    if (!this.#isThere) throw new QueueFullError(this.#maxQueue);
  }

  /** Resolves when another task may wait. */
  wait(): Promise<void> {
    if (this.#isThere) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** Resolves waiting callers if another task may wait, or if no more tasks are taken at all. */
  admit(isClosed: boolean): void {
    if (this.#waiting.length === 0 || !(isClosed || this.#isThere)) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  get #isThere(): boolean {
    return this.#maxQueue === Number.POSITIVE_INFINITY || this.#taken() < this.#maxQueue;
  }
}
