// The state of one submitted task, after `concurrent.futures.Future` (docs.python.org/3/library/concurrent.futures.html#future-objects).
import { now } from './clock.ts';
import { AbortError, CancelledError, InvalidStateError, TimeoutError } from './errors.ts';

/**
 * - `pending`: waits for a worker; can be cancelled
 * - `running`: a worker executes it; can be aborted
 * - `cancelled`: will never give a result: cancelled, or aborted and given up
 * - `finished`: has a result or an exception
 */
export type FutureState = 'pending' | 'running' | 'cancelled' | 'finished';

type Outcome<R> =
  | { readonly state: 'finished'; readonly ok: true; readonly value: R }
  | { readonly state: 'finished'; readonly ok: false; readonly error: unknown }
  | { readonly state: 'cancelled'; readonly aborted?: { readonly reason: unknown } };

let failed: (future: Future<unknown, unknown>) => boolean;

/**
 * The outcome of a task that may still be to come. Awaitable. A failed Future that nobody looks at raises no
 * unhandledRejection, as in Python.
 *
 * @example
 * const future = executor.submit('deflate', chunk);
 * const stop = future.onProgress((bytes) => console.log(bytes));
 * console.log(await future);
 */
export class Future<R, P = never> implements PromiseLike<R> {
  readonly #source: FutureSource<R, P>;

  static {
    failed = (future) => future.#source.hasFailed;
  }

  /** For executors, which keep the source. */
  constructor(source: FutureSource<R, P>) {
    this.#source = source;
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
    return this.#source.wait(timeout).then((outcome) => {
      if (outcome.state === 'cancelled') throw cancellation(outcome);
      if (!outcome.ok) throw outcome.error;
      return outcome.value;
    });
  }

  /**
   * What the task threw; undefined if it succeeded (Python: `Future.exception`).
   * @param timeout milliseconds to wait at most
   * @throws TimeoutError, CancelledError, AbortError
   */
  exception(timeout?: number): Promise<unknown> {
    return this.#source.wait(timeout).then((outcome) => {
      if (outcome.state === 'cancelled') throw cancellation(outcome);
      return outcome.ok ? undefined : outcome.error;
    });
  }

  /** Cancels the task if it has not started. False if it runs or has finished (Python: `Future.cancel`). */
  cancel(): boolean {
    return this.#source.cancel();
  }

  /**
   * Stops the task, running or not. Its `signal` is aborted at once; the Future is cancelled when the task has stopped,
   * at the latest after the executor's `gracePeriod`, and the worker is then given up. What an aborted task still
   * returns is dropped. False if it had finished before. (Python has nothing like it.)
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
   * What they throw becomes a process warning (Python: `Future.add_done_callback`).
   * @returns a function that takes the callback back
   */
  addDoneCallback(callback: (future: Future<R, P>) => void): () => void {
    return this.#source.onDone(() => callback(this));
  }

  /** Calls `listener` with each progress value of the task. @returns a function that takes the listener back */
  onProgress(listener: (value: P) => void): () => void {
    return this.#source.onProgress(listener);
  }

  // biome-ignore lint/suspicious/noThenProperty: a Future is meant to be awaited.
  then<A = R, B = never>(
    onFulfilled?: ((value: R) => A | PromiseLike<A>) | null,
    onRejected?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.result().then(onFulfilled, onRejected);
  }
}

/** Whether a task has thrown; known at once, where `exception()` needs an await. */
export function hasFailed(future: Future<unknown, unknown>): boolean {
  return failed(future);
}

/** For executors: the end of a Future that sets its state (in Python the methods of Future meant for executors only). */
export class FutureSource<R, P = never> {
  readonly future: Future<R, P> = new Future<R, P>(this);
  protected submittedAt = now();
  protected startedAt = 0;
  protected ranFor = 0;
  #running = false;
  #outcome: Outcome<R> | undefined;
  #callbacks: { call(): void }[] | undefined;
  #listeners: { call(value: P): void }[] | undefined;

  get isDone(): boolean {
    return this.#outcome !== undefined;
  }

  get hasFailed(): boolean {
    return this.#outcome?.state === 'finished' && !this.#outcome.ok;
  }

  get state(): FutureState {
    return this.#outcome?.state ?? (this.isRunning() ? 'running' : 'pending');
  }

  get queueTime(): number {
    const start = this.startTime();
    return Math.max(0, (start > 0 ? start : now()) - this.submittedAt);
  }

  get runTime(): number {
    if (this.isDone) return this.ranFor;
    const start = this.startTime();
    return start > 0 ? Math.max(0, now() - start) : 0;
  }

  /** Whether the task has started. Executors that know better than `setRunning` override it. */
  protected isRunning(): boolean {
    return this.#running;
  }

  /** On the clock of `now()`; 0 before the start. */
  protected startTime(): number {
    return this.startedAt;
  }

  /** Takes the task back if it has not started, so that it never will; false if it is too late. */
  protected withdraw(): boolean {
    return !this.isRunning();
  }

  /** Asks the running task to stop; false if that is impossible. */
  protected interrupt(_reason: unknown): boolean {
    return false;
  }

  /** Called once, before anybody is told of the outcome. */
  protected release(): void {}

  setRunning(): void {
    if (this.state !== 'pending')
      throw new InvalidStateError(`Expected a pending Future to start, it is ${this.state}.`);
    this.#running = true;
    this.startedAt = now();
  }

  setResult(value: R): void {
    this.#settle({ state: 'finished', ok: true, value });
  }

  setException(error: unknown): void {
    this.#settle({ state: 'finished', ok: false, error });
  }

  setAborted(reason: unknown): void {
    this.#settle({ state: 'cancelled', aborted: { reason } });
  }

  emitProgress(value: P): void {
    if (this.isDone || !this.#listeners) return;
    for (const listener of [...this.#listeners]) guard(() => listener.call(value));
  }

  cancel(): boolean {
    if (this.#outcome) return this.#outcome.state === 'cancelled';
    if (!this.withdraw()) return false;
    this.#settle({ state: 'cancelled' });
    return true;
  }

  abort(reason: unknown): boolean {
    if (this.#outcome) return this.#outcome.state === 'cancelled';
    const why = reason === undefined ? new DOMException('This operation was aborted', 'AbortError') : reason;
    if (!this.withdraw()) return this.interrupt(why);
    this.setAborted(why);
    return true;
  }

  onDone(call: () => void): () => void {
    if (this.#outcome) {
      guard(call);
      return () => {};
    }
    const entry = { call };
    this.#callbacks ??= [];
    this.#callbacks.push(entry);
    return () => {
      this.#callbacks = this.#callbacks?.filter((other) => other !== entry);
    };
  }

  onProgress(call: (value: P) => void): () => void {
    if (this.#outcome) return () => {};
    const entry = { call };
    this.#listeners = [...(this.#listeners ?? []), entry];
    return () => {
      this.#listeners = this.#listeners?.filter((other) => other !== entry);
    };
  }

  /** Resolves with the outcome; rejects with TimeoutError only. */
  wait(timeout?: number): Promise<Outcome<R>> {
    return new Promise((resolve, reject) => {
      if (this.#outcome) return resolve(this.#outcome);
      let timer: NodeJS.Timeout | undefined;
      const remove = this.onDone(() => {
        clearTimeout(timer);
        if (this.#outcome) resolve(this.#outcome);
      });
      if (timeout === undefined || timeout === Number.POSITIVE_INFINITY) return;
      timer = setTimeout(() => {
        remove();
        reject(new TimeoutError(`The task was not done within ${timeout} ms.`));
      }, timeout);
    });
  }

  #settle(outcome: Outcome<R>): void {
    if (this.#outcome)
      throw new InvalidStateError(`Expected a Future without an outcome, it is ${this.#outcome.state}.`);
    const callbacks = this.#callbacks;
    this.#callbacks = undefined;
    this.#listeners = undefined;
    this.#outcome = outcome;
    this.release();
    if (callbacks) for (const callback of callbacks) guard(() => callback.call());
  }
}

function cancellation(outcome: { readonly aborted?: { readonly reason: unknown } }): CancelledError {
  return outcome.aborted ? new AbortError(outcome.aborted.reason) : new CancelledError();
}

/** Nobody's callback may disturb the executor: what it throws is shown as a warning, as Python logs it. */
function guard(call: () => void): void {
  try {
    call();
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error), { type: 'FutureCallbackWarning' });
  }
}
