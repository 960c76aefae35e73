// One change at a time for each name.

export class Lanes {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs after what was asked for the same name before. Names that differ in case only share a lane. */
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
