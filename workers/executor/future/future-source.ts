// The side of a Future that its executor uses to set the state.
import { Callbacks, guard } from '../common/callbacks.ts';
import { timeoutOf } from '../common/check.ts';
import { now } from '../common/clock.ts';
import { failure, type Outcome, success } from '../common/outcome.ts';
import { plainAbort } from '../common/plain-abort.ts';
import { Timer } from '../common/timer.ts';
import { InvalidStateError, TimeoutError } from '../errors.ts';
import { Future, type FutureState, type StateOfFuture } from './future.ts';

/** Sets the state of its Future; in Python, the methods of Future that are meant for executors only. */
export class FutureSource<R, P = never> implements StateOfFuture<R, P> {
  readonly future: Future<R, P> = new Future<R, P>(this);
  protected submittedAt = now();
  protected startedAt = 0;
  protected ranFor = 0;
  // The clocks of two processes are not quite the same: neither time is ever less than was said before.
  #saidQueued = 0;
  #saidRan = 0;
  #running = false;
  #outcome: Outcome<R> | undefined;
  #callbacks: Callbacks<[]> | undefined;
  #listeners: Callbacks<[unknown]> | undefined;

  get outcome(): Outcome<R> | undefined {
    return this.#outcome;
  }

  get isDone(): boolean {
    return this.#outcome !== undefined;
  }

  /** Whether it was asked to stop. What it still gives is not wanted. */
  get isStopping(): boolean {
    return false;
  }

  get hasFailed(): boolean {
    return this.#outcome?.state === 'finished' && !this.#outcome.ok;
  }

  get state(): FutureState {
    return this.#outcome?.state ?? (this.isRunning() ? 'running' : 'pending');
  }

  get queueTime(): number {
    const start = this.startTime();
    this.#saidQueued = Math.max(this.#saidQueued, (start > 0 ? start : now()) - this.submittedAt);
    return this.#saidQueued;
  }

  get runTime(): number {
    this.#saidRan = Math.max(this.#saidRan, this.isDone ? this.ranFor : this.#ranSoFar());
    return this.#saidRan;
  }

  #ranSoFar(): number {
    const start = this.startTime();
    return start > 0 ? now() - start : 0;
  }

  /** It is tried again: its times count anew. */
  protected forgetRun(): void {
    this.startedAt = 0;
    this.ranFor = 0;
    this.#saidRan = 0;
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

  /** Says that so many more values of a generator are wanted. */
  grant(_count: number): void {}

  /** Called once, before anybody is told of the outcome. */
  protected release(): void {}

  setRunning(): void {
    if (this.state !== 'pending')
      throw new InvalidStateError(`Expected a pending Future to start, it is ${this.state}.`);
    this.#running = true;
    this.startedAt = now();
  }

  setResult(value: R): void {
    this.settle(success(value));
  }

  setException(error: unknown): void {
    this.settle(failure(error));
  }

  setAborted(reason: unknown): void {
    this.settle({ state: 'cancelled', aborted: { reason } });
  }

  emitProgress(value: P): void {
    if (!this.isDone) this.#listeners?.call(value);
  }

  cancel(): boolean {
    if (this.#outcome) return this.#outcome.state === 'cancelled';
    if (!this.withdraw()) return false;
    this.settle({ state: 'cancelled' });
    return true;
  }

  abort(reason: unknown): boolean {
    if (this.#outcome) return this.#outcome.state === 'cancelled';
    const why = reason === undefined ? plainAbort() : reason;
    if (!this.withdraw()) return this.interrupt(why);
    this.setAborted(why);
    return true;
  }

  onDone(call: () => void): () => void {
    if (this.#outcome) {
      guard(call);
      return () => {};
    }
    this.#callbacks ??= new Callbacks();
    return removerOf(this.#callbacks, call);
  }

  onProgress(call: (value: P) => void): () => void {
    if (this.#outcome) return () => {};
    this.#listeners ??= new Callbacks();
    return removerOf(this.#listeners, call as (value: unknown) => void);
  }

  wait(): Promise<Outcome<R>> {
    return this.when((outcome) => outcome);
  }

  /**
   * Resolves with what `read` makes of the outcome; rejects with what it throws, with TimeoutError, or with TypeError if the
   * timeout is no number.
   */
  when<T>(read: (outcome: Outcome<R>) => T, timeout?: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const ms = timeoutOf(timeout);
      const give = () => {
        try {
          resolve(read(this.#outcome as Outcome<R>));
        } catch (error) {
          reject(error);
        }
      };
      if (this.#outcome) return give();
      this.#callbacks ??= new Callbacks();
      if (ms === Number.POSITIVE_INFINITY) this.#callbacks.add(give);
      else this.#giveWithin(ms, give, () => reject(new TimeoutError(`The task was not done within ${timeout} ms.`)));
    });
  }

  #giveWithin(ms: number, give: () => void, onTimeout: () => void): void {
    const remove = this.onDone(() => {
      timer.stop();
      give();
    });
    const timer = new Timer(ms, () => {
      remove();
      onTimeout();
    });
  }

  settle(outcome: Outcome<R>): void {
    if (this.#outcome)
      throw new InvalidStateError(`Expected a Future without an outcome, it is ${this.#outcome.state}.`);
    const callbacks = this.#callbacks;
    this.#callbacks = undefined;
    this.#listeners = undefined;
    this.#outcome = outcome;
    this.release();
    callbacks?.call();
  }
}

function removerOf<A extends unknown[]>(callbacks: Callbacks<A>, call: (...args: A) => void): () => void {
  const entry = callbacks.add(call);
  return () => callbacks.remove(entry);
}
