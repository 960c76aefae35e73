// A first-in-first-out queue. `Array.shift` is slow for long lists, as it moves all other items.

/** A queue whose steps take constant time. */
export class Fifo<T> {
  #items: (T | undefined)[] = [];
  #head = 0;

  get size(): number {
    return this.#items.length - this.#head;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  peek(): T | undefined {
    return this.#items[this.#head];
  }

  shift(): T | undefined {
    if (this.size === 0) return undefined;
    const item = this.#items[this.#head];
    this.#items[this.#head++] = undefined;
    if (this.size === 0) this.takeAll();
    else if (this.#head >= 1024 && this.#head * 2 >= this.#items.length) this.#forgetTaken();
    return item;
  }

  /** Empties it. @returns what was in it, oldest first */
  takeAll(): T[] {
    const items = this.#items.slice(this.#head) as T[];
    this.#items = [];
    this.#head = 0;
    return items;
  }

  #forgetTaken(): void {
    this.#items = this.#items.slice(this.#head);
    this.#head = 0;
  }
}
