// Keeps commands to Redis that nothing waits for, such as that a result is no longer needed.
import { Timer } from '../../common/timer.ts';

export class Background {
  readonly #running = new Set<Promise<unknown>>();
  readonly #onIdle: () => void;

  /** @param onIdle called whenever nothing is under way any more */
  constructor(onIdle: () => void) {
    this.#onIdle = onIdle;
  }

  get isIdle(): boolean {
    return this.#running.size === 0;
  }

  /** What it is rejected with is of no interest: the connection was closed. */
  add(work: Promise<unknown>): void {
    const settled = work
      .catch(() => {})
      .finally(() => {
        this.#running.delete(settled);
        if (this.isIdle) this.#onIdle();
      });
    this.#running.add(settled);
  }

  /** Resolves when nothing is under way, or after so many milliseconds. */
  async idle(ms: number): Promise<void> {
    if (this.isIdle) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = new Timer(ms, resolve);
    await Promise.race([promise, Promise.all(this.#running)]).finally(() => timer.stop());
  }
}
