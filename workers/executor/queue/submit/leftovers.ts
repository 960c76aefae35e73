// Removes tasks from the queue whose outcome their submitter has got.
import type { Redis } from 'ioredis';
import type { QueueKeys } from '../keys.ts';

/** Tasks that are removed in one go. */
const MAX_BATCH = 200;

// BullMQ's own command removes one job, looks for it wherever a job can be, and tells everybody. These are over, have no parents or
// children, and nobody waits for them. KEYS: completed, failed, a job for each id, others. ARGV: ids.
const REMOVE = `
for i, id in ipairs(ARGV) do
  if redis.call('ZREM', KEYS[1], id) + redis.call('ZREM', KEYS[2], id) > 0 then
    redis.call('UNLINK', KEYS[i + 2])
  end
end
for i = #ARGV + 3, #KEYS do redis.call('UNLINK', KEYS[i]) end`;

interface Leftover {
  readonly id: string;
  /** Keys beside those of BullMQ. */
  readonly keys: readonly string[];
}

export class Leftovers {
  readonly #redis: Redis;
  readonly #keys: QueueKeys;
  #waiting: Leftover[] = [];
  #removing: Promise<void> | undefined;

  constructor(redis: Redis, keys: QueueKeys) {
    this.#redis = redis;
    this.#keys = keys;
  }

  /** Resolves when it is gone. What comes meanwhile goes together. */
  remove(id: string, keys: readonly string[]): Promise<void> {
    this.#waiting.push({ id, keys });
    this.#removing ??= this.#removeAll().finally(() => {
      this.#removing = undefined;
    });
    return this.#removing;
  }

  async #removeAll(): Promise<void> {
    // All that was heard of in one read.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#removeBatch(this.#waiting.splice(0, MAX_BATCH));
  }

  async #removeBatch(batch: readonly Leftover[]): Promise<void> {
    const ids = batch.map(({ id }) => id);
    const jobs = ids.map((id) => this.#keys.job(id));
    const keys = [this.#keys.completed, this.#keys.failed, ...jobs, ...batch.flatMap((one) => one.keys)];
    await this.#redis.eval(REMOVE, keys.length, ...keys, ...ids);
  }
}
