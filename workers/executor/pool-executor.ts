// An executor with a pool of workers of its own.
import { availableParallelism } from 'node:os';
import { BaseExecutor } from './base-executor.ts';
import { atMost, checkCall, count, notNegative, positive } from './common/check.ts';
import { RateLimiter } from './common/rate-limiter.ts';
import { tasksUrl } from './common/tasks-url.ts';
import type { OpenLink } from './links/link.ts';
import { Pool } from './pool/pool.ts';
import type { ExecutorOptions } from './types.ts';
import { ErrorDecoder } from './wire/decode-error.ts';

/** Base of the executors whose workers are on this machine. */
export abstract class PoolExecutor<M> extends BaseExecutor<M> {
  /** Where the tasks are. */
  readonly tasks: string;

  protected constructor(tasks: URL | string, options: ExecutorOptions<M>, open: OpenLink) {
    const decoder = new ErrorDecoder(options.errorClasses);
    const url = tasksUrl(tasks);
    const maxWorkers = positive('maxWorkers', options.maxWorkers ?? availableParallelism());
    const pool = new Pool({
      setup: { tasksUrl: url, initializer: options.initializer && checkCall('initializer', options.initializer) },
      open,
      decoder,
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
    super(pool, decoder);
    this.tasks = url;
  }
}
