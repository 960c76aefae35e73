// Runs changes of the same name one after another.

export class Lanes {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs work when the earlier work for the same name has ended. Names that differ only in case count as the same. */
  async run<T>(name: string, step: () => Promise<T>): Promise<T> {
    const key = name.normalize('NFC').toLowerCase();
    const before = this.#last.get(key) ?? Promise.resolve();
    const run = before.then(step, step);
    const settled = run.catch(() => {});
    this.#last.set(key, settled);
    try {
      return await run;
    } finally {
      if (this.#last.get(key) === settled) this.#last.delete(key);
    }
  }
}
