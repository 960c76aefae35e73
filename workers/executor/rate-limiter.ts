// At most so many starts within any window of time.
import { now } from './clock.ts';
import type { RateLimit } from './types.ts';

export class RateLimiter {
  readonly #perMs: number;
  /** The times of the last `tasks` starts, in a ring. */
  readonly #starts: Float64Array;
  #at = 0;

  constructor({ tasks, perMs }: RateLimit) {
    if (!Number.isInteger(tasks) || tasks < 1)
      throw new RangeError(`Expected rateLimit.tasks to be 1 or more, got ${tasks}.`);
    if (!(perMs > 0)) throw new RangeError(`Expected rateLimit.perMs to be more than 0, got ${perMs}.`);
    this.#perMs = perMs;
    this.#starts = new Float64Array(tasks).fill(Number.NEGATIVE_INFINITY);
  }

  /** Milliseconds until a task may start; 0 if it may now. */
  get delay(): number {
    return Math.max(0, (this.#starts[this.#at] ?? 0) + this.#perMs - now());
  }

  /** Counts a start. */
  take(): void {
    this.#starts[this.#at] = now();
    this.#at = (this.#at + 1) % this.#starts.length;
  }
}
