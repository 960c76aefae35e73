// At most so many starts within any window of time.

import type { RateLimit } from '../types.ts';
import { checkRateLimit } from './check.ts';
import { now } from './clock.ts';
import { Timer } from './timer.ts';

export class RateLimiter {
  readonly #perMs: number;
  /** The times of the last `tasks` starts, in a ring. */
  readonly #starts: Float64Array;
  #at = 0;
  #timer: Timer | undefined;

  constructor(limit: RateLimit) {
    const { tasks, perMs } = checkRateLimit(limit);
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
