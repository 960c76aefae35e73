// At most so many starts within any window of time.

import type { RateLimit } from '../types.ts';
import { now } from './clock.ts';
import { Timer } from './timer.ts';

export class RateLimiter {
  readonly #perMs: number;
  /** The times of the last `tasks` starts, in a ring. */
  readonly #starts: Float64Array;
  #at = 0;
  #timer: Timer | undefined;

  constructor({ tasks, perMs }: RateLimit) {
    if (!Number.isInteger(tasks) || tasks < 1)
      throw new RangeError(`Expected rateLimit.tasks to be 1 or more, got ${tasks}.`);
    if (!(perMs > 0)) throw new RangeError(`Expected rateLimit.perMs to be more than 0, got ${perMs}.`);
    this.#perMs = perMs;
    this.#starts = new Float64Array(tasks).fill(Number.NEGATIVE_INFINITY);
  }

  /** Counts a start and returns true; or calls `onFree` when the next one may be, and returns false. */
  take(onFree: () => void): boolean {
    const delay = (this.#starts[this.#at] ?? 0) + this.#perMs - now();
    if (delay > 0) {
      this.#timer ??= new Timer(Math.ceil(delay), () => {
        this.#timer = undefined;
        onFree();
      });
      return false;
    }
    this.#starts[this.#at] = now();
    this.#at = (this.#at + 1) % this.#starts.length;
    return true;
  }

  /** Calls nobody any more. */
  stop(): void {
    this.#timer?.stop();
    this.#timer = undefined;
  }
}
