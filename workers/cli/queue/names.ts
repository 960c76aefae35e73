// Names the queue that `--executor queue` and `dropmill worker` use.
import { UsageError } from '../usage-error.ts';

/** Its prefix and name in Redis. */
export const QUEUE = { prefix: 'dropmill', queue: 'jobs' } as const;

/** The largest arguments or result of a task, in bytes: the deflated data of some files or of one block. */
export const MAX_TASK_BYTES = 64 * 1024 * 1024;

/** Returns the given address, or that of REDIS_URL. @throws {UsageError} if there is neither */
export function redisAddress(given: string | undefined): string {
  const address = given || process.env.REDIS_URL;
  if (!address) throw new UsageError('Where is Redis? Give --redis URL, or set REDIS_URL.');
  return address;
}
