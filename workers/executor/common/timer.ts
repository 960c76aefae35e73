// Timers for any time, also for longer than setTimeout can count.

/** What setTimeout counts at most, in milliseconds; with more it fires at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** Calls once when its time is over; with a time of Infinity never, and it then keeps no process alive. */
export class Timer {
  readonly #action: () => unknown;
  #leftMs: number;
  #timeout: NodeJS.Timeout | undefined;
  #isRef = true;

  /** @param ms milliseconds, 0 or more */
  constructor(ms: number, action: () => unknown) {
    this.#action = action;
    this.#leftMs = ms;
    if (ms !== Number.POSITIVE_INFINITY) this.#arm();
  }

  /** Lets the process end although the timer still runs. */
  unref(): this {
    this.#isRef = false;
    this.#timeout?.unref();
    return this;
  }

  stop(): void {
    clearTimeout(this.#timeout);
    this.#timeout = undefined;
  }

  #arm(): void {
    const delay = Math.min(this.#leftMs, MAX_DELAY_MS);
    this.#leftMs -= delay;
    this.#timeout = setTimeout(() => this.#onTimeout(), delay);
    if (!this.#isRef) this.#timeout.unref();
  }

  #onTimeout(): void {
    this.#timeout = undefined;
    if (this.#leftMs > 0) this.#arm();
    else this.#action();
  }
}
