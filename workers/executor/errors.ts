// The errors of the executor: each has a `code`, so that nobody needs to read messages.

/** Base of all errors that the executor itself raises. */
export abstract class ExecutorError extends Error {
  abstract readonly code: string;
  static {
    nameClass(ExecutorError);
  }
}

/** Asked for the outcome of a cancelled Future. Mirrors `concurrent.futures.CancelledError`. */
export class CancelledError extends ExecutorError {
  readonly code: string = 'CANCELLED';
  static {
    nameClass(CancelledError);
  }
  constructor(message = 'The task was cancelled.', options?: ErrorOptions) {
    super(message, options);
  }
}

/** The task was stopped by `abort(reason)`; `cause` is the reason. */
export class AbortError extends CancelledError {
  override readonly code = 'ABORTED';
  static {
    nameClass(AbortError);
  }
  constructor(reason: unknown) {
    super('The task was aborted.', { cause: reason });
  }
}

/** An operation did not end within its timeout. Mirrors `concurrent.futures.TimeoutError`. */
export class TimeoutError extends ExecutorError {
  readonly code = 'TIMEOUT';
  static {
    nameClass(TimeoutError);
  }
}

/** The operation is not allowed in the Future's state. Mirrors `concurrent.futures.InvalidStateError`. */
export class InvalidStateError extends ExecutorError {
  readonly code = 'INVALID_STATE';
  static {
    nameClass(InvalidStateError);
  }
}

/** A task was submitted after `shutdown()`. Python raises RuntimeError. */
export class ExecutorShutdownError extends ExecutorError {
  readonly code = 'EXECUTOR_SHUTDOWN';
  static {
    nameClass(ExecutorShutdownError);
  }
  constructor() {
    super('Cannot submit a task after shutdown().');
  }
}

/** The executor can run nothing any more; `cause` says why. Mirrors `concurrent.futures.BrokenExecutor`. */
export class BrokenExecutorError extends ExecutorError {
  readonly code = 'BROKEN_EXECUTOR';
  static {
    nameClass(BrokenExecutorError);
  }
}

/** The tasks module exports no function of that name. */
export class UnknownTaskError extends ExecutorError {
  readonly code = 'UNKNOWN_TASK';
  static {
    nameClass(UnknownTaskError);
  }
}

/** An argument, a result or a progress value cannot be sent across the border; `cause` is what refused it. */
export class NotCloneableError extends ExecutorError {
  readonly code = 'NOT_CLONEABLE';
  static {
    nameClass(NotCloneableError);
  }
}

/** How a worker ended. */
export type Death =
  | { readonly kind: 'exit'; readonly exitCode: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'out-of-memory' }
  | { readonly kind: 'uncaught'; readonly error: unknown };

/** The worker died under its task; `death` and `cause` say how. */
export class WorkerDiedError extends ExecutorError {
  readonly code = 'WORKER_DIED';
  readonly death: Death;
  static {
    nameClass(WorkerDiedError);
  }
  constructor(death: Death) {
    const cause = death.kind === 'uncaught' ? death.error : new Error(describeDeath(death));
    super(`The worker died: ${describeDeath(death)}.`, { cause });
    this.death = death;
  }
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
    case 'uncaught':
      return `uncaught error: ${death.error instanceof Error ? death.error.message : String(death.error)}`;
  }
}

/** A class's `name` on its prototype, as the built-in errors have it (an own property would be printed with each error). */
function nameClass(errorClass: { readonly name: string; readonly prototype: object }): void {
  Object.defineProperty(errorClass.prototype, 'name', {
    value: errorClass.name,
    writable: true,
    configurable: true,
  });
}
