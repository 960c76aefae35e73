// The types for how a task has ended.

export interface Success<R> {
  readonly state: 'finished';
  readonly ok: true;
  readonly value: R;
}

export interface Failure {
  readonly state: 'finished';
  readonly ok: false;
  readonly error: unknown;
}

/** The outcome of a task that has run to its end. */
export type Finish<R> = Success<R> | Failure;

/** The outcome of a Future. */
export type Outcome<R> = Finish<R> | { readonly state: 'cancelled'; readonly aborted?: { readonly reason: unknown } };

export function success<R>(value: R): Success<R> {
  return { state: 'finished', ok: true, value };
}

export function failure(error: unknown): Failure {
  return { state: 'finished', ok: false, error };
}
