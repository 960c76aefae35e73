// Reads the outcome of a task from Redis.
import { isObject } from '../../common/check.ts';
import { type Finish, failure, type Outcome, success } from '../../common/outcome.ts';
import { TaskNotFoundError, VersionMismatchError, WorkerDiedError } from '../../errors.ts';
import type { ErrorDecoder } from '../../wire/decode-error.ts';
import { decodePayload } from '../payload.ts';
import { type Ending, type FailureData, STALLED_TOO_OFTEN } from '../task-data.ts';
import type { QueueLine } from './queue-line.ts';

export interface ReadOutcome {
  readonly outcome: Outcome<unknown>;
  /** Milliseconds. */
  readonly ranFor: number;
  /** The number under which something was kept for it. */
  readonly attempt: number | undefined;
}

export class OutcomeReader {
  readonly #line: QueueLine;
  readonly #decoder: ErrorDecoder;

  constructor(line: QueueLine, decoder: ErrorDecoder) {
    this.#line = line;
    this.#decoder = decoder;
  }

  /** At once if all is there, so that outcomes stay in order. */
  read(id: string, ending: Ending): ReadOutcome | Promise<ReadOutcome> {
    if (!ending.ok) return this.#readFailure(id, ending.reason, ending.attempt);
    if (!isObject(ending.returned)) return { outcome: failure(foreign(id)), ranFor: 0, attempt: undefined };
    const { value, keptAs, ranFor } = ending.returned;
    if (value !== undefined) return { outcome: decoded(Buffer.from(value, 'base64')), ranFor, attempt: undefined };
    return this.#readKept(id, keptAs ?? 0, ranFor);
  }

  async #readKept(id: string, attempt: number, ranFor: number): Promise<ReadOutcome> {
    const bytes = await this.#line.kept(id, attempt);
    if (bytes) return { outcome: decoded(bytes), ranFor, attempt };
    const error = new TaskNotFoundError(`The result of the task ${id} is no longer kept (resultTtl).`);
    return { outcome: failure(error), ranFor, attempt };
  }

  async #readFailure(id: string, reason: string, knownAttempt: number | undefined): Promise<ReadOutcome> {
    const attempt = knownAttempt ?? (await this.#line.attemptAt(id));
    const bytes = await this.#line.kept(id, attempt);
    const read = bytes && decoded(bytes);
    if (!read?.ok) return { outcome: failure(unexplained(reason)), ranFor: 0, attempt };
    const { error: encoded, ranFor, isAborted = false } = read.value as FailureData;
    const error = this.#decoder.decode(encoded);
    const outcome = isAborted
      ? ({ state: 'cancelled', aborted: { reason: Reflect.get(Object(error), 'cause') } } as const)
      : failure(error);
    return { outcome, ranFor, attempt };
  }
}

function decoded(bytes: Uint8Array): Finish<unknown> {
  try {
    return success(decodePayload(bytes));
  } catch (error) {
    return failure(error);
  }
}

/** A worker of BullMQ's own has taken it, say. */
function foreign(id: string): VersionMismatchError {
  return new VersionMismatchError(`What has run the task ${id} is no worker of this library.`);
}

/** BullMQ has failed the task, and no worker has said why. */
function unexplained(reason: string): Error {
  return STALLED_TOO_OFTEN.test(reason) ? new WorkerDiedError({ kind: 'lost' }) : new Error(reason);
}
