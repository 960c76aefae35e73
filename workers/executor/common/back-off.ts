// Decides whether to stay awake for what is expected at once, or to sleep until it comes.

/** Most times in a row that staying awake is left out. */
const MOST = 64;

/**
 * Staying awake costs time that others may need, and pays only if what is awaited really comes at once. Each time it
 * does not, staying awake is left out twice as often as before; once it does, always tried again.
 */
export class BackOff {
  #leaveOut = 0;
  #left = 0;

  /** Whether to stay awake this time. To be asked once each time; then say how it went. */
  mayTry(): boolean {
    return this.#left-- <= 0;
  }

  /** What was awaited came. */
  onSuccess(): void {
    this.#leaveOut = 0;
    this.#left = 0;
  }

  /** It did not come in time. */
  onFailure(): void {
    this.#leaveOut = Math.min(MOST, 2 * this.#leaveOut + 1);
    this.#left = this.#leaveOut;
  }
}
