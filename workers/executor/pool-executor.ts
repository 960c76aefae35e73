// An executor with a pool of workers of its own.
import { availableParallelism } from 'node:os';
import { BaseExecutor } from './base-executor.ts';
import { atMost, checkCall, count, flag, isGiven, notNegative, optionsOf, positive } from './common/check.ts';
import { RateLimiter } from './common/rate-limiter.ts';
import { tasksUrl } from './common/tasks-url.ts';
import { errorClassesOf, linkOptionsOf, START_TIMEOUT_MS } from './executor-options.ts';
import type { LinkOptions, OpenLink } from './links/link.ts';
import { Pool } from './pool/pool.ts';
import type { ExecutorOptions } from './types.ts';
import { ErrorDecoder } from './wire/decode-error.ts';

/** Starts a worker that is to have these options. */
type OpenWith = (options: LinkOptions, ...args: Parameters<OpenLink>) => ReturnType<OpenLink>;

/** Base of the executors whose workers are on this machine. */
export abstract class PoolExecutor<M> extends BaseExecutor<M> {
  /** Where the tasks are. */
  readonly tasks: string;

  protected constructor(tasks: URL | string, given: ExecutorOptions<M>, open: OpenWith) {
    const options: ExecutorOptions<M> = optionsOf(given);
    const decoder = new ErrorDecoder(errorClassesOf(options.errorClasses));
    const linkOptions = linkOptionsOf(options);
    const url = tasksUrl(tasks);
    const maxWorkers = positive('maxWorkers', options.maxWorkers ?? availableParallelism());
    const pool = new Pool({
      setup: {
        tasksUrl: url,
        initializer: isGiven(options.initializer) ? checkCall('initializer', options.initializer) : undefined,
      },
      open: (setup, events) => open(linkOptions, setup, events),
      decoder,
      limiter: isGiven(options.rateLimit) ? new RateLimiter(options.rateLimit) : undefined,
      maxWorkers,
      minWorkers: atMost('minWorkers', options.minWorkers ?? 0, maxWorkers),
      maxQueue: count('maxQueue', options.maxQueue ?? Number.POSITIVE_INFINITY),
      startTimeout: notNegative('startTimeout', options.startTimeout ?? START_TIMEOUT_MS),
      gracePeriod: notNegative('gracePeriod', options.gracePeriod ?? 250),
      maxTasksPerWorker: positive('maxTasksPerWorker', options.maxTasksPerWorker ?? Number.POSITIVE_INFINITY),
      idleTimeout: notNegative('idleTimeout', options.idleTimeout ?? Number.POSITIVE_INFINITY),
      strict: flag('strict', options.strict, false),
      maxPerKey: positive('maxPerKey', options.maxPerKey ?? Number.POSITIVE_INFINITY),
      hasMetrics: flag('metrics', options.metrics, false),
    });
    super(pool, decoder);
    this.tasks = url;
  }
}
