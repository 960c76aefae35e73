// Calls a function for many inputs, several at a time, and yields the results in the order of the inputs. `JobTasks.map`,
// `inspectAll` and the walk of the zip job use it. Two others are similar, but cannot use it: the executor package's `map` sends
// tasks in chunks, aborts them itself, and does not depend on jobs; `PictureRun` takes pictures in any order, within three bounds:
// running tasks, memory, and files that wait for the disk.

export interface AheadSettings<I, R> {
  readonly inputs: Iterable<I> | AsyncIterable<I>;
  readonly run: (input: I) => Promise<R>;
  /** How many calls may run or wait to be taken, counted by their weight. */
  readonly limit: number;
  /** @default 1 for each */
  readonly weigh?: (input: I) => number;
  /** Called when the results are not needed any more: stops the calls that run. */
  readonly stop: () => void;
}

/** The first failure ends it. When it has ended, no call runs any more. */
export async function* ahead<I, R>(settings: AheadSettings<I, R>): AsyncGenerator<R> {
  const line = new Line<I, R>(settings);
  try {
    for (let next = await line.take(); next; next = await line.take()) {
      yield await next.result;
      line.leave(next);
    }
  } finally {
    settings.stop();
    await line.close();
  }
}

interface Running<R> {
  readonly result: Promise<R>;
  readonly weight: number;
}

class Line<I, R> {
  readonly #inputs: AsyncIterator<I> | Iterator<I>;
  readonly #run: (input: I) => Promise<R>;
  readonly #limit: number;
  readonly #weigh: (input: I) => number;
  #waiting: Running<R>[] = [];
  /** The weight of all calls whose results were not taken yet. */
  #underway = 0;
  #state: 'open' | 'ended' | 'closed' = 'open';
  #failure: { readonly error: unknown } | undefined;
  #changed = Promise.withResolvers<void>();

  constructor({ inputs, run, limit, weigh = () => 1 }: AheadSettings<I, R>) {
    this.#inputs = Symbol.asyncIterator in inputs ? inputs[Symbol.asyncIterator]() : inputs[Symbol.iterator]();
    this.#run = run;
    this.#limit = limit;
    this.#weigh = weigh;
    void this.#fill();
  }

  /** Returns the next call in order; undefined at the end. @throws the error that the inputs threw */
  async take(): Promise<Running<R> | undefined> {
    while (this.#waiting.length === 0 && this.#state === 'open') await this.#changed.promise;
    const next = this.#waiting.shift();
    if (!next && this.#failure) throw this.#failure.error;
    return next;
  }

  /** Call this when the result was taken. */
  leave({ weight }: Running<R>): void {
    this.#underway -= weight;
    this.#wake();
  }

  /** Stops reading inputs. Resolves when no call runs any more. */
  async close(): Promise<void> {
    if (this.#state === 'open') {
      this.#state = 'closed';
      // An async generator that waits for something answers `return` only after that, so this is not awaited.
      void Promise.resolve(this.#inputs.return?.()).catch(() => {});
    }
    this.#wake();
    await Promise.allSettled(this.#waiting.map(({ result }) => result));
  }

  async #fill(): Promise<void> {
    try {
      while (this.#state === 'open') {
        if (this.#underway >= this.#limit) {
          await this.#changed.promise;
          continue;
        }
        const { done, value } = await this.#inputs.next();
        if (done || this.#state !== 'open') break;
        this.#push(this.#run(value), this.#weigh(value));
      }
    } catch (error) {
      this.#failure = { error };
    }
    if (this.#state === 'open') this.#state = 'ended';
    this.#wake();
  }

  #push(result: Promise<R>, weight: number): void {
    // The error is thrown when the result is taken.
    result.catch(() => {});
    this.#waiting.push({ result, weight });
    this.#underway += weight;
    this.#wake();
  }

  #wake(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}
