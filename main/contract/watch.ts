// Watched folders: each new file in one becomes a job.
import type { UserError } from './result.ts';

/** A file is whole when nothing was written to it for so long: a copy, a download or a camera pauses less. In milliseconds. */
export const WATCH_QUIET_MS = 2_000;

export interface WatchedFolder {
  readonly id: string;
  /** Key of the job type. */
  readonly type: string;
  /** The folder's name, without its path. */
  readonly name: string;
  readonly on: boolean;
  /** Why it cannot be watched at present. */
  readonly problem: UserError | null;
}

export interface WatchRequest {
  readonly type: string;
  /** Id of a PathRef. */
  readonly folder: string;
  /** As in a request: they are kept with the folder. */
  readonly options: Readonly<Record<string, unknown>>;
}
