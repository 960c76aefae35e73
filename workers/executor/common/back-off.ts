// Decides whether to wait actively for something that is expected at once, or to sleep until it comes.

/** How many times in a row active waiting is skipped at most. */
const MOST = 64;

/**
 * Active waiting takes processor time, and is useful only if what is awaited really comes at once. Each time it
 * does not, active waiting is skipped twice as often as before; when it does, it is tried each time again.
 */
export class BackOff {
  #leaveOut = 0;
  #left = 0;

  /** Whether to wait actively this time. Call it once each time, and then report success or failure. */
  mayTry(): boolean {
    return this.#left-- <= 0;
  }

  /** Call this when what was awaited has come in time. */
  onSuccess(): void {
    this.#leaveOut = 0;
    this.#left = 0;
  }

  /** Call this when it did not come in time. */
  onFailure(): void {
    this.#leaveOut = Math.min(MOST, 2 * this.#leaveOut + 1);
    this.#left = this.#leaveOut;
  }
}
