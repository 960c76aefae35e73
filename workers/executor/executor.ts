// What all executors are: docs.python.org/3/library/concurrent.futures.html#executor-objects, typed from a module of tasks.
import { AsyncLocalStorage } from 'node:async_hooks';
import { availableParallelism } from 'node:os';
import { atMost, checkPriority, checkSignal, checkTaskName, count, notNegative, positive } from './common/check.ts';
import { RateLimiter } from './common/rate-limiter.ts';
import { tasksUrl } from './common/tasks-url.ts';
import { linkAbort } from './future/abort-links.ts';
import { type Future, getSource } from './future/future.ts';
import { MapIterator } from './future/map.ts';
import type { OpenLink } from './links/link.ts';
import type { ExecutorEvents, ExecutorMetrics } from './pool/observation.ts';
import { Pool } from './pool/pool.ts';
import type { PoolWorker } from './pool/pool-worker.ts';
import { Task, type TaskSpec } from './pool/task.ts';
import type {
  ExecutorOptions,
  MapOptions,
  TaskArgs,
  TaskName,
  TaskOptions,
  TaskProgress,
  TaskResult,
  WorkerInfo,
} from './types.ts';
import { ErrorDecoder } from './wire/decode-error.ts';

/** Results of `map`, in order. Close it (leave the `for await`, or `return()`) to cancel the rest. */
export interface MapResults<R> extends AsyncIterableIterator<R>, AsyncDisposable {
  /** Cancels what waits, aborts what runs; resolves when all of it has stopped. */
  return(): Promise<IteratorResult<R>>;
}

/** Where tasks are submitted: an executor, or an executor with options for each task. */
export interface Submitter<M> {
  /**
   * Calls function `name` of the tasks module in a worker (Python: `Executor.submit`). The arguments are cloned when the
   * task is sent to its worker: leave them alone until then.
   * @throws ExecutorShutdownError, BrokenExecutorError
   */
  submit<K extends TaskName<M>>(name: K, ...args: TaskArgs<M, K>): Future<TaskResult<M, K>, TaskProgress<M, K>>;

  /**
   * Calls function `name` with each input and gives the results in the order of the inputs (Python: `Executor.map`).
   * Inputs are taken as results are: not more than `bufferSize` tasks are under way. The first failure ends it.
   * @example for await (const size of executor.map('pack', files, { bufferSize: 8 })) total += size;
   */
  map<K extends TaskName<M>>(
    name: K,
    inputs: Iterable<TaskArgs<M, K>[0]> | AsyncIterable<TaskArgs<M, K>[0]>,
    options?: MapOptions,
  ): MapResults<TaskResult<M, K>>;

  /**
   * Calls function `name` once on each worker that is alive, when it is next free, before all other tasks: to empty its caches,
   * say. One Future for each worker.
   */
  broadcast<K extends TaskName<M>>(name: K, ...args: TaskArgs<M, K>): Future<TaskResult<M, K>, TaskProgress<M, K>>[];

  /** The same executor, with these options for each task (on top of those it has). */
  with(options: TaskOptions): Submitter<M>;
}

/** Runs the functions of module `M`. The three kinds differ in where, and in nothing else. */
export interface Executor<M> extends Submitter<M>, AsyncDisposable {
  /** Tasks wait, running ones go on. */
  pause(): void;
  /** Ends a pause. */
  resume(): void;
  readonly isPaused: boolean;
  /**
   * Takes no more tasks and ends the workers when all submitted ones are done (Python: `Executor.shutdown`). Ends a
   * pause. May be called again.
   * @returns resolves when the workers have ended, or at once with `wait: false`
   */
  shutdown(options?: ShutdownOptions): Promise<void>;
  /**
   * Calls `listener` at each `workerStart`, `workerExit` or `idle`. What it throws becomes a warning of the process.
   * @returns a function that removes the listener
   */
  on<E extends keyof ExecutorEvents>(event: E, listener: (...args: ExecutorEvents[E]) => void): () => void;
  /** Counts of tasks and histograms of their times; undefined without the option `metrics`. They go on changing. */
  readonly metrics: ExecutorMetrics | undefined;
  /**
   * Starts workers before there are tasks for them.
   * @param count at most `maxWorkers`. @default maxWorkers
   * @returns resolves when so many are ready
   */
  warmUp(count?: number): Promise<void>;
  /** Changes the priority of a task that waits. False if it has started or is done. */
  setPriority(future: Future<unknown, unknown>, priority: number): boolean;
  /** Resolves when `submit` may be called although there is a `maxQueue`. Several may wait; the first to submit takes the room. */
  whenRoom(): Promise<void>;
  /** May be changed at any time. Workers that are too many end when they have nothing to do. */
  maxWorkers: number;
  /** The workers alive. */
  readonly workers: readonly WorkerInfo[];
  /** Tasks that wait in the queue. */
  readonly waitingCount: number;
  /** Tasks that were sent to a worker and are not done. */
  readonly sentCount: number;
}

export interface ShutdownOptions {
  /** Whether the promise waits for the workers to end. @default true */
  readonly wait?: boolean | undefined;
  /** Cancels all tasks that have not started. @default false */
  readonly cancelFutures?: boolean | undefined;
  /**
   * Cancels all tasks that have not started and aborts all others (Python 3.14: `terminate_workers`, `kill_workers`).
   * @default false
   */
  readonly abort?: boolean | undefined;
}

/** Base of the three executors. */
export abstract class PoolExecutor<M> implements Executor<M> {
  readonly #pool: Pool;
  readonly #decoder: ErrorDecoder;

  protected constructor(tasks: URL | string, options: ExecutorOptions<M>, open: OpenLink) {
    this.#decoder = new ErrorDecoder(options.errorClasses);
    const maxWorkers = positive('maxWorkers', options.maxWorkers ?? availableParallelism());
    this.#pool = new Pool({
      setup: { tasksUrl: tasksUrl(tasks), initializer: options.initializer },
      open,
      decoder: this.#decoder,
      limiter: options.rateLimit && new RateLimiter(options.rateLimit),
      maxWorkers,
      minWorkers: atMost('minWorkers', options.minWorkers ?? 0, maxWorkers),
      maxQueue: count('maxQueue', options.maxQueue ?? Number.POSITIVE_INFINITY),
      startTimeout: notNegative('startTimeout', options.startTimeout ?? 30_000),
      gracePeriod: notNegative('gracePeriod', options.gracePeriod ?? 250),
      maxTasksPerWorker: positive('maxTasksPerWorker', options.maxTasksPerWorker ?? Number.POSITIVE_INFINITY),
      idleTimeout: notNegative('idleTimeout', options.idleTimeout ?? Number.POSITIVE_INFINITY),
      strict: options.strict ?? false,
      maxPerKey: positive('maxPerKey', options.maxPerKey ?? Number.POSITIVE_INFINITY),
      hasMetrics: options.metrics ?? false,
    });
    forgotten.register(this, this.#pool);
  }

  get maxWorkers(): number {
    return this.#pool.maxWorkers;
  }

  set maxWorkers(most: number) {
    this.#pool.maxWorkers = positive('maxWorkers', most);
  }

  get workers(): readonly WorkerInfo[] {
    return this.#pool.workers.map((worker) => worker.info);
  }

  get waitingCount(): number {
    return this.#pool.counts.waiting;
  }

  get sentCount(): number {
    return this.#pool.counts.sent;
  }

  get isPaused(): boolean {
    return this.#pool.isPaused;
  }

  submit<K extends TaskName<M>>(name: K, ...args: TaskArgs<M, K>): Future<TaskResult<M, K>, TaskProgress<M, K>> {
    this.#pool.room.check();
    return this.#submit(name, args, false, NO_OPTIONS).future as Future<TaskResult<M, K>, TaskProgress<M, K>>;
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
        this.#pool.room.check();
        return this.#submit(name, args, false, options).future as never;
      },
      broadcast: (name, ...args) => this.#broadcast(name, args, options) as never,
      map: (name, inputs, mapOptions = {}) => this.#map(name, inputs, mapOptions, options),
      with: (more) => this.with({ ...options, ...more }),
    };
  }

  pause(): void {
    this.#pool.pause();
  }

  resume(): void {
    this.#pool.resume();
  }

  on<E extends keyof ExecutorEvents>(event: E, listener: (...args: ExecutorEvents[E]) => void): () => void {
    return this.#pool.events.on(event, AsyncLocalStorage.bind(listener));
  }

  get metrics(): ExecutorMetrics | undefined {
    return this.#pool.metrics;
  }

  warmUp(workers: number = this.maxWorkers): Promise<void> {
    return this.#pool.warmUp(atMost('the number of workers', workers, this.maxWorkers));
  }

  setPriority(future: Future<unknown, unknown>, priority: number): boolean {
    checkPriority(priority);
    const task = getSource(future);
    return task instanceof Task && task.owner === this.#pool && this.#pool.setPriority(task, priority);
  }

  whenRoom(): Promise<void> {
    return this.#pool.room.wait();
  }

  async shutdown({ wait = true, cancelFutures = false, abort = false }: ShutdownOptions = {}): Promise<void> {
    const ended = this.#pool.shutdown({ cancelFutures, abort });
    if (wait) await ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown();
  }

  #submit(
    name: string,
    args: readonly unknown[],
    chunk: boolean,
    options: TaskOptions,
    target?: PoolWorker | undefined,
  ): Task {
    const { priority = 0, transfer, signal } = options;
    checkTaskName(name);
    checkPriority(priority);
    checkSignal(signal);
    const overlap = positive('overlap', options.overlap ?? 1);
    const timeout = notNegative('timeout', options.timeout ?? Number.POSITIVE_INFINITY);
    const retries = count('retries', options.retries ?? 0);
    const retryDelay = notNegative('retryDelay', options.retryDelay ?? 100);
    const group = signal;
    const { key } = options;
    const spec: TaskSpec = {
      name,
      args,
      chunk,
      priority,
      transfer,
      overlap,
      group,
      timeout,
      retries,
      retryDelay,
      target,
      key,
    };
    const task = this.#pool.submit(spec);
    if (signal) linkAbort(signal, task);
    return task;
  }

  #broadcast(name: string, args: readonly unknown[], options: TaskOptions): Future<unknown, unknown>[] {
    return this.#pool.workers
      .filter((worker) => worker.isReady || worker.isStarting)
      .map((worker) => this.#submit(name, args, false, options, worker).future);
  }

  #map<R>(
    name: string,
    inputs: Iterable<unknown> | AsyncIterable<unknown>,
    { timeout = Number.POSITIVE_INFINITY, chunkSize = 1, bufferSize = 4 * this.maxWorkers, ordered = true }: MapOptions,
    options: TaskOptions,
  ): MapResults<R> {
    checkTaskName(name);
    return new MapIterator<R>({
      inputs,
      timeout: notNegative('timeout', timeout),
      chunkSize: positive('chunkSize', chunkSize),
      bufferSize: positive('bufferSize', bufferSize),
      isOrdered: ordered,
      submit: (chunk) => this.#submit(name, chunk, chunkSize > 1, options),
      decode: (error) => this.#decoder.decode(error),
    });
  }
}

const NO_OPTIONS: TaskOptions = {};

/**
 * An executor that nobody holds any more can get no more tasks: it is shut down when it is collected, as in Python. Its pool
 * must not lead back to it.
 */
const forgotten = new FinalizationRegistry((pool: Pool) => {
  pool.shutdown({});
});
