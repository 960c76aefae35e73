// Folders in which whatever lands becomes a job.
import type { UserError } from './result.ts';

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
