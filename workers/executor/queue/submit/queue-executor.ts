// The executor whose workers are on other machines.
import { BaseExecutor } from '../../base-executor.ts';
import { atMost, checkRateLimit, count, flag, isGiven, notNegative, positive } from '../../common/check.ts';
import { tasksUrl } from '../../common/tasks-url.ts';
import type { Executor, Submitter } from '../../executor.ts';
import { errorClassesOf, START_TIMEOUT_MS } from '../../executor-options.ts';
import { type Future, getSource } from '../../future/future.ts';
import type { ErrorClass, RateLimit, TaskName, TaskOptions, TaskProgress, TaskResult } from '../../types.ts';
import { ErrorDecoder } from '../../wire/decode-error.ts';
import { checkOptions, type QueueConnection } from '../connection.ts';
import { queueNameOf } from '../keys.ts';
import { DEFAULT_MAX_BYTES } from '../payload.ts';
import { QueueEngine } from './queue-engine.ts';
import { QueueTask } from './queue-task.ts';

/** Options of a QueueExecutor. Times are in milliseconds. */
export interface QueueExecutorOptions {
  /** Where Redis or Valkey is: `redis://[user:password@]host[:port][/db]`, `rediss://` for TLS, or the options of ioredis. */
  readonly connection: QueueConnection;
  /** The name of the queue. @default 'tasks' */
  readonly queue?: string | undefined;
  /** What the names of all keys in Redis begin with. @default 'futures' */
  readonly prefix?: string | undefined;
  /**
   * How many tasks of the queue may run at a time, on all machines together and for all submitters. It is stored in the queue.
   * @default as many as the workers run
   */
  readonly maxWorkers?: number | undefined;
  /** Limits how often tasks of the queue start, on all machines together. It is stored in the queue. @default no limit */
  readonly rateLimit?: RateLimit | undefined;
  /** How many tasks of this executor may wait; beyond that `submit` throws QueueFullError. @default Infinity */
  readonly maxQueue?: number | undefined;
  /** How long Redis may take to answer at first, and the tasks module to load; then the executor is broken. @default 30_000 */
  readonly startTimeout?: number | undefined;
  /** How long an aborted task may take to stop before its Future is cancelled all the same. @default 250 */
  readonly gracePeriod?: number | undefined;
  /** How many bytes the arguments of one task may have. @default 1_048_576 */
  readonly maxBytes?: number | undefined;
  /** How often it asks about tasks of which it has heard nothing. @default 5_000 */
  readonly checkInterval?: number | undefined;
  /** Whether `executor.metrics` counts tasks and measures their times. @default false */
  readonly metrics?: boolean | undefined;
  /** Your own error classes, as for the other executors. */
  readonly errorClasses?: readonly ErrorClass[] | undefined;
}

/** Options of one task. */
export interface QueueTaskOptions extends TaskOptions {
  /**
   * A name of your own for the task. Whoever submits the same id again, in this process or another, gets the same task: its
   * result if it is over, until it is no longer kept (`resultTtl` of the worker). Letters, digits and "-_.@".
   */
  readonly id?: string | undefined;
}

/**
 * Runs tasks on other machines, by way of a queue in Redis or Valkey: `npx futures-worker` takes them from it. Each task runs
 * at least once.
 *
 * @example
 * await using executor = new QueueExecutor<typeof import('./tasks.ts')>(new URL('./tasks.ts', import.meta.url), {
 *   connection: 'redis://localhost',
 * });
 * console.log(await executor.submit('factorial', 20n));
 */
export class QueueExecutor<M> extends BaseExecutor<M> implements Executor<M> {
  readonly #engine: QueueEngine;

  /** @param tasks the module whose exported functions are the tasks; it is loaded here for their names only */
  constructor(tasks: URL | string, options: QueueExecutorOptions) {
    const { maxWorkers } = checkOptions(options);
    const decoder = new ErrorDecoder(errorClassesOf(options.errorClasses));
    const engine = new QueueEngine({
      tasksUrl: tasksUrl(tasks),
      decoder,
      connection: options.connection,
      ...queueNameOf(options),
      maxWorkers: isGiven(maxWorkers) ? positive('maxWorkers', maxWorkers) : undefined,
      rateLimit: isGiven(options.rateLimit) ? checkRateLimit(options.rateLimit) : undefined,
      maxQueue: count('maxQueue', options.maxQueue ?? Number.POSITIVE_INFINITY),
      startTimeout: notNegative('startTimeout', options.startTimeout ?? START_TIMEOUT_MS),
      gracePeriod: notNegative('gracePeriod', options.gracePeriod ?? 250),
      maxBytes: positive('maxBytes', options.maxBytes ?? DEFAULT_MAX_BYTES),
      checkInterval: positive('checkInterval', options.checkInterval ?? 5000),
      hasMetrics: flag('metrics', options.metrics, false),
    });
    super(engine, decoder);
    this.#engine = engine;
  }

  override with(options: QueueTaskOptions): Submitter<M> {
    return super.with(options);
  }

  /** The id of a task of this executor, by which another process can `attach` to it. Its outcome is kept from then on, if it is not done yet. */
  idOf(future: Future<unknown, unknown>): string {
    const source = getSource(future);
    if (!(source instanceof QueueTask) || source.owner !== this.#engine) {
      throw new TypeError('Expected a Future of this executor.');
    }
    source.isKept = true;
    return source.id;
  }

  /**
   * A Future for a task that was submitted before, perhaps by a process that is gone.
   * @param _name the task's function, for the type of its result
   * @returns it fails with TaskNotFoundError if the queue does not know the task
   * @throws ExecutorShutdownError, BrokenExecutorError
   */
  attach<K extends TaskName<M>>(_name: K, id: string): Future<TaskResult<M, K>, TaskProgress<M, K>> {
    return this.#engine.attach(id).future as Future<TaskResult<M, K>, TaskProgress<M, K>>;
  }

  /** The Future of a task of this executor that is not done. */
  protected find(id: string): Future<unknown, unknown> | undefined {
    return this.#engine.find(id)?.future;
  }

  /**
   * Resolves when workers are there that can run so many tasks at a time together.
   * @param slots @default 1
   */
  override async warmUp(slots = 1): Promise<void> {
    await this.#engine.warmUp(atMost('the number of tasks', slots, Number.MAX_SAFE_INTEGER));
  }
}
