// Yields the results of one function for many inputs (docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Executor.map).
import { now } from '../common/clock.ts';
import { Fifo } from '../common/fifo.ts';
import { Timer } from '../common/timer.ts';
import { AbortError, CancelledError, TimeoutError } from '../errors.ts';
import type { EncodedError } from '../wire/encoded-error.ts';
import { linkAbort } from './abort-links.ts';
import type { FutureSource } from './future-source.ts';
import { AsDone, type InFlight, InOrder } from './in-flight.ts';
import { type InputChunk, InputChunks } from './input-chunks.ts';

/** What a task that runs a chunk of inputs results in: the results before the first failure, and the failure. */
export interface ChunkResult {
  readonly results: readonly unknown[];
  readonly error?: EncodedError;
}

export interface MapSettings {
  readonly inputs: Iterable<unknown> | AsyncIterable<unknown>;
  readonly timeout: number;
  readonly chunkSize: number;
  readonly bufferSize: number;
  /** Whether results come in the order of the inputs, and not as they get done. */
  readonly isOrdered: boolean;
  /** Ends it also while it waits for inputs. The tasks are aborted by whoever submits them. */
  readonly signal?: AbortSignal | undefined;
  /** Submits a task for these inputs. */
  submit(inputs: readonly unknown[]): FutureSource<unknown, unknown>;
  decode(error: EncodedError): unknown;
}

/**
 * An iterator over results. Closing it, an error and the timeout all end it: waiting tasks are cancelled, running ones
 * aborted, the inputs closed; `return()` resolves when all that has stopped.
 */
export class MapIterator<R> implements AsyncIterableIterator<R>, AsyncDisposable {
  readonly #settings: MapSettings;
  readonly #chunks: InputChunks;
  readonly #end: number;
  readonly #inFlight: InFlight;
  /** Results of the chunk that came last, not yet taken; then `#failure`, if there is one, is due. */
  readonly #ready = new Fifo<unknown>();
  #failure: { readonly error: unknown } | undefined;
  #inputsEnd: InputChunk['end'];
  #isPulling = false;
  /** Resolved when something was submitted or the inputs ended. */
  #news = Promise.withResolvers<void>();
  #closing: Promise<void> | undefined;
  /** `next` calls are answered one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(settings: MapSettings) {
    this.#settings = settings;
    this.#inFlight = settings.isOrdered ? new InOrder() : new AsDone();
    this.#end = now() + settings.timeout;
    this.#chunks = new InputChunks(settings.inputs, settings.chunkSize);
    this.#fill();
  }

  /** @throws what the task threw, TimeoutError, CancelledError, AbortError */
  next(): Promise<IteratorResult<R>> {
    const result = this.#last.then(() => this.#next());
    // What it gives must not be held here until the next call.
    const forget = () => {};
    this.#last = result.then(forget, forget);
    return result;
  }

  async return(): Promise<IteratorResult<R>> {
    await this.#close();
    return { done: true, value: undefined };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #next(): Promise<IteratorResult<R>> {
    while (!this.#closing) {
      if (this.#ready.size > 0) return { done: false, value: this.#ready.shift() as R };
      const failure = this.#failure ?? (this.#inFlight.size === 0 ? this.#inputsEnd?.failure : undefined);
      if (failure) {
        this.#close();
        throw failure.error;
      }
      if (this.#inFlight.size === 0 && this.#inputsEnd) break;
      await this.#advance();
    }
    return { done: true, value: undefined };
  }

  /** Waits for the next result, or for something to wait for. */
  async #advance(): Promise<void> {
    try {
      if (this.#inFlight.size === 0) return await this.#withinTime(this.#nextNews());
      const value = await this.#withinTime(this.#inFlight.takeResult());
      this.#fill();
      this.#accept(value);
    } catch (error) {
      this.#failure = { error };
    }
  }

  /** Inputs, their end, or an abort. @throws AbortError */
  #nextNews(): Promise<void> {
    const { signal } = this.#settings;
    if (!signal) return this.#news.promise;
    let unlink = () => {};
    const aborted = new Promise<never>((_, reject) => {
      const abort = (reason: unknown) => {
        reject(new AbortError(reason));
        return true;
      };
      linkAbort(signal, { abort, onDone: (call) => (unlink = call) });
    });
    return Promise.race([this.#news.promise, aborted]).finally(() => unlink());
  }

  #accept(value: unknown): void {
    if (this.#settings.chunkSize === 1) {
      this.#ready.push(value);
      return;
    }
    const { results, error } = value as ChunkResult;
    for (const result of results) this.#ready.push(result);
    if (error) this.#failure = { error: this.#settings.decode(error) };
  }

  /** @throws TimeoutError when the time of the whole map is over */
  async #withinTime<T>(promise: Promise<T>): Promise<T> {
    if (this.#end === Number.POSITIVE_INFINITY) return promise;
    let timer: Timer | undefined;
    const late = new Promise<never>((_, reject) => {
      const error = new TimeoutError(`The results of map had not all come within ${this.#settings.timeout} ms.`);
      timer = new Timer(Math.max(0, this.#end - now()), () => reject(error));
    });
    return Promise.race([promise, late]).finally(() => timer?.stop());
  }

  /** Submits until the buffer is full. */
  #fill(): void {
    while (!this.#isPulling && !this.#inputsEnd && !this.#closing && this.#inFlight.size < this.#settings.bufferSize) {
      const chunk = this.#chunks.next();
      if (chunk instanceof Promise) {
        this.#isPulling = true;
        chunk.then((later) => this.#onPulled(later));
      } else {
        this.#submit(chunk);
      }
    }
  }

  #onPulled(chunk: InputChunk): void {
    this.#isPulling = false;
    if (this.#closing) return;
    this.#submit(chunk);
    this.#news.resolve();
    this.#news = Promise.withResolvers();
    this.#fill();
  }

  #submit({ inputs, end }: InputChunk): void {
    this.#inputsEnd = end;
    if (inputs.length === 0) return;
    try {
      this.#inFlight.add(this.#settings.submit(inputs));
    } catch (error) {
      // The executor was shut down or broke; what was submitted before still counts.
      this.#inputsEnd = { failure: { error } };
      this.#chunks.close();
    }
  }

  #close(): Promise<void> {
    this.#closing ??= this.#stop();
    return this.#closing;
  }

  async #stop(): Promise<void> {
    this.#ready.takeAll();
    this.#chunks.close();
    this.#news.resolve();
    const rest = this.#inFlight.takeAll();
    for (const task of rest) if (!task.cancel()) task.abort(new CancelledError('The map was closed.'));
    await Promise.all(rest.map((task) => task.wait()));
  }
}
