// The settings of a pool.
import type { RateLimiter } from '../common/rate-limiter.ts';
import type { OpenLink } from '../links/link.ts';
import type { WorkerSetup } from '../links/protocol.ts';
import type { ErrorDecoder } from '../wire/decode-error.ts';

/** Times are in milliseconds. */
export interface PoolSettings {
  readonly setup: Omit<WorkerSetup, 'workerId'>;
  readonly open: OpenLink;
  readonly decoder: ErrorDecoder;
  readonly limiter: RateLimiter | undefined;
  readonly maxWorkers: number;
  readonly minWorkers: number;
  readonly maxQueue: number;
  readonly maxPerKey: number;
  readonly startTimeout: number;
  readonly gracePeriod: number;
  readonly maxTasksPerWorker: number;
  readonly idleTimeout: number;
  readonly strict: boolean;
  readonly hasMetrics: boolean;
}
