// Yields Futures in the order in which they get done, from a source that may be endless.
import { now } from '../common/clock.ts';
import { Fifo } from '../common/fifo.ts';
import { checkIterable, checkStep } from '../common/iteration.ts';
import { Timer } from '../common/timer.ts';
import { TimeoutError } from '../errors.ts';
import { type Future, onDone } from './future.ts';

const FUTURES = 'the Futures';

/** One who waits for the next Future. */
interface Taker<F> {
  resolve(result: IteratorResult<F>): void;
  reject(error: unknown): void;
}

/**
 * Takes Futures from the source only as fast as they are taken from here. (It is no generator, since those await what they
 * yield.)
 */
export class BoundedCompletions<F extends Future<unknown, unknown>> implements AsyncIterableIterator<F> {
  readonly #source: Iterator<F>;
  readonly #bufferSize: number;
  readonly #end: number;
  readonly #ready = new Fifo<F>();
  readonly #takers = new Fifo<Taker<F>>();
  /** Futures taken from the source and not yet yielded. */
  #held = 0;
  #isOver = false;
  #failure: { readonly error: unknown } | undefined;
  #timer: Timer | undefined;

  /** @param timeout milliseconds */
  constructor(futures: Iterable<F>, bufferSize: number, timeout: number) {
    this.#source = checkIterable(FUTURES, futures)[Symbol.iterator]();
    this.#bufferSize = bufferSize;
    this.#end = now() + timeout;
    this.#fill();
  }

  next(): Promise<IteratorResult<F>> {
    return new Promise((resolve, reject) => {
      this.#takers.push({ resolve, reject });
      this.#serve();
      if (this.#takers.size > 0) this.#timer ??= new Timer(Math.max(0, this.#end - now()), () => this.#onTimeout());
    });
  }

  return(): Promise<IteratorResult<F>> {
    this.#closeSource();
    this.#failure = undefined;
    this.#held = 0;
    this.#ready.takeAll();
    this.#serve();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #fill(): void {
    while (!this.#isOver && this.#held < this.#bufferSize) {
      const next = this.#takeNext();
      if (next) this.#hold(next.future);
      else this.#isOver = true;
    }
  }

  /** Undefined if there is none, or the source has failed. */
  #takeNext(): { readonly future: F } | undefined {
    try {
      const step = checkStep(FUTURES, this.#source.next());
      return step.done ? undefined : { future: step.value };
    } catch (error) {
      this.#failure = { error };
      return undefined;
    }
  }

  #hold(future: F): void {
    // Counted first: one that is done is yielded before this returns, and others with it.
    this.#held++;
    try {
      onDone(future, () => {
        this.#ready.push(future);
        this.#serve();
      });
    } catch (error) {
      this.#held--;
      this.#failure = { error };
      this.#closeSource();
    }
  }

  #closeSource(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    try {
      this.#source.return?.();
    } catch {
      // Whoever wants no more Futures has no use for an error of their source.
    }
  }

  #serve(): void {
    while (this.#takers.size > 0) {
      const future = this.#ready.shift();
      if (future) {
        this.#held--;
        this.#takers.shift()?.resolve({ done: false, value: future });
        this.#fill();
      } else if (this.#isOver && this.#held <= 0) {
        this.#finish(this.#takers.shift());
      } else {
        return;
      }
    }
    this.#timer?.stop();
    this.#timer = undefined;
  }

  #finish(taker: Taker<F> | undefined): void {
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure) taker?.reject(failure.error);
    else taker?.resolve({ done: true, value: undefined });
  }

  #onTimeout(): void {
    this.#timer = undefined;
    const error = new TimeoutError(`${this.#held} futures unfinished`);
    for (const taker of this.#takers.takeAll()) taker.reject(error);
    this.return();
  }
}
