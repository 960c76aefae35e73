// A queue with a worker in this process, so that the suite can take it for an executor like any other.
import { randomUUID } from 'node:crypto';
import type { ShutdownOptions } from '../executor.ts';
import { ThreadPoolExecutor } from '../index.ts';
import { QueueExecutor, QueueWorker, type QueueWorkerOptions } from '../queue.ts';
import type { ExecutorOptions, WorkerInfo } from '../types.ts';
import { RedisServer } from './redis-server.ts';

/** Some tests send megabytes. */
const MAX_BYTES = 2 ** 23;

let server: RedisServer | undefined;

/** Of all queues of this process; it ends with it. */
function sharedServer(): RedisServer {
  server ??= new RedisServer();
  return server;
}

/** Its tasks run on threads of this process, but go there by way of Redis. */
export class LocalQueue<M> extends QueueExecutor<M> {
  readonly #pool: ThreadPoolExecutor<M>;
  readonly #worker: QueueWorker<M>;
  #ending: Promise<void> | undefined;

  constructor(tasks: URL | string, options: ExecutorOptions<M> = {}) {
    const { maxWorkers, gracePeriod, startTimeout, rateLimit, maxQueue, metrics, errorClasses, ...ofPool } = options;
    const common = { connection: sharedServer().connection, queue: randomUUID(), maxBytes: MAX_BYTES };
    // A check that comes about during a test would look like a timer that is left: after an hour all is over.
    const checkInterval = 3_600_000;
    super(tasks, {
      ...common,
      checkInterval,
      maxWorkers,
      gracePeriod,
      startTimeout,
      rateLimit,
      maxQueue,
      metrics,
      errorClasses,
    });
    this.#pool = new ThreadPoolExecutor<M>(tasks, { ...ofPool, maxWorkers, gracePeriod, startTimeout });
    this.#worker = new PunctualWorker(this.#pool, common, (id) => this.#hasHeard(id));
  }

  /** Those that run the tasks. */
  override get workers(): readonly WorkerInfo[] {
    return this.#pool.workers;
  }

  override async shutdown(options?: ShutdownOptions): Promise<void> {
    const waits = options?.wait !== false;
    const ended = super.shutdown(waits ? options : { ...options, wait: true }).then(() => this.#end());
    if (waits) await ended;
  }

  #hasHeard(id: string): boolean {
    return this.find(id)?.state !== 'pending';
  }

  #end(): Promise<void> {
    this.#ending ??= this.#worker.close().then(() => this.#pool.shutdown({ abort: true }));
    return this.#ending;
  }
}

/**
 * Starts a task when its submitter has heard that it is about to. Elsewhere that takes as long as it takes; tests look at a
 * Future's state when they hear of its task in another way.
 */
class PunctualWorker<M> extends QueueWorker<M> {
  readonly #hasHeard: (id: string) => boolean;

  constructor(executor: ThreadPoolExecutor<M>, options: QueueWorkerOptions, hasHeard: (id: string) => boolean) {
    super(executor, options);
    this.#hasHeard = hasHeard;
  }

  protected override async admit(id: string): Promise<void> {
    while (!this.#hasHeard(id)) await new Promise(setImmediate);
  }
}
