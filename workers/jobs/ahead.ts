// Runs one thing over many inputs, some ahead of whoever takes the results, which come in the order of the inputs. `JobTasks.map`,
// `inspectAll` and the walk of the zip job are made of it. Two others look like it and are not. The executor package's `map` sends
// tasks in chunks, aborts them itself, and knows nothing of jobs. `PictureRun` takes pictures in any order, within three bounds:
// running tasks, memory, and files that wait for the disk.

export interface AheadSettings<I, R> {
  readonly inputs: Iterable<I> | AsyncIterable<I>;
  readonly run: (input: I) => Promise<R>;
  /** Most runs that are under way or wait to be taken, by their weight. */
  readonly limit: number;
  /** @default 1 for each */
  readonly weigh?: (input: I) => number;
  /** Stops what runs: the results are not wanted any more. */
  readonly stop: () => void;
}

/** The first failure ends it. Nothing runs any more when it has ended. */
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
  /** The weight of all that has not left. */
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

  /** The next in line; undefined at the end. @throws what the inputs threw */
  async take(): Promise<Running<R> | undefined> {
    while (this.#waiting.length === 0 && this.#state === 'open') await this.#changed.promise;
    const next = this.#waiting.shift();
    if (!next && this.#failure) throw this.#failure.error;
    return next;
  }

  /** A result has been taken. */
  leave({ weight }: Running<R>): void {
    this.#underway -= weight;
    this.#wake();
  }

  /** Resolves when nothing runs any more. */
  async close(): Promise<void> {
    if (this.#state === 'open') {
      this.#state = 'closed';
      // An async generator that is waiting for something answers only when that comes.
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
    // It is thrown when its turn comes.
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
