// The interface of all executors, with types from a module of tasks. See docs.python.org/3/library/concurrent.futures.html#executor-objects.
import type { Future } from './future/future.ts';
import type { TaskStream } from './future/task-stream.ts';
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
   * Inputs are read only as fast as results are taken: at most `bufferSize` tasks are in progress. The first failure ends it.
   * @example for await (const size of executor.map('pack', files, { bufferSize: 8 })) total += size;
   */
  map<K extends TaskName<M>>(
    name: K,
    inputs: Iterable<TaskArgs<M, K>[0]> | AsyncIterable<TaskArgs<M, K>[0]>,
    options?: MapOptions,
  ): MapResults<TaskResult<M, K>>;

  /**
   * Calls function `name`, a generator (asynchronous or not), and gives the values that it yields as they come. It is no more than
   * `streamBuffer` values ahead of whoever takes them. Leaving the loop closes the generator.
   * @example for await (const row of executor.stream('readRows', path)) console.log(row);
   * @throws as `submit` does; TypeError with a QueueExecutor
   */
  stream<K extends TaskName<M>>(
    name: K,
    ...args: TaskArgs<M, K>
  ): TaskStream<TaskValue<M, K>, TaskReturn<M, K>, TaskProgress<M, K>>;

  /**
   * Calls function `name` once on each worker that is alive, as soon as it is free and before all other tasks, for example to empty its
   * caches. Returns one Future for each worker.
   */
  broadcast<K extends TaskName<M>>(name: K, ...args: TaskArgs<M, K>): Future<TaskResult<M, K>, TaskProgress<M, K>>[];

  /** The same executor, with these options for each task (on top of those it has). */
  with(options: TaskOptions): Submitter<M>;
}

/** Runs the functions of module `M`. The kinds of executors differ in where they run them. */
export interface Executor<M> extends Submitter<M>, AsyncDisposable {
  /** Starts no more tasks; running ones continue. */
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
   * @returns resolves when so many are ready, or as many as `maxWorkers` allows if that is lowered meanwhile
   */
  warmUp(count?: number): Promise<void>;
  /** Changes the priority of a task that waits. False if it has started or is done. */
  setPriority(future: Future<unknown, unknown>, priority: number): boolean;
  /**
   * Resolves when `submit` may be called although there is a `maxQueue`. Several may wait, and as many go on at a time as there are
   * places: whoever then submits without another await gets one, if nobody submits without having waited.
   */
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
