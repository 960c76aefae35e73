// Keeps the callers of `warmUp` that wait until a number of workers is ready.

export class WarmUps {
  #waiting: { readonly count: number; resolve(): void; reject(error: unknown): void }[] = [];

  /** How many workers are waited for. */
  get wanted(): number {
    return this.#waiting.reduce((most, { count }) => Math.max(most, count), 0);
  }

  add(count: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ count, resolve, reject });
    });
  }

  /** Call this when the maximum of workers is lowered: callers then wait for no more than that. */
  limit(most: number): void {
    this.#waiting = this.#waiting.map((one) => ({ ...one, count: Math.min(one.count, most) }));
  }

  /** Call this with the number of workers that are ready. */
  check(readyCount: number): void {
    if (this.#waiting.length === 0) return;
    for (const { count, resolve } of this.#waiting) if (count <= readyCount) resolve();
    this.#waiting = this.#waiting.filter(({ count }) => count > readyCount);
  }

  /** Call this when so many workers will never be ready. */
  fail(error: unknown): void {
    for (const { reject } of this.#waiting) reject(error);
    this.#waiting = [];
  }
}
