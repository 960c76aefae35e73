// Which job is about to replace which original: no two at a time.

export class Claims {
  /** By key of the file. */
  readonly #owners = new Map<string, { readonly job: string; count: number }>();

  /**
   * A job may claim a file several times, as a file may have several names.
   * @param key of the file, the same for all its names
   * @returns what gives it back, or undefined when another job has it
   */
  take(key: string, job: string): Disposable | undefined {
    const owner = this.#owners.get(key) ?? { job, count: 0 };
    if (owner.job !== job) return undefined;
    owner.count++;
    this.#owners.set(key, owner);
    return {
      [Symbol.dispose]: () => {
        if (--owner.count === 0) this.#owners.delete(key);
      },
    };
  }
}
