// Those who wait for so many workers to be ready.

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

  /** There are no more workers than this from now on, so nobody waits for more. */
  limit(most: number): void {
    this.#waiting = this.#waiting.map((one) => ({ ...one, count: Math.min(one.count, most) }));
  }

  /** So many are ready. */
  check(readyCount: number): void {
    if (this.#waiting.length === 0) return;
    for (const { count, resolve } of this.#waiting) if (count <= readyCount) resolve();
    this.#waiting = this.#waiting.filter(({ count }) => count > readyCount);
  }

  /** There will never be so many. */
  fail(error: unknown): void {
    for (const { reject } of this.#waiting) reject(error);
    this.#waiting = [];
  }
}
