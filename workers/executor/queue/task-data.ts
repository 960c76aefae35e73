// The data that a submitter and the workers exchange through Redis.
import type { EncodedError } from '../wire/encoded-error.ts';

/** Changes whenever a worker of one version would misunderstand a submitter of another. */
export const PROTOCOL = 1;

/** The data of a job in the queue. It is stored as JSON, so that what is not said is left out; times are in milliseconds. */
export interface TaskData {
  readonly protocol: number;
  /** Of the names that the submitter's tasks module exports. */
  readonly exports: string;
  /** The arguments, in base64. */
  readonly args: string;
  readonly chunk?: boolean;
  readonly timeout?: number;
  readonly retries?: number;
  readonly retryDelay?: number;
  readonly overlap?: number;
}

/** What a job that has finished returns: its value in base64, or the number of the attempt under which it is kept. */
export interface ReturnedData {
  readonly value?: string;
  readonly keptAs?: number;
  readonly ranFor: number;
}

/** What is kept of a task that failed. */
export interface FailureData {
  readonly error: EncodedError;
  readonly ranFor: number;
  /** Whether it was aborted, perhaps by somebody else than the submitter; the error's cause is the reason. */
  readonly isAborted?: boolean;
}

/** A progress value in base64, and the attempt that it is of. */
export interface ProgressData {
  readonly value: string;
  readonly attempt: number;
}

/** How a task is over, as Redis has it. */
export type Ending =
  | { readonly ok: true; readonly returned: ReturnedData }
  | { readonly ok: false; readonly reason: string; readonly attempt: number | undefined };

/** What Redis knows of a task. */
export interface Sighting {
  readonly isKnown: boolean;
  readonly hasStarted: boolean;
  readonly ending: Ending | undefined;
}

/** BullMQ's words for a task whose workers were lost too often. */
export const STALLED_TOO_OFTEN = /stalled more than allowable/;
