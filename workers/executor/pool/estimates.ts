// Estimates how long the tasks of a function run, which decides how many are sent ahead.

/** Milliseconds; one clock reading is no better. */
const SHORTEST = 0.002;

/** Jumps up to a longer run at once and forgets it slowly: a task sent ahead behind a long one would wait for it. */
export class Estimates {
  readonly #byName = new Map<string, number>();

  /** Milliseconds; Infinity for a function that never ran. */
  of(name: string): number {
    return this.#byName.get(name) ?? Number.POSITIVE_INFINITY;
  }

  learn(name: string, ranFor: number): void {
    const known = this.#byName.get(name) ?? 0;
    const next = ranFor >= known ? ranFor : known + (ranFor - known) * 0.2;
    this.#byName.set(name, Math.max(SHORTEST, next));
  }
}
