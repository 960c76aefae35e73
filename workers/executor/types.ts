// The types that tie an executor to the module of its tasks.
import type { Transferable } from 'node:worker_threads';

/** What a task finds in `this`. `P` is the type of its progress values. */
export interface TaskContext<P = never> {
  /**
   * Aborted when somebody calls `future.abort()`. Read it from `this` each time in a loop that never awaits: the
   * getter is what notices an abort while the event loop stands still.
   */
  readonly signal: AbortSignal;
  /** The number of the worker that runs the task, from 1; never given twice by one executor. */
  readonly workerId: number;
  /** Sends a progress value to the Future's `onProgress` listeners. Throws NotCloneableError. */
  progress(value: P): void;
  /** Throws the abort's reason if the task was aborted. Notices it in loops that never await, too. */
  throwIfAborted(): void;
}

/** Any function that can be a task. */
export type TaskFunction = (this: never, ...args: never) => unknown;

/** The names of a module's functions. */
export type TaskName<M> = { [K in keyof M]: M[K] extends TaskFunction ? K : never }[keyof M] & string;

/** The arguments of task `K`, without its `this`. */
export type TaskArgs<M, K extends keyof M> = M[K] extends (
  this: never,
  ...args: infer A extends readonly unknown[]
) => unknown
  ? A
  : never;

/** What the Future of task `K` resolves to. */
export type TaskResult<M, K extends keyof M> = M[K] extends (this: never, ...args: never) => infer R
  ? Awaited<R>
  : never;

/** What task `K` yields, if it is a generator or gives something else that can be iterated over. */
export type TaskValue<M, K extends keyof M> =
  TaskResult<M, K> extends AsyncIterable<infer Y> | Iterable<infer Y> ? Awaited<Y> : never;

/** What task `K` returns in the end, if it is a generator. */
export type TaskReturn<M, K extends keyof M> =
  TaskResult<M, K> extends AsyncIterator<unknown, infer R, never> | Iterator<unknown, infer R, never>
    ? Awaited<R>
    : unknown;

/** The progress values of task `K`; `never` if it has no `this: TaskContext<...>`. */
export type TaskProgress<M, K extends keyof M> = M[K] extends (this: infer C, ...args: never) => unknown
  ? C extends TaskContext<infer P>
    ? P
    : never
  : never;

/** A function of the tasks module with its arguments. */
export type TaskCall<M> = {
  [K in TaskName<M>]: { readonly name: K; readonly args: Readonly<TaskArgs<M, K>> };
}[TaskName<M>];

/** Limits of each worker. What lies outside the JavaScript heap (Buffers, native memory) is not counted. */
export interface ResourceLimits {
  /** In mebibytes. */
  readonly maxOldGenerationSizeMb?: number | undefined;
  /** In mebibytes. */
  readonly maxYoungGenerationSizeMb?: number | undefined;
  /** In mebibytes. */
  readonly stackSizeMb?: number | undefined;
}

/** At most `tasks` starts within any `perMs` milliseconds. */
export interface RateLimit {
  readonly tasks: number;
  readonly perMs: number;
}

/** A class of errors that may come back from a task. */
export type ErrorClass = { readonly name: string; readonly prototype: Error };

/** Options of all executors. Times are in milliseconds. */
export interface ExecutorOptions<M> {
  /** How many workers may be alive at a time. Workers are started when tasks need them. @default availableParallelism() */
  readonly maxWorkers?: number | undefined;
  /** So many workers are started at once and kept, also idle ones. @default 0 */
  readonly minWorkers?: number | undefined;
  /** How many tasks may wait, not counting those that idle workers take at once; beyond that `submit` throws QueueFullError. @default Infinity */
  readonly maxQueue?: number | undefined;
  /** A function of the tasks module that each worker calls before its first task. If it fails the executor is broken. */
  readonly initializer?: TaskCall<M> | undefined;
  /** How long a worker may take to load the tasks module and to run the initializer; then the executor is broken. @default 30_000 */
  readonly startTimeout?: number | undefined;
  /** How long an aborted task may take to stop by itself before its worker is given up. @default 250 */
  readonly gracePeriod?: number | undefined;
  /** A worker is replaced after so many tasks. @default Infinity */
  readonly maxTasksPerWorker?: number | undefined;
  /** A worker with nothing to do for so long ends. @default Infinity */
  readonly idleTimeout?: number | undefined;
  /** Limits of each worker (of no effect inline). */
  readonly resourceLimits?: ResourceLimits | undefined;
  /** Limits how often tasks start. @default no limit */
  readonly rateLimit?: RateLimit | undefined;
  /** As in Python: a worker that dies breaks the executor. Otherwise it fails its own task only. @default false */
  readonly strict?: boolean | undefined;
  /** Environment variables of the workers, on top of this process's (of no effect inline). */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /**
   * Node's flags for the workers (of no effect inline).
   * @default those of this process that decide how modules are loaded: --import, --require, --conditions and the like
   */
  readonly execArgv?: readonly string[] | undefined;
  /** Threads are named so, and numbered (Python: `thread_name_prefix`). @default 'futures' */
  readonly threadNamePrefix?: string | undefined;
  /** How many tasks with the same `key` may be at workers; tasks with other keys overtake those that wait for this. @default Infinity */
  readonly maxPerKey?: number | undefined;
  /** Whether `executor.metrics` counts tasks and measures their times. @default false */
  readonly metrics?: boolean | undefined;
  /**
   * Your own error classes, so that an error thrown in a worker is an instance of its class here. They are found by
   * name: where a minifier renames classes, give them a `static name`.
   */
  readonly errorClasses?: readonly ErrorClass[] | undefined;
}

/** Options of one task, or of all tasks submitted through `executor.with(options)`. */
export interface TaskOptions {
  /** Higher starts first; equal ones start in the order of submission. @default 0 */
  readonly priority?: number | undefined;
  /** ArrayBuffers and MessagePorts within the arguments that are moved and not copied. */
  readonly transfer?: readonly Transferable[] | undefined;
  /** Aborts the task when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** What the task is for, such as a server's name: see `maxPerKey`. Compared as by a Map. */
  readonly key?: unknown;
  /**
   * Milliseconds that the task may run, from when it starts. Then it is stopped like an aborted one, and fails with TimeoutError.
   * In a `map` with a `chunkSize` it holds for a chunk. @default no limit
   */
  readonly timeout?: number | undefined;
  /** How often the task is tried again when its worker has died. @default 0 */
  readonly retries?: number | undefined;
  /** Milliseconds until the first time that it is tried again; each further time twice as many. @default 100 */
  readonly retryDelay?: number | undefined;
  /**
   * For tasks that mostly wait, for native code or the disk: so many of them may run at a time on one worker, side by side.
   * Idle workers come first, then those that have room beside what they do, then new ones. Tasks of two
   * different signals never share one: if one is given up or kills the worker, those beside it fail, too, with WorkerDiedError.
   * @default 1
   */
  readonly overlap?: number | undefined;
  /** How many values of a `stream` its task may yield ahead of the reader. @default 16 */
  readonly streamBuffer?: number | undefined;
}

/** Options of `map`. */
export interface MapOptions {
  /** Milliseconds from the call of `map` within which every result must have come. @default no limit */
  readonly timeout?: number | undefined;
  /** So many inputs go to a worker as one task. @default 1 */
  readonly chunkSize?: number | undefined;
  /** How many tasks may be submitted whose results were not yet taken. @default 4 * maxWorkers */
  readonly bufferSize?: number | undefined;
  /** Whether results come in the order of the inputs. If not, they come as tasks get done. @default true */
  readonly ordered?: boolean | undefined;
}

/** One worker, as `executor.workers` shows it. */
export interface WorkerInfo {
  /** From 1; never given twice by one executor. */
  readonly id: number;
  /** Id of the process that the worker is in. */
  readonly pid: number | undefined;
  /** The name of its machine, if it is on another one. */
  readonly host?: string | undefined;
  /** How many tasks it runs at a time, if it takes them from a queue. */
  readonly slots?: number | undefined;
  /** Set for threads. */
  readonly threadId: number | undefined;
  readonly state: 'starting' | 'idle' | 'busy' | 'stopping';
}
