// The errors of the executor: each has a `code`, so that nobody needs to read messages.

import { messageOf } from './common/show.ts';

/**
 * Where the prototypes of these classes hold the class's name. It tells them from other classes of the same name, and is the
 * same in each copy of this library that a program has.
 */
export const BRAND = Symbol.for('@dropmill/futures.error');

/** Base of all errors that the executor itself raises. */
export abstract class ExecutorError extends Error {
  abstract readonly code: string;
  static {
    brand(ExecutorError, 'ExecutorError');
  }
}

/** Asked for the outcome of a cancelled Future. Mirrors `concurrent.futures.CancelledError`. */
export class CancelledError extends ExecutorError {
  readonly code: string = 'CANCELLED';
  static {
    brand(CancelledError, 'CancelledError');
  }
  constructor(message = 'The task was cancelled.', options?: ErrorOptions) {
    super(message, options);
  }
}

/** The task was stopped by `abort(reason)`; `cause` is the reason. */
export class AbortError extends CancelledError {
  override readonly code = 'ABORTED';
  static {
    brand(AbortError, 'AbortError');
  }
  constructor(reason: unknown) {
    super('The task was aborted.', { cause: reason });
  }
}

/** An operation did not end within its timeout. Mirrors `concurrent.futures.TimeoutError`. */
export class TimeoutError extends ExecutorError {
  readonly code = 'TIMEOUT';
  static {
    brand(TimeoutError, 'TimeoutError');
  }
}

/** The operation is not allowed in the Future's state. Mirrors `concurrent.futures.InvalidStateError`. */
export class InvalidStateError extends ExecutorError {
  readonly code = 'INVALID_STATE';
  static {
    brand(InvalidStateError, 'InvalidStateError');
  }
}

/** A task was submitted after `shutdown()`. Python raises RuntimeError. */
export class ExecutorShutdownError extends ExecutorError {
  readonly code = 'EXECUTOR_SHUTDOWN';
  static {
    brand(ExecutorShutdownError, 'ExecutorShutdownError');
  }
  constructor() {
    super('Cannot submit a task after shutdown().');
  }
}

/** The executor can run nothing any more; `cause` says why. Mirrors `concurrent.futures.BrokenExecutor`. */
export class BrokenExecutorError extends ExecutorError {
  readonly code = 'BROKEN_EXECUTOR';
  static {
    brand(BrokenExecutorError, 'BrokenExecutorError');
  }
}

/** As many tasks wait as `maxQueue` allows; `executor.whenRoom()` tells when another one may. */
export class QueueFullError extends ExecutorError {
  readonly code = 'QUEUE_FULL';
  static {
    brand(QueueFullError, 'QueueFullError');
  }
  constructor(maxQueue: number) {
    const waiting = maxQueue === 1 ? '1 task waits' : `${maxQueue} tasks wait`;
    super(`${waiting} already (maxQueue). Wait for executor.whenRoom().`);
  }
}

/** The tasks module exports no function of that name. */
export class UnknownTaskError extends ExecutorError {
  readonly code = 'UNKNOWN_TASK';
  static {
    brand(UnknownTaskError, 'UnknownTaskError');
  }
}

/** An argument, a result or a progress value cannot be sent across the border; `cause` is what refused it. */
export class NotCloneableError extends ExecutorError {
  readonly code = 'NOT_CLONEABLE';
  static {
    brand(NotCloneableError, 'NotCloneableError');
  }
}

/** An argument, a result or a progress value is larger than a queue takes (`maxBytes`). */
export class PayloadTooLargeError extends ExecutorError {
  readonly code = 'PAYLOAD_TOO_LARGE';
  static {
    brand(PayloadTooLargeError, 'PayloadTooLargeError');
  }
}

/** The worker that got the task runs another version: another protocol, or a tasks module with other functions. */
export class VersionMismatchError extends ExecutorError {
  readonly code = 'VERSION_MISMATCH';
  static {
    brand(VersionMismatchError, 'VersionMismatchError');
  }
}

/** The queue does not know a task of this id: it was never submitted, or its result was kept for too short a time. */
export class TaskNotFoundError extends ExecutorError {
  readonly code = 'TASK_NOT_FOUND';
  static {
    brand(TaskNotFoundError, 'TaskNotFoundError');
  }
}

/** How a worker ended. */
export type Death =
  /** Of a worker on another machine nothing is known but that it is silent. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'exit'; readonly exitCode: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'out-of-memory' }
  | { readonly kind: 'uncaught'; readonly error: unknown };

/** The worker died under its task; `death` and `cause` say how. */
export class WorkerDiedError extends ExecutorError {
  readonly code = 'WORKER_DIED';
  readonly death: Death;
  static {
    brand(WorkerDiedError, 'WorkerDiedError');
  }
  constructor(death: Death) {
    const cause = death.kind === 'uncaught' ? death.error : new Error(describeDeath(death));
    super(`The worker died: ${describeDeath(death)}.`, { cause });
    this.death = death;
  }
}

/** Why an executor is broken that was to be as soon as a worker dies. */
export function brokenBy(death: Death): BrokenExecutorError {
  return new BrokenExecutorError('A worker died.', { cause: new WorkerDiedError(death) });
}

/** The same error once more: each who hears of it gets an object of its own. */
export function brokenLike({ message, cause }: BrokenExecutorError): BrokenExecutorError {
  return new BrokenExecutorError(message, { cause });
}

/** In words, without a full stop: "exit code 3", "signal SIGKILL", "out of memory". */
export function describeDeath(death: Death): string {
  switch (death.kind) {
    case 'exit':
      return `exit code ${death.exitCode}`;
    case 'signal':
      return `signal ${death.signal}`;
    case 'out-of-memory':
      return 'out of memory';
    case 'lost':
      return 'not heard of any more';
    case 'uncaught':
      return `uncaught error: ${messageOf(death.error)}`;
  }
}

/**
 * Puts the class's name on its prototype: as `name`, as the built-in errors have it (an own property would be printed with
 * each error), and under BRAND. Written out, because minifiers rename classes.
 */
function brand(errorClass: { readonly prototype: object }, name: string): void {
  const property = { value: name, writable: true, configurable: true };
  Object.defineProperty(errorClass.prototype, 'name', property);
  Object.defineProperty(errorClass.prototype, BRAND, property);
}
