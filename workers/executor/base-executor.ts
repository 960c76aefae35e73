// What the executors have in common: it checks what comes in and hands it to the engine of the executor.
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  atMost,
  checkCallback,
  checkPriority,
  checkSignal,
  checkTaskName,
  count,
  notNegative,
  positive,
} from './common/check.ts';
import type { Engine, TaskSpec, ValueSink } from './engine.ts';
import type { Executor, MapResults, ShutdownOptions, Submitter } from './executor.ts';
import { linkAbort } from './future/abort-links.ts';
import { type Future, getSource } from './future/future.ts';
import type { FutureSource } from './future/future-source.ts';
import { MapIterator } from './future/map.ts';
import { TaskStream } from './future/task-stream.ts';
import type { ExecutorEvents, ExecutorMetrics } from './pool/observation.ts';
import type {
  MapOptions,
  TaskArgs,
  TaskName,
  TaskOptions,
  TaskProgress,
  TaskResult,
  TaskReturn,
  TaskValue,
  WorkerInfo,
} from './types.ts';
import type { ErrorDecoder } from './wire/decode-error.ts';

let submitTo: typeof submitCall;

/** Base of all executors. */
export abstract class BaseExecutor<M> implements Executor<M> {
  readonly #engine: Engine;
  readonly #decoder: ErrorDecoder;

  static {
    submitTo = (executor, name, args, chunk, options) => executor.#submit(name, args, chunk, options);
  }

  protected constructor(engine: Engine, decoder: ErrorDecoder) {
    this.#engine = engine;
    this.#decoder = decoder;
    forgotten.register(this, engine);
  }

  get maxWorkers(): number {
    return this.#engine.maxWorkers;
  }

  set maxWorkers(most: number) {
    this.#engine.maxWorkers = positive('maxWorkers', most);
  }

  get workers(): readonly WorkerInfo[] {
    return this.#engine.workerInfos;
  }

  get waitingCount(): number {
    return this.#engine.counts.waiting;
  }

  get sentCount(): number {
    return this.#engine.counts.sent;
  }

  get isPaused(): boolean {
    return this.#engine.isPaused;
  }

  submit<K extends TaskName<M>>(name: K, ...args: TaskArgs<M, K>): Future<TaskResult<M, K>, TaskProgress<M, K>> {
    this.#engine.room.check();
    return this.#submit(name, args, false, NO_OPTIONS).future as Future<TaskResult<M, K>, TaskProgress<M, K>>;
  }

  stream<K extends TaskName<M>>(
    name: K,
    ...args: TaskArgs<M, K>
  ): TaskStream<TaskValue<M, K>, TaskReturn<M, K>, TaskProgress<M, K>> {
    return this.#stream(name, args, NO_OPTIONS);
  }

  broadcast<K extends TaskName<M>>(name: K, ...args: TaskArgs<M, K>): Future<TaskResult<M, K>, TaskProgress<M, K>>[] {
    return this.#broadcast(name, args, NO_OPTIONS) as Future<TaskResult<M, K>, TaskProgress<M, K>>[];
  }

  map<K extends TaskName<M>>(
    name: K,
    inputs: Iterable<TaskArgs<M, K>[0]> | AsyncIterable<TaskArgs<M, K>[0]>,
    options: MapOptions = {},
  ): MapResults<TaskResult<M, K>> {
    return this.#map(name, inputs, options, NO_OPTIONS);
  }

  with(options: TaskOptions): Submitter<M> {
    return {
      submit: (name, ...args) => {
        this.#engine.room.check();
        return this.#submit(name, args, false, options).future as never;
      },
      stream: (name, ...args) => this.#stream(name, args, options),
      broadcast: (name, ...args) => this.#broadcast(name, args, options) as never,
      map: (name, inputs, mapOptions = {}) => this.#map(name, inputs, mapOptions, options),
      with: (more) => this.with({ ...options, ...more }),
    };
  }

  pause(): void {
    this.#engine.pause();
  }

  resume(): void {
    this.#engine.resume();
  }

  on<E extends keyof ExecutorEvents>(event: E, listener: (...args: ExecutorEvents[E]) => void): () => void {
    checkCallback('the listener', listener);
    return this.#engine.events.on(event, AsyncLocalStorage.bind(listener));
  }

  get metrics(): ExecutorMetrics | undefined {
    return this.#engine.metrics;
  }

  async warmUp(workers: number = this.maxWorkers): Promise<void> {
    await this.#engine.warmUp(atMost('the number of workers', workers, this.maxWorkers));
  }

  setPriority(future: Future<unknown, unknown>, priority: number): boolean {
    checkPriority(priority);
    return this.#engine.setPriority(getSource(future), priority);
  }

  whenRoom(): Promise<void> {
    return this.#engine.room.wait();
  }

  async shutdown({ wait = true, cancelFutures = false, abort = false }: ShutdownOptions = {}): Promise<void> {
    const ended = this.#engine.shutdown({ cancelFutures, abort });
    if (wait) await ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown();
  }

  #submit(name: string, args: readonly unknown[], chunk: boolean, options: TaskOptions, values?: ValueSink): AnySource {
    const source = this.#engine.submit(callOf(name, args, chunk, options, values));
    if (options.signal) linkAbort(options.signal, source);
    return source;
  }

  #stream<Y, R, P>(name: string, args: readonly unknown[], options: TaskOptions): TaskStream<Y, R, P> {
    this.#engine.room.check();
    const bufferSize = positive('streamBuffer', options.streamBuffer ?? 16);
    return new TaskStream<Y, R, P>(bufferSize, (sink) => {
      return this.#submit(name, args, false, options, sink) as unknown as FutureSource<R, P>;
    });
  }

  #broadcast(name: string, args: readonly unknown[], options: TaskOptions): Future<unknown, unknown>[] {
    const sources = this.#engine.broadcast(callOf(name, args, false, options));
    for (const source of sources) if (options.signal) linkAbort(options.signal, source);
    return sources.map(({ future }) => future);
  }

  #map<R>(
    name: string,
    inputs: Iterable<unknown> | AsyncIterable<unknown>,
    {
      timeout = Number.POSITIVE_INFINITY,
      chunkSize = 1,
      bufferSize = this.#engine.bufferSize,
      ordered = true,
    }: MapOptions,
    options: TaskOptions,
  ): MapResults<R> {
    checkTaskName(name);
    return new MapIterator<R>({
      inputs,
      timeout: notNegative('timeout', timeout),
      chunkSize: positive('chunkSize', chunkSize),
      bufferSize: positive('bufferSize', bufferSize),
      isOrdered: ordered,
      signal: options.signal,
      submit: (chunk) => this.#submit(name, chunk, chunkSize > 1, options),
      decode: (error) => this.#decoder.decode(error),
    });
  }
}

const NO_OPTIONS: TaskOptions = {};

type AnySource = FutureSource<unknown, unknown>;

/**
 * All options of a task that a `TaskSpec` takes over, so that this file does not compile when a new one is forgotten. The signal
 * becomes the `group`; only a stream uses `streamBuffer`.
 */
type KnownOptions =
  Exclude<keyof TaskOptions, keyof TaskSpec | 'signal' | 'streamBuffer'> extends never ? TaskOptions : never;

/** @throws TypeError, RangeError */
function callOf(
  name: string,
  args: readonly unknown[],
  chunk: boolean,
  options: KnownOptions,
  values?: ValueSink,
): TaskSpec {
  const { priority = 0, transfer, signal, key, overlap, timeout, retries, retryDelay } = options;
  checkTaskName(name);
  checkPriority(priority);
  checkSignal(signal);
  return {
    name,
    args,
    chunk,
    priority,
    transfer,
    overlap: positive('overlap', overlap ?? 1),
    group: signal,
    timeout: notNegative('timeout', timeout ?? Number.POSITIVE_INFINITY),
    retries: count('retries', retries ?? 0),
    retryDelay: notNegative('retryDelay', retryDelay ?? 100),
    key,
    values,
    id: 'id' in options ? (options.id as string) : undefined,
  };
}

/** Submits a task that may be a chunk of inputs, for this library. */
export function submitCall<M>(
  executor: BaseExecutor<M>,
  name: string,
  args: readonly unknown[],
  chunk: boolean,
  options: TaskOptions,
): AnySource {
  return submitTo(executor, name, args, chunk, options);
}

/**
 * An executor that nobody holds any more can get no more tasks: it is shut down when it is collected, as in Python. Its engine
 * must not lead back to it.
 */
const forgotten = new FinalizationRegistry((engine: Engine) => {
  engine.shutdown({});
});
