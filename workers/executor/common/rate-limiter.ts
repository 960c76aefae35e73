// Limits how many tasks start within any window of time.

import type { RateLimit } from '../types.ts';
import { checkRateLimit } from './check.ts';
import { now } from './clock.ts';
import { Fifo } from './fifo.ts';
import { Timer } from './timer.ts';

export class RateLimiter {
  readonly #perMs: number;
  readonly #tasks: number;
  /** The times of the starts within the last `perMs`, on the clock of `now()`; `tasks` of them at most. */
  readonly #starts = new Fifo<number>();
  #timer: Timer | undefined;

  constructor(limit: RateLimit) {
    const { tasks, perMs } = checkRateLimit(limit);
    this.#perMs = perMs;
    this.#tasks = tasks;
  }

  /** Counts a start and returns true if it is allowed. Otherwise returns false, and calls `onFree` when the next start is allowed. */
  take(onFree: () => void): boolean {
    if (this.#tasks === Number.POSITIVE_INFINITY) return true;
    const time = now();
    this.#forgetBefore(time - this.#perMs);
    if (this.#starts.size < this.#tasks) {
      this.#starts.push(time);
      return true;
    }
    const delay = (this.#starts.peek() ?? time) + this.#perMs - time;
    this.#timer ??= new Timer(Math.ceil(delay), () => {
      this.#timer = undefined;
      onFree();
    });
    return false;
  }

  #forgetBefore(time: number): void {
    for (let first = this.#starts.peek(); first !== undefined && first <= time; first = this.#starts.peek()) {
      this.#starts.shift();
    }
  }

  /** Makes no more calls of `onFree`. */
  stop(): void {
    this.#timer?.stop();
    this.#timer = undefined;
  }
}
