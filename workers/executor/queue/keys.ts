// The keys of a queue in Redis, in addition to those of BullMQ.

/** Where a queue is. */
export interface QueueName {
  readonly prefix: string;
  readonly queue: string;
}

export const DEFAULT_PREFIX = 'futures';
export const DEFAULT_QUEUE = 'tasks';

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
