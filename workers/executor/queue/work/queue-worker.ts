// Takes tasks from a queue and runs them on an executor of this machine.
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type Job, Queue, WaitingError, Worker } from 'bullmq';
import { submitterTo } from '../../base-executor.ts';
import { atMost, notNegative, positive } from '../../common/check.ts';
import { quote } from '../../common/show.ts';
import { AbortError, BrokenExecutorError, ExecutorShutdownError, VersionMismatchError } from '../../errors.ts';
import { START_TIMEOUT_MS } from '../../executor-options.ts';
import type { FutureSource } from '../../future/future-source.ts';
import { PoolExecutor } from '../../pool-executor.ts';
import {
  addressOf,
  type Connection,
  checkOptions,
  connect,
  isLoss,
  type QueueConnection,
  reach,
} from '../connection.ts';
import { QueueKeys, queueNameOf } from '../keys.ts';
import { DEFAULT_MAX_BYTES, decodePayload } from '../payload.ts';
import { PROTOCOL, type ReturnedData, type TaskData } from '../task-data.ts';
import { loadExports, type TaskExports } from '../task-exports.ts';
import { ANNOUNCE_MS, announceWorker, type LiveWorker, withdrawWorker } from '../worker-list.ts';
import { Aborts } from './aborts.ts';
import { OutcomeWriter, TaskFailure } from './outcome-writer.ts';
import { Silence } from './silence.ts';

/** Options of a QueueWorker. Times are in milliseconds. */
export interface QueueWorkerOptions {
  /** Where Redis or Valkey is, as for the QueueExecutor. */
  readonly connection: QueueConnection;
  /** The name of the queue. @default 'tasks' */
  readonly queue?: string | undefined;
  /** What the names of all keys in Redis begin with. @default 'futures' */
  readonly prefix?: string | undefined;
  /** How many tasks may run at a time. @default the executor's `maxWorkers` */
  readonly concurrency?: number | undefined;
  /**
   * How long this process may be silent until it is taken for dead and its tasks are given to others. It says twice as
   * often that it is alive. @default 10_000
   */
  readonly lockDuration?: number | undefined;
  /** How long Redis may take to answer at first; then `ready` rejects. @default 30_000 */
  readonly startTimeout?: number | undefined;
  /** How often a task may be lost with its worker until it fails with WorkerDiedError. @default 3 */
  readonly maxLosses?: number | undefined;
  /** How long results are kept that nobody has fetched, or that have an id of the user's own. @default 3_600_000 */
  readonly resultTtl?: number | undefined;
  /** How many bytes one result or progress value may have. @default 1_048_576 */
  readonly maxBytes?: number | undefined;
}

/** BullMQ renews locks by setTimeout, which counts no more milliseconds. */
export const MAX_LOCK_MS = 2 ** 31 - 1;

/** Milliseconds until BullMQ tries again when the connection was lost. */
const RETRY_MS = 500;

/** Milliseconds between two looks for results that are too old. */
const SWEEP_MS = 60_000;
const SWEPT_AT_ONCE = 1000;

const GIVEN_AWAY = 'The task was given to another worker.';

type TaskJob = Job<TaskData, ReturnedData>;
type Source = FutureSource<unknown, unknown>;
type FailureArguments = Parameters<Worker<TaskData, ReturnedData>['handleFailed']>;

/**
 * Runs the tasks of a queue on an executor, which it does not shut down. `futures-worker` is made of it.
 *
 * @example
 * await using executor = new ThreadPoolExecutor(new URL('./tasks.js', import.meta.url), { maxWorkers: 8 });
 * await using worker = new QueueWorker(executor, { connection: 'redis://localhost' });
 * await worker.ended;
 */
export class QueueWorker<M> implements AsyncDisposable {
  readonly #executor: PoolExecutor<M>;
  readonly #options: Required<{ [K in keyof QueueWorkerOptions]: NonNullable<QueueWorkerOptions[K]> }>;
  readonly #keys: QueueKeys;
  readonly #redis: Connection;
  readonly #subscriber: Connection;
  readonly #running = new Map<string, Source>();
  /** Ids of tasks whose end Redis does not have yet. */
  readonly #unsaved = new Set<string>();
  readonly #aborts: Aborts;
  readonly #outcomes: OutcomeWriter;
  readonly #id = randomUUID();
  readonly #ended = Promise.withResolvers<void>();
  readonly #timers: NodeJS.Timeout[] = [];
  #exports: TaskExports | undefined;
  #worker: Worker<TaskData, ReturnedData> | undefined;
  #queue: Queue | undefined;
  #closing: Promise<void> | undefined;
  /** Resolves when it takes tasks; rejects with the error that prevents that. */
  readonly ready: Promise<void>;

  /** @throws TypeError, RangeError */
  constructor(executor: PoolExecutor<M>, options: QueueWorkerOptions) {
    if (!(executor instanceof PoolExecutor))
      throw new TypeError(`Expected an executor whose workers are on this machine, got ${quote(executor)}.`);
    this.#executor = executor;
    this.#options = {
      connection: checkOptions(options).connection,
      ...queueNameOf(options),
      // BullMQ knows no Infinity.
      concurrency: Math.min(
        positive('concurrency', options.concurrency ?? executor.maxWorkers),
        Number.MAX_SAFE_INTEGER,
      ),
      lockDuration: atMost('lockDuration', options.lockDuration ?? 10_000, MAX_LOCK_MS, 1),
      startTimeout: notNegative('startTimeout', options.startTimeout ?? START_TIMEOUT_MS),
      maxLosses: atMost('maxLosses', options.maxLosses ?? 3, Number.MAX_SAFE_INTEGER),
      resultTtl: Math.min(positive('resultTtl', options.resultTtl ?? 3_600_000), Number.MAX_SAFE_INTEGER),
      maxBytes: positive('maxBytes', options.maxBytes ?? DEFAULT_MAX_BYTES),
    };
    const { connection, prefix, resultTtl, maxBytes } = this.#options;
    this.#keys = new QueueKeys(this.#options);
    this.#redis = connect(connection, `${prefix}:worker`);
    this.#subscriber = connect(connection, `${prefix}:worker`);
    this.#aborts = new Aborts(
      this.#keys,
      this.#redis,
      this.#subscriber,
      () => this.#running.keys(),
      (id, { reason }) => this.#running.get(id)?.abort(reason),
    );
    this.#outcomes = new OutcomeWriter(this.#redis, this.#keys, { resultTtl, maxBytes });
    this.ready = this.#open();
    this.ready.catch((error) => this.#closing ?? this.#fail(error));
    this.#ended.promise.catch(() => {});
  }

  /** Resolves when it was closed; rejects with the error that has ended it. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  /** How many tasks are running. */
  get runningCount(): number {
    return this.#running.size;
  }

  /**
   * Takes no more tasks, and resolves when the running ones are done and Redis has their outcomes. When Redis has not answered for
   * `lockDuration`, others may have these tasks, or will: they are aborted, and given up.
   * @throws BrokenExecutorError which says how many tasks were given up
   */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** What a task that was taken from the queue waits for before it starts: nothing, unless a derived class says so. */
  protected async admit(_id: string): Promise<void> {}

  async #open(): Promise<void> {
    // A module that does not load must not take a single task.
    await this.#executor.warmUp(1);
    const { connection, startTimeout } = this.#options;
    this.#exports = await loadExports(this.#executor.tasks, startTimeout);
    await reach(this.#redis, connection, startTimeout);
    await this.#aborts.listen();
    if (this.#closing) return;
    const { prefix, queue, concurrency, lockDuration, maxLosses, resultTtl } = this.#options;
    const common = { prefix, connection: this.#redis, skipVersionCheck: true };
    const kept = { age: Math.ceil(resultTtl / 1000) };
    this.#queue = new Queue(queue, common);
    this.#worker = new TaskWorker(queue, (job, token) => this.#process(job, token), {
      ...common,
      concurrency,
      lockDuration,
      stalledInterval: lockDuration / 2,
      maxStalledCount: maxLosses,
      removeOnComplete: kept,
      removeOnFail: kept,
      runRetryDelay: RETRY_MS,
    });
    this.#queue.on('error', () => {});
    this.#worker.on('error', () => {});
    this.#worker.on('completed', ({ id = '' }) => this.#unsaved.delete(id));
    this.#worker.on('failed', (job) => this.#unsaved.delete(job?.id ?? ''));
    // What was lost with the connection is run again, here or elsewhere.
    this.#redis.on('ready', () => {
      for (const id of this.#unsaved) if (!this.#running.has(id)) this.#unsaved.delete(id);
    });
    // Another worker has the task, or soon will.
    this.#worker.on('lockRenewalFailed', (ids) => {
      for (const id of ids) this.#running.get(id)?.abort(new Error(GIVEN_AWAY));
    });
    this.#timers.push(
      setInterval(() => this.#announce().catch(() => {}), ANNOUNCE_MS),
      setInterval(() => this.#sweep().catch(() => {}), SWEEP_MS),
    );
    await this.#worker.waitUntilReady();
    if (!this.#closing) await this.#announce();
  }

  async #close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    const silence = new Silence(this.#redis, this.#options.lockDuration);
    const drained = this.#drain();
    const left = await Promise.race([drained, silence.noticed.then(() => this.#leave())]);
    silence.stop();
    this.#redis.hangUp();
    this.#subscriber.hangUp();
    await drained;
    if (left === 0) return this.#ended.resolve();
    const { connection, lockDuration } = this.#options;
    const error = new BrokenExecutorError(
      `Redis at ${addressOf(connection)} did not answer for ${lockDuration} ms (lockDuration), so the tasks in hand were given up: ${left}. Other workers run those again whose outcome was not saved.`,
    );
    this.#ended.reject(error);
    throw error;
  }

  /** @returns how many tasks are left: none */
  async #drain(): Promise<number> {
    // From now on it takes nothing more.
    const closed = this.#worker?.close();
    if (this.#redis.status === 'ready') await withdrawWorker(this.#redis, this.#keys, this.#id).catch(() => {});
    await closed;
    await this.#queue?.close();
    return 0;
  }

  /** @returns how many tasks are left */
  async #leave(): Promise<number> {
    const left = this.#unsaved.size;
    const running = [...this.#running.values()];
    for (const source of running) source.abort(new Error(GIVEN_AWAY));
    await Promise.all(running.map((source) => source.wait()));
    return left;
  }

  #fail(error: unknown): void {
    this.#ended.reject(error);
    this.close().catch(() => {});
  }

  /** BullMQ calls it for each task; what it throws fails the task. */
  async #process(job: TaskJob, token: string | undefined): Promise<ReturnedData> {
    this.#unsaved.add(job.id ?? '');
    try {
      const source = await this.#start(job, token);
      return await this.#outcomes.write(job, await source.wait(), source.runTime);
    } finally {
      this.#running.delete(job.id ?? '');
    }
  }

  async #start(job: TaskJob, token: string | undefined): Promise<Source> {
    try {
      this.#checkVersion(job);
      return await this.#submit(job, job.id ?? '');
    } catch (error) {
      if (isLoss(error)) throw error;
      if (error instanceof AbortError) throw await this.#outcomes.aborted(job, error.cause, 0);
      if (!isOfExecutor(error)) throw await this.#outcomes.failure(job, error, 0);
      // This executor runs nothing any more, but others may.
      await job.moveToWait(token);
      this.#unsaved.delete(job.id ?? '');
      this.#fail(error);
      throw new WaitingError();
    }
  }

  async #submit(job: TaskJob, id: string): Promise<Source> {
    const { args, chunk = false, timeout, retries, retryDelay, overlap } = job.data;
    await this.admit(id);
    const aborted = await this.#aborts.of(id, job.attemptsStarted);
    if (aborted) throw new AbortError(aborted.reason);
    const options = { timeout, retries, retryDelay, overlap };
    const decoded = decodePayload(Buffer.from(args, 'base64')) as readonly unknown[];
    const source = submitterTo(this.#executor).with(options).start(job.name, decoded, chunk);
    this.#running.set(id, source);
    source.onProgress((value) => this.#outcomes.sendProgress(job, value, source));
    return source;
  }

  #checkVersion({ name, data }: TaskJob): void {
    if (data?.protocol !== PROTOCOL) {
      throw new VersionMismatchError(
        `The worker on ${hostname()} speaks version ${PROTOCOL} of the protocol, the submitter version ${data?.protocol}. Use the same version of @dropmill/futures on both.`,
      );
    }
    if (data.exports === this.#exports?.hash) return;
    const lack = this.#exports?.names.has(name) ? '' : ` It exports no function "${name}".`;
    throw new VersionMismatchError(
      `The tasks module of the worker on ${hostname()} does not export the same functions as the submitter's.${lack} Start the worker again with the same version of the module.`,
    );
  }

  #announce(): Promise<void> {
    const worker: LiveWorker = {
      id: this.#id,
      host: hostname(),
      pid: process.pid,
      concurrency: this.#options.concurrency,
      running: this.#running.size,
    };
    return announceWorker(this.#redis, this.#keys, worker);
  }

  /** BullMQ removes what is too old only when another task ends. */
  async #sweep(): Promise<void> {
    const { resultTtl } = this.#options;
    await this.#queue?.clean(resultTtl, SWEPT_AT_ONCE, 'completed');
    await this.#queue?.clean(resultTtl, SWEPT_AT_ONCE, 'failed');
  }
}

/**
 * A task fails for what it has thrown, and not because the connection was lost at its end, as with BullMQ. Such a task is left as it
 * is: its lock expires, and it is run again, as after the death of a worker.
 */
class TaskWorker extends Worker<TaskData, ReturnedData> {
  protected override async handleFailed(...args: FailureArguments): Promise<TaskJob> {
    const [error] = args;
    if (error instanceof TaskFailure || !isLoss(error)) return super.handleFailed(...args);
    // As BullMQ does when there is no next task to go on with.
    return undefined as unknown as TaskJob;
  }
}

function isOfExecutor(error: unknown): boolean {
  return error instanceof BrokenExecutorError || error instanceof ExecutorShutdownError;
}
