// The list of workers that are alive. Each reports itself regularly, and counts as dead if it has not done so for a while.
import type { Redis } from 'ioredis';
import type { QueueKeys } from './keys.ts';

/** A process that takes tasks from the queue. */
export interface LiveWorker {
  /** Unique. */
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  /** Most tasks that it runs at a time. */
  readonly concurrency: number;
  /** How many it runs. */
  readonly running: number;
}

/** Milliseconds between two words of a worker, and until it is taken for dead. */
export const ANNOUNCE_MS = 1000;
const TAKEN_FOR_DEAD_MS = 10_000;

// By the clock of Redis, since those of the machines differ. KEYS: expiries, workers. ARGV: id, worker, milliseconds.
const NOW = "local t = redis.call('TIME') local now = t[1] * 1000 + math.floor(t[2] / 1000)";
const ANNOUNCE = `${NOW}
redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], 0, now)) do
  redis.call('ZREM', KEYS[1], id)
  redis.call('HDEL', KEYS[2], id)
end`;
const LIST = `${NOW}
local alive = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. now, '+inf')) do
  alive[#alive + 1] = redis.call('HGET', KEYS[2], id)
end
return alive`;

export async function announceWorker(redis: Redis, keys: QueueKeys, worker: LiveWorker): Promise<void> {
  await redis.eval(ANNOUNCE, 2, expiries(keys), keys.workers, worker.id, JSON.stringify(worker), TAKEN_FOR_DEAD_MS);
}

export async function withdrawWorker(redis: Redis, keys: QueueKeys, id: string): Promise<void> {
  await redis.multi().zrem(expiries(keys), id).hdel(keys.workers, id).exec();
}

export async function listWorkers(redis: Redis, keys: QueueKeys): Promise<LiveWorker[]> {
  const workers = (await redis.eval(LIST, 2, expiries(keys), keys.workers)) as (string | null)[];
  return workers.flatMap((worker) => (worker === null ? [] : [JSON.parse(worker) as LiveWorker]));
}

function expiries(keys: QueueKeys): string {
  return `${keys.workers}:expiries`;
}
