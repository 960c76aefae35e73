// The queue that "--executor queue" and "dropmill worker" meet in.

/** Where it is in Redis. */
export const QUEUE = { prefix: 'dropmill', queue: 'jobs' } as const;

/** Most bytes of a task's arguments or result: the deflated data of some files or of one block. */
export const MAX_TASK_BYTES = 64 * 1024 * 1024;

/** The address, or what REDIS_URL says. */
export function redisAddress(given: string | undefined): string | undefined {
  return given || process.env.REDIS_URL || undefined;
}
