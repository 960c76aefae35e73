// Timers for any time, also for more than setTimeout can count.

/** The longest time that setTimeout can count, in milliseconds; with a longer one it fires at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** Makes one call when its time is over. With a time of Infinity it never does, and does not keep the process alive. */
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
