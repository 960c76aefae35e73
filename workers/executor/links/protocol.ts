// The messages between a pool and its workers.
import type { EncodedError } from '../wire/encoded-error.ts';

/** One task: its number, the function and the arguments. Short, since most of a round trip of many small tasks is reading these. */
export type TaskMessage = readonly [seq: number, name: string, args: readonly unknown[], manner?: TaskManner];

/** How a task is called, if otherwise than most. */
export interface TaskManner {
  /** Call the function once per argument. */
  readonly chunk: boolean;
  /** How many such tasks may run at a time, 1 for one that wants to be alone. */
  readonly overlap: number;
  /** How many of its values a generator may give before more are asked for, 0 for a task with one result. */
  readonly values: number;
}

export type ToWorker =
  | { readonly kind: 'run'; readonly tasks: readonly TaskMessage[] }
  /** Without a reason if that is a `plainAbort()`. */
  | { readonly kind: 'abort'; readonly seq: number; readonly reason: EncodedError | undefined }
  /** So many more values of a generator are wanted. */
  | { readonly kind: 'values'; readonly seq: number; readonly count: number }
  | { readonly kind: 'stop' };

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'start-failed'; readonly error: EncodedError }
  /** Look at the board. */
  | { readonly kind: 'wake' }
  | { readonly kind: 'result'; readonly seq: number; readonly times: Times; readonly value: unknown }
  | { readonly kind: 'error'; readonly seq: number; readonly times: Times; readonly error: EncodedError }
  | { readonly kind: 'progress'; readonly seq: number; readonly value: unknown }
  /** One of a generator's values. */
  | { readonly kind: 'value'; readonly seq: number; readonly value: unknown };

/** What a process says besides. */
export type FromProcess =
  | FromWorker
  /** So many bytes of its standard error came before what it says next. */
  | { readonly kind: 'wrote'; readonly bytes: number }
  /** It ends of an error that nobody caught. */
  | { readonly kind: 'uncaught'; readonly error: EncodedError };

/** Milliseconds on the clock of `now()`, and milliseconds. */
export interface Times {
  readonly startedAt: number;
  readonly ranFor: number;
}

/** What a worker needs to know to begin. */
export interface WorkerSetup {
  readonly workerId: number;
  readonly tasksUrl: string;
  readonly initializer: { readonly name: string; readonly args: readonly unknown[] } | undefined;
}

/** The exit code with which Node ends a thread whose top-level await waits for what will never come. */
export const NEVER_SETTLED = 13;

export function neverSettled(): Error {
  return new Error('The tasks module or the initializer waits for what will never come: look at its top-level await.');
}

/** What an impossible state leads to. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected ${JSON.stringify(value)}.`);
}
