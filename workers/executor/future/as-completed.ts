// Yields Futures in the order in which they get done.
import { isGiven, optionsOf, positive, timeoutOf } from '../common/check.ts';
import { now } from '../common/clock.ts';
import { Fifo } from '../common/fifo.ts';
import { checkIterable } from '../common/iteration.ts';
import { Timer } from '../common/timer.ts';
import { TimeoutError } from '../errors.ts';
import { BoundedCompletions } from './bounded-completions.ts';
import { checkFutures, type Future, onDone } from './future.ts';

export interface AsCompletedOptions {
  /** Milliseconds, counted from the call of `asCompleted`. @default no limit */
  readonly timeout?: number | undefined;
  /**
   * How many Futures may be taken from `futures` that were not yet yielded. Use it for a generator that submits tasks and may be endless.
   * @default all are taken at once
   */
  readonly bufferSize?: number | undefined;
}

/**
 * A Future that is done; one like any other. But TypeScript believes that `for await` awaits what it is given, which it
 * does not, and would take the Future for its result. So it is declared as not awaitable here: call `result()`.
 */
export interface CompletedFuture<R, P> extends Future<R, P> {
  readonly then: never;
}

/** `CompletedFuture` of what a Future type gives. */
export type Completed<F> = F extends Future<infer R, infer P> ? CompletedFuture<R, P> : never;

/**
 * Yields Futures as they get done, also those of several executors; done ones first, duplicates once
 * (Python: `concurrent.futures.as_completed`). A Future is not held any longer once it was yielded.
 *
 * With a `bufferSize` the source may be endless: it is then read no faster than Futures are taken from here, and duplicates come as
 * often as it gives them. (An asynchronous
 * generator would await each Future before it yields it: give asynchronous inputs to `map` with `ordered: false`.)
 *
 * @throws TypeError, RangeError; TimeoutError from `next()`, "2 (of 5) futures unfinished"
 * @example for await (const future of asCompleted(urls.keys())) console.log(urls.get(future), await future.result());
 */
export function asCompleted<F extends Future<unknown, unknown>>(
  futures: Iterable<F>,
  options?: AsCompletedOptions,
): AsyncIterableIterator<Completed<F>> {
  const { timeout, bufferSize } = optionsOf(options);
  const ms = timeoutOf(timeout);
  const completions: AsyncIterableIterator<unknown> = isGiven(bufferSize)
    ? new BoundedCompletions(futures, positive('bufferSize', bufferSize), ms)
    : new Completions(new Set(checkIterable('the Futures', futures)), ms);
  return completions as AsyncIterableIterator<Completed<F>>;
}

class Completions<F extends Future<unknown, unknown>> implements AsyncIterableIterator<F> {
  readonly #ready = new Fifo<F>();
  readonly #removers = new Map<F, () => void>();
  readonly #total: number;
  readonly #end: number;
  readonly #takers = new Fifo<{ resolve(result: IteratorResult<F>): void; reject(error: unknown): void }>();
  #timer: Timer | undefined;

  constructor(futures: Set<F>, timeout: number) {
    checkFutures(futures);
    this.#total = futures.size;
    this.#end = now() + timeout;
    for (const future of futures) {
      if (future.done()) this.#ready.push(future);
    }
    for (const future of futures) {
      if (future.done()) continue;
      const remove = onDone(future, () => this.#onDone(future));
      this.#removers.set(future, remove);
    }
  }

  next(): Promise<IteratorResult<F>> {
    const future = this.#ready.shift();
    if (future) return Promise.resolve({ done: false, value: future });
    if (this.#removers.size === 0) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => {
      this.#takers.push({ resolve, reject });
      this.#armTimer();
    });
  }

  return(): Promise<IteratorResult<F>> {
    this.#ready.takeAll();
    this.#forgetRest();
    for (const taker of this.#takers.takeAll()) taker.resolve({ done: true, value: undefined });
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #onDone(future: F): void {
    this.#removers.delete(future);
    const taker = this.#takers.shift();
    if (taker) taker.resolve({ done: false, value: future });
    else this.#ready.push(future);
    if (this.#takers.size === 0) this.#disarmTimer();
    if (this.#removers.size > 0) return;
    for (const rest of this.#takers.takeAll()) rest.resolve({ done: true, value: undefined });
    this.#disarmTimer();
  }

  #armTimer(): void {
    if (this.#timer || this.#end === Number.POSITIVE_INFINITY) return;
    this.#timer = new Timer(Math.max(0, this.#end - now()), () => this.#onTimeout());
  }

  #disarmTimer(): void {
    this.#timer?.stop();
    this.#timer = undefined;
  }

  #onTimeout(): void {
    const error = new TimeoutError(`${this.#removers.size} (of ${this.#total}) futures unfinished`);
    this.#forgetRest();
    for (const taker of this.#takers.takeAll()) taker.reject(error);
  }

  #forgetRest(): void {
    this.#disarmTimer();
    for (const remove of this.#removers.values()) remove();
    this.#removers.clear();
  }
}
