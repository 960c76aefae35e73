// The state of one submitted task, after `concurrent.futures.Future` (docs.python.org/3/library/concurrent.futures.html#future-objects).
import { AsyncLocalStorage } from 'node:async_hooks';
import * as worker_threads from 'node:worker_threads';
import { checkCallback } from '../common/check.ts';
import type { Outcome } from '../common/outcome.ts';
import { quote } from '../common/show.ts';
import { AbortError, CancelledError } from '../errors.ts';

/**
 * - `pending`: waits for a worker; can be cancelled
 * - `running`: a worker executes it; can be aborted
 * - `cancelled`: will never give a result: cancelled, or aborted and given up
 * - `finished`: has a result or an exception
 */
export type FutureState = 'pending' | 'running' | 'cancelled' | 'finished';

/** What a Future shows and passes on: `FutureSource`, where executors set it. */
export interface StateOfFuture<R, P = never> {
  readonly outcome: Outcome<R> | undefined;
  readonly isDone: boolean;
  readonly hasFailed: boolean;
  readonly state: FutureState;
  readonly queueTime: number;
  readonly runTime: number;
  cancel(): boolean;
  abort(reason: unknown): boolean;
  onDone(call: () => void): () => void;
  onProgress(call: (value: P) => void): () => void;
  when<T>(read: (outcome: Outcome<R>) => T, timeout?: number): Promise<T>;
}

let sourceOf: (future: Future<unknown, unknown>) => StateOfFuture<unknown, unknown>;

/**
 * The outcome of a task, which may not have ended yet. Awaitable. A failed Future that nobody looks at raises no
 * unhandledRejection, as in Python.
 *
 * @example
 * const future = executor.submit('deflate', chunk);
 * const stop = future.onProgress((bytes) => console.log(bytes));
 * console.log(await future);
 */
export class Future<R, P = never> implements PromiseLike<R> {
  readonly #source: StateOfFuture<R, P>;

  static {
    sourceOf = (future) => {
      if (typeof future === 'object' && future !== null && #source in future) return future.#source;
      throw new TypeError(`Expected a Future, got ${quote(future)}.`);
    };
  }

  /** For executors, which keep the source. */
  constructor(source: StateOfFuture<R, P>) {
    this.#source = source;
    // A Future that nobody has awaited is refused by workers, which would get an empty object otherwise. From Node 22.10.
    worker_threads.markAsUncloneable?.(this);
  }

  get state(): FutureState {
    return this.#source.state;
  }

  /** Milliseconds from `submit` to the start of the task, or until now while it waits. */
  get queueTime(): number {
    return this.#source.queueTime;
  }

  /** Milliseconds that the task ran, or has run so far. */
  get runTime(): number {
    return this.#source.runTime;
  }

  /**
   * The task's result, or its exception thrown (Python: `Future.result`).
   * @param timeout milliseconds to wait at most
   * @throws TimeoutError, CancelledError, AbortError, or what the task threw
   */
  result(timeout?: number): Promise<R> {
    return this.#source.when(resultOf<R>, timeout);
  }

  /**
   * What the task threw; undefined if it succeeded (Python: `Future.exception`).
   * @param timeout milliseconds to wait at most
   * @throws TimeoutError, CancelledError, AbortError
   */
  exception(timeout?: number): Promise<unknown> {
    return this.#source.when(exceptionOf, timeout);
  }

  /** Cancels the task if it has not started. False if it runs or has finished (Python: `Future.cancel`). */
  cancel(): boolean {
    return this.#source.cancel();
  }

  /**
   * Stops the task, running or not. Its `signal` is aborted at once; the Future is cancelled when the task has stopped,
   * at the latest after the executor's `gracePeriod`, when its worker is ended. A value that an aborted task still
   * returns is ignored. False if the task had finished before. (Python has nothing like it.)
   */
  abort(reason?: unknown): boolean {
    return this.#source.abort(reason);
  }

  /** Python: `Future.cancelled`. */
  cancelled(): boolean {
    return this.#source.state === 'cancelled';
  }

  /** Python: `Future.running`. */
  running(): boolean {
    return this.#source.state === 'running';
  }

  /** Finished or cancelled (Python: `Future.done`). */
  done(): boolean {
    return this.#source.isDone;
  }

  /**
   * Calls `callback` when the Future is done, at once if it already is; callbacks run in the order they were added.
   * What they throw becomes a process warning (Python: `Future.add_done_callback`). They see the AsyncLocalStorage of whoever
   * added them.
   * @returns a function that removes the callback
   * @throws TypeError if it is no function
   */
  addDoneCallback(callback: (future: Future<R, P>) => void): () => void {
    checkCallback('the callback', callback);
    return this.#source.onDone(AsyncLocalStorage.bind(() => callback(this)));
  }

  /** Calls `listener` with each progress value of the task. @returns a function that removes the listener */
  onProgress(listener: (value: P) => void): () => void {
    checkCallback('the listener', listener);
    return this.#source.onProgress(AsyncLocalStorage.bind((value: P) => listener(value)));
  }

  // biome-ignore lint/suspicious/noThenProperty: a Future is meant to be awaited.
  then<A = R, B = never>(
    onFulfilled?: ((value: R) => A | PromiseLike<A>) | null,
    onRejected?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.result().then(onFulfilled, onRejected);
  }

  /** The same as a promise's. */
  catch<B = never>(onRejected?: ((error: unknown) => B | PromiseLike<B>) | null): Promise<R | B> {
    return this.result().catch(onRejected);
  }

  /** The same as a promise's. */
  finally(onFinally?: (() => void) | null): Promise<R> {
    return this.result().finally(onFinally);
  }

  /** Shows the state, and the result or what was thrown, in `console.log`. */
  [Symbol.for('nodejs.util.inspect.custom')](
    _depth: number,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ): string {
    const outcome = this.#source.outcome;
    if (outcome?.state !== 'finished') return `Future { <${this.state}> }`;
    const what = inspect(outcome.ok ? outcome.value : outcome.error, options);
    return `Future { ${outcome.ok ? '' : '<failed> '}${what} }`;
  }
}

/** Whether a task has thrown; known at once, where `exception()` needs an await. */
export function hasFailed(future: Future<unknown, unknown>): boolean {
  return sourceOf(future).hasFailed;
}

/**
 * Calls back when a Future is done, at once if it already is. For this library: `addDoneCallback` also keeps the
 * AsyncLocalStorage. @returns a function that removes the callback
 * @throws TypeError if it is no Future
 */
export function onDone(future: Future<unknown, unknown>, call: () => void): () => void {
  return sourceOf(future).onDone(call);
}

/** What sets the state of a Future. @throws TypeError if it is no Future */
export function getSource(future: Future<unknown, unknown>): StateOfFuture<unknown, unknown> {
  return sourceOf(future);
}

/** @throws TypeError unless all are Futures */
export function checkFutures(futures: Iterable<Future<unknown, unknown>>): void {
  for (const future of futures) sourceOf(future);
}

function resultOf<R>(outcome: Outcome<R>): R {
  if (outcome.state === 'cancelled') throw cancellation(outcome);
  if (!outcome.ok) throw outcome.error;
  return outcome.value;
}

function exceptionOf(outcome: Outcome<unknown>): unknown {
  if (outcome.state === 'cancelled') throw cancellation(outcome);
  return outcome.ok ? undefined : outcome.error;
}

function cancellation(outcome: { readonly aborted?: { readonly reason: unknown } }): CancelledError {
  return outcome.aborted ? new AbortError(outcome.aborted.reason) : new CancelledError();
}
