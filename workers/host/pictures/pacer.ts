// Limits how often thumbnails are made: at once while no job runs, and so rarely during a job that the job does not get slower.

/**
 * The share of the time of all cores that thumbnails may take while a job runs. A job loses about twice as much, as it shares
 * caches and memory with them, too. See docs/adr/0024-pictures-in-the-window.md.
 */
const SHARE = 0.01;

/** Milliseconds. Thumbnails wait until their share has grown to this, so short jobs are not slowed down: loading a decoder takes longer. */
const HEAD_START_MS = 50;

/** How much unused time is saved at most, in milliseconds of processor time. */
const MAX_SAVED_MS = 50;

export interface PacerParts {
  readonly cores: number;
  /** In milliseconds. */
  readonly now: () => number;
}

export class Pacer {
  readonly #parts: PacerParts;
  /** Milliseconds of processor time that are granted for each millisecond. */
  readonly #rate: number;
  /** Undefined while no job runs. */
  #allowance: { ms: number; at: number } | undefined;
  #changed = Promise.withResolvers<void>();

  constructor(parts: PacerParts) {
    this.#parts = parts;
    this.#rate = SHARE * parts.cores;
  }

  /** Call this when a job has started, or when the last one has ended. */
  busy(isBusy: boolean): void {
    if (isBusy === (this.#allowance !== undefined)) return;
    this.#allowance = isBusy ? { ms: -HEAD_START_MS, at: this.#parts.now() } : undefined;
    this.#changed.resolve();
    this.#changed = Promise.withResolvers<void>();
  }

  /** Milliseconds until the next thumbnail may be made. */
  wait(): number {
    return Math.max(0, -this.#allowed() / this.#rate);
  }

  /** Resolves when a thumbnail may be made. Rejects with the signal's reason. */
  async turn(signal: AbortSignal): Promise<void> {
    for (let wait = this.wait(); wait > 0; wait = this.wait()) await this.#sleep(wait, signal);
    signal.throwIfAborted();
  }

  /** @param cpuMs milliseconds of processor time that a thumbnail took */
  spent(cpuMs: number): void {
    if (!this.#allowance) return;
    this.#allowance = { ms: this.#allowed() - cpuMs, at: this.#parts.now() };
  }

  #allowed(): number {
    if (!this.#allowance) return 0;
    const { ms, at } = this.#allowance;
    return Math.min(MAX_SAVED_MS, ms + (this.#parts.now() - at) * this.#rate);
  }

  async #sleep(ms: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, Math.ceil(ms));
    const abort = () => reject(signal.reason);
    signal.throwIfAborted();
    signal.addEventListener('abort', abort, { once: true });
    try {
      await Promise.race([promise, this.#changed.promise]);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    }
  }
}
