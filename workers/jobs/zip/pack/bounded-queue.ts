// A queue between a producer and one consumer that holds the producer back when it is too far ahead.

export class BoundedQueue<T> implements AsyncIterable<T> {
  readonly #limit: number;
  readonly #weigh: (item: T) => number;
  #items: T[] = [];
  #head = 0;
  #weight = 0;
  #state: 'open' | 'ended' | 'closed' = 'open';
  #failure: { readonly error: unknown } | undefined;
  #changed = Promise.withResolvers<void>();

  /** @param limit the weight at which `push` waits */
  constructor(limit: number, weigh: (item: T) => number) {
    this.#limit = limit;
    this.#weigh = weigh;
  }

  /** Resolves when there is room for the next; to false when nobody will take it. */
  async push(item: T): Promise<boolean> {
    if (this.#state === 'closed') return false;
    this.#items.push(item);
    this.#weight += this.#weigh(item);
    this.#wake();
    while (this.#weight > this.#limit && this.#state === 'open') await this.#changed.promise;
    return this.#state === 'open';
  }

  /** Nothing will follow. */
  end(): void {
    if (this.#state === 'open') this.#state = 'ended';
    this.#wake();
  }

  /** The consumer gets this error after what is in the queue. */
  fail(error: unknown): void {
    this.#failure ??= { error };
    this.end();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    try {
      for (;;) {
        while (this.#head < this.#items.length) yield this.#take();
        if (this.#failure) throw this.#failure.error;
        if (this.#state !== 'open') return;
        await this.#changed.promise;
      }
    } finally {
      this.#state = 'closed';
      this.#items = [];
      this.#wake();
    }
  }

  #take(): T {
    const item = this.#items[this.#head++] as T;
    if (this.#head > 1024) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    const full = this.#weight > this.#limit;
    this.#weight -= this.#weigh(item);
    if (full && this.#weight <= this.#limit) this.#wake();
    return item;
  }

  #wake(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}
