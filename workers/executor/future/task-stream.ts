// Yields the values of a task that is a generator, as they come.
import { Fifo } from '../common/fifo.ts';
import type { ValueSink } from '../engine.ts';
import { CancelledError } from '../errors.ts';
import type { Future } from './future.ts';
import type { FutureSource } from './future-source.ts';

type Answer<Y, R> = PromiseWithResolvers<IteratorResult<Y, R | undefined>>;

/**
 * The result of `stream`: an iterator over the values that the task yields. The task may be `streamBuffer` values ahead of the reader,
 * and then waits. Leaving the loop (`return()`) aborts the task, so that its generator is closed there.
 */
export class TaskStream<Y, R = unknown, P = never> implements AsyncIterableIterator<Y, R | undefined>, AsyncDisposable {
  readonly #source: FutureSource<R, P>;
  readonly #bufferSize: number;
  readonly #values = new Fifo<Y>();
  /** `next` calls that wait, oldest first. */
  readonly #waiting = new Fifo<Answer<Y, R>>();
  /** Values that were taken since the task was last told so. */
  #taken = 0;
  /** Its end was given to somebody, or nobody wants it. */
  #isOver = false;

  /** For executors. @param submit submits the task */
  constructor(bufferSize: number, submit: (sink: ValueSink) => FutureSource<R, P>) {
    this.#bufferSize = bufferSize;
    this.#source = submit({ bufferSize, accept: (value) => this.#accept(value as Y) });
    this.#source.onDone(() => this.#onDone());
  }

  /** The task: its state, its progress, and what its generator returns in the end. Done when all values have come, taken or not. */
  get future(): Future<R, P> {
    return this.#source.future;
  }

  /** @throws what the task threw, after all of its values; CancelledError or AbortError at once if it was cancelled or aborted */
  next(): Promise<IteratorResult<Y, R | undefined>> {
    const answer: Answer<Y, R> = Promise.withResolvers();
    this.#waiting.push(answer);
    this.#answer();
    return answer.promise;
  }

  /** Aborts the task, unless it is done. Resolves when it has stopped. */
  async return(): Promise<IteratorResult<Y, undefined>> {
    this.#isOver = true;
    this.#values.takeAll();
    this.#source.abort(new CancelledError('Nobody takes its values any more.'));
    await this.#source.wait();
    this.#answer();
    return { done: true, value: undefined };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #accept(value: Y): void {
    if (this.#isOver) return;
    this.#values.push(value);
    this.#answer();
  }

  #onDone(): void {
    if (this.#source.outcome?.state === 'cancelled') this.#values.takeAll();
    this.#answer();
  }

  /** Gives those who wait what there is for them. */
  #answer(): void {
    while (this.#waiting.size > 0) {
      if (this.#values.size > 0 && !this.#source.isStopping) {
        const value = this.#values.shift() as Y;
        this.#waiting.shift()?.resolve({ done: false, value });
        this.#onTaken();
      } else if (this.#source.isDone || this.#isOver) this.#end(this.#waiting.shift());
      else return;
    }
  }

  #onTaken(): void {
    if (++this.#taken * 2 < this.#bufferSize || this.#source.isDone) return;
    this.#source.grant(this.#taken);
    this.#taken = 0;
  }

  /** The first one hears how it has ended. */
  #end(answer: Answer<Y, R> | undefined): void {
    const outcome = this.#source.outcome;
    const isFirst = !this.#isOver;
    this.#isOver = true;
    if (!isFirst || !outcome) answer?.resolve({ done: true, value: undefined });
    else if (outcome.state === 'finished' && outcome.ok) answer?.resolve({ done: true, value: outcome.value });
    else this.future.result().then(undefined, answer?.reject);
  }
}
