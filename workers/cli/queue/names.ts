// The queue that "--executor queue" and "dropmill worker" meet in.
import { UsageError } from '../usage-error.ts';

/** Where it is in Redis. */
export const QUEUE = { prefix: 'dropmill', queue: 'jobs' } as const;

/** Most bytes of a task's arguments or result: the deflated data of some files or of one block. */
export const MAX_TASK_BYTES = 64 * 1024 * 1024;

/** The address, or what REDIS_URL says. @throws {UsageError} when there is neither */
export function redisAddress(given: string | undefined): string {
  const address = given || process.env.REDIS_URL;
  if (!address) throw new UsageError('Where is Redis? Give --redis URL, or set REDIS_URL.');
  return address;
}
