// Writes the outcome of a task where its submitter reads it.
import type { Job } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Outcome } from '../../common/outcome.ts';
import { show } from '../../common/show.ts';
import { AbortError, CancelledError, PayloadTooLargeError } from '../../errors.ts';
import type { FutureSource } from '../../future/future-source.ts';
import { encodedFormOf } from '../../wire/decode-error.ts';
import { encodeError } from '../../wire/encode-error.ts';
import { canBeFramed } from '../../wire/frames.ts';
import { outcomeError } from '../../wire/uncloneable.ts';
import type { QueueKeys } from '../keys.ts';
import { encodePayload } from '../payload.ts';
import type { FailureData, ProgressData, ReturnedData } from '../task-data.ts';

/** Bytes of a result that goes with the event of its end; longer ones have a key of their own. */
const MAX_INLINE_BYTES = 768;

export interface WriterSettings {
  /** Milliseconds. */
  readonly resultTtl: number;
  readonly maxBytes: number;
}

/** What a task has thrown, as BullMQ gets it. Any other error that BullMQ gets has to do with the queue. */
export class TaskFailure extends Error {}

export class OutcomeWriter {
  readonly #redis: Redis;
  readonly #keys: QueueKeys;
  readonly #settings: WriterSettings;
  /** What was wrong with a progress value, for tasks that are stopped for it. */
  readonly #refused = new WeakMap<object, Error>();

  constructor(redis: Redis, keys: QueueKeys, settings: WriterSettings) {
    this.#redis = redis;
    this.#keys = keys;
    this.#settings = settings;
  }

  /** @throws what fails the task for BullMQ */
  async write(job: Job, outcome: Outcome<unknown>, ranFor: number): Promise<ReturnedData> {
    if (outcome.state === 'cancelled') {
      const refused = this.#refused.get(job);
      if (refused) throw await this.failure(job, refused, ranFor);
      if (outcome.aborted) throw await this.aborted(job, outcome.aborted.reason, ranFor);
      throw await this.failure(job, new CancelledError(), ranFor);
    }
    if (!outcome.ok) throw await this.failure(job, outcome.error, ranFor);
    let bytes: Buffer;
    try {
      bytes = this.#encode('result', job.name, outcome.value);
    } catch (error) {
      throw await this.failure(job, error, ranFor);
    }
    if (bytes.length <= MAX_INLINE_BYTES) return { value: bytes.toString('base64'), ranFor };
    await this.#keep(job, bytes);
    return { keptAs: job.attemptsStarted, ranFor };
  }

  /** Keeps what was thrown. @returns what is to be thrown at BullMQ, which knows only words */
  async failure(job: Job, thrown: unknown, ranFor: number): Promise<TaskFailure> {
    return this.#fail(job, thrown, { ranFor });
  }

  /** The same for a task that was aborted. */
  async aborted(job: Job, reason: unknown, ranFor: number): Promise<TaskFailure> {
    return this.#fail(job, new AbortError(reason), { ranFor, isAborted: true });
  }

  async #fail(job: Job, thrown: unknown, rest: Omit<FailureData, 'error'>): Promise<TaskFailure> {
    await this.#keep(job, this.#encodeFailure(thrown, rest));
    const error = new TaskFailure(show(thrown));
    if (thrown instanceof Error && thrown.stack !== undefined) error.stack = thrown.stack;
    return error;
  }

  /** What cannot be sent fails the task. */
  sendProgress(job: Job, value: unknown, source: FutureSource<unknown, unknown>): void {
    try {
      const bytes = this.#encode('progress value', job.name, value);
      const progress: ProgressData = { value: bytes.toString('base64'), attempt: job.attemptsStarted };
      job.updateProgress(progress).catch(() => {});
    } catch (error) {
      this.#refused.set(job, error as Error);
      source.abort(error);
    }
  }

  #encode(what: 'result' | 'progress value', name: string, value: unknown): Buffer {
    try {
      return encodePayload(`The ${what} of "${name}"`, value, this.#settings.maxBytes);
    } catch (error) {
      throw error instanceof PayloadTooLargeError ? error : outcomeError(what, name, value, error, canBeFramed);
    }
  }

  #encodeFailure(thrown: unknown, rest: Omit<FailureData, 'error'>): Buffer {
    const encode = (error: FailureData['error']) =>
      encodePayload('The error', { error, ...rest } satisfies FailureData, this.#settings.maxBytes);
    try {
      return encode(encodedFormOf(thrown) ?? encodeError(thrown, canBeFramed));
    } catch (error) {
      // Some part of it can cross to a thread, and not to another machine; or it is too large.
      const what =
        error instanceof PayloadTooLargeError ? new Error(`${show(thrown).slice(0, 1000)} (${error.message})`) : thrown;
      return encode(encodeError(what, canBeFramed));
    }
  }

  /** Under the attempt's own number: an attempt that was given up meanwhile overwrites nothing. */
  async #keep(job: Job, bytes: Buffer): Promise<void> {
    const key = this.#keys.outcome(job.id ?? '', job.attemptsStarted);
    await this.#redis.set(key, bytes, 'PX', this.#settings.resultTtl);
  }
}
