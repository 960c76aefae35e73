// The numbers that are in use as priorities, the highest first: a binary heap.

export class Priorities {
  readonly #heap: number[] = [];

  /** The highest; undefined if there are none. */
  get highest(): number | undefined {
    return this.#heap[0];
  }

  add(priority: number): void {
    let at = this.#heap.push(priority) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#at(parent) >= priority) break;
      this.#heap[at] = this.#at(parent);
      at = parent;
    }
    this.#heap[at] = priority;
  }

  removeHighest(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    let at = 0;
    for (let child = this.#higherChild(at); this.#at(child) > last; child = this.#higherChild(at)) {
      this.#heap[at] = this.#at(child);
      at = child;
    }
    this.#heap[at] = last;
  }

  #higherChild(parent: number): number {
    const left = 2 * parent + 1;
    return this.#at(left + 1) > this.#at(left) ? left + 1 : left;
  }

  /** Beyond the end there is nothing that is higher than anything. */
  #at(place: number): number {
    return this.#heap[place] ?? Number.NEGATIVE_INFINITY;
  }
}
