// The keys of a queue in Redis, in addition to those of BullMQ.
import { quote } from '../common/show.ts';

/** Where a queue is. */
export interface QueueName {
  readonly prefix: string;
  readonly queue: string;
}

export const DEFAULT_PREFIX = 'futures';
export const DEFAULT_QUEUE = 'tasks';

/** @throws TypeError for names of which no keys can be made */
export function queueNameOf({
  prefix,
  queue,
}: { [K in keyof QueueName]?: QueueName[K] | null | undefined }): QueueName {
  const name = { prefix: prefix ?? DEFAULT_PREFIX, queue: queue ?? DEFAULT_QUEUE };
  if (typeof name.prefix !== 'string' || name.prefix === '')
    throw new TypeError(`Expected prefix to be a text, got ${quote(name.prefix)}.`);
  if (typeof name.queue !== 'string' || !/^[^:]+$/.test(name.queue))
    throw new TypeError(`Expected queue to be a text without ":", got ${quote(name.queue)}.`);
  return name;
}

/** Ids of tasks hold no colon, so that none of these is a job's key. */
export class QueueKeys {
  readonly #base: string;

  constructor({ prefix, queue }: QueueName) {
    this.#base = `${prefix}:${queue}:`;
  }

  /** BullMQ's hash of a job. */
  job(id: string): string {
    return `${this.#base}${id}`;
  }

  /** BullMQ's stream of events. */
  get events(): string {
    return `${this.#base}events`;
  }

  /** BullMQ's set of jobs that wait: all of ours have a priority. One that a worker was lost with waits elsewhere. */
  get waiting(): string {
    return `${this.#base}prioritized`;
  }

  /** BullMQ's sets of jobs that are over. */
  get completed(): string {
    return `${this.#base}completed`;
  }

  get failed(): string {
    return `${this.#base}failed`;
  }

  /** A result or failure that is too long for the job itself. Each attempt has its own, so that none overwrites another's. */
  outcome(id: string, attempt: number): string {
    return `${this.#base}futures:outcome:${id}:${attempt}`;
  }

  /** Why a task was aborted, for workers that were cut off when it was said. */
  abort(id: string): string {
    return `${this.#base}futures:abort:${id}`;
  }

  /** The channel on which aborts are said. */
  get aborts(): string {
    return `${this.#base}futures:aborts`;
  }

  /** The workers that are alive. */
  get workers(): string {
    return `${this.#base}futures:workers`;
  }
}
