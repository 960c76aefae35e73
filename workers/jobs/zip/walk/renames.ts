// Counts packed names that are not allowed on every system, and keeps some of them as examples.

const MAX_EXAMPLES = 5;

export class Renames {
  count = 0;
  readonly examples: (readonly [from: string, to: string])[] = [];

  /** @param to the name that is allowed everywhere; undefined if that is the name itself */
  add(from: string, to: string | undefined): void {
    if (to === undefined) return;
    this.count++;
    if (this.examples.length < MAX_EXAMPLES) this.examples.push([from, to]);
  }
}
