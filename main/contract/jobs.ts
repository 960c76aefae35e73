// The records of jobs as the renderer mirrors them.
import { ITEM_STATES, type ItemState, MAX_NAMED, type Skip } from '../../workers/jobs/job-report.ts';
import type { JobProgress } from '../../workers/protocol.ts';
import type { Message, UserError } from './result.ts';

export type { ItemState, JobProgress, Skip };
export { ITEM_STATES, MAX_NAMED };

/**
 * - `waiting`: submitted, its turn has not come
 * - `running`: the host works on it
 * - `paused`: held back, before its turn or in its midst: no further task is started
 * - `cancelling`: cancel was asked for; what runs is being stopped
 * - `done`, `failed`, `cancelled`: ended, and stays so
 * - `interrupted`: it was running when the app ended. It continues when the user asks for it
 */
export const JOB_STATES = [
  'waiting',
  'running',
  'paused',
  'cancelling',
  'done',
  'failed',
  'cancelled',
  'interrupted',
] as const;

export type JobState = (typeof JOB_STATES)[number];

export const ENDED_STATES: ReadonlySet<JobState> = new Set<JobState>(['done', 'failed', 'cancelled', 'interrupted']);

/** One request of the user. Records are whole: a later one replaces an earlier one with a lower revision. */
export interface JobRecord {
  readonly id: string;
  /** Grows by one with every change of any job; newer wins. */
  readonly revision: number;
  /** Key of the job type, such as `zip`. */
  readonly type: string;
  /** The row's title: the name of the result. */
  readonly title: string;
  readonly state: JobState;
  /** Its place in the queue: of two jobs that wait, the one with the lower number is started first. */
  readonly position: number;
  /** Milliseconds since 1970. */
  readonly submittedAt: number;
  /** Null until its turn has come. */
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** How many files and folders were dropped. */
  readonly inputCount: number;
  /** The name of the first of them. Absent in records of earlier versions. */
  readonly origin?: string | undefined;
  /** Where the results go or are: an absolute path, as text to read. Absent until it is known. */
  readonly place?: string | undefined;
  readonly progress: JobProgress;
  /** Set when `done`. */
  readonly outcome: JobSummary | null;
  /** Set when `failed`. */
  readonly error: UserError | null;
  readonly skippedCount: number;
  /** Of the skipped, those that are missing in the results against the user's will. */
  readonly problemCount?: number | undefined;
  /** The first of what was skipped, at most `MAX_NAMED`. */
  readonly skipped: readonly Skip[];
  /** Lines worth the row, for example what storing packed files saved. */
  readonly notes: readonly Message[];
  /** What ended it, if that was neither a failure nor a cancel by the user: the end of the app. */
  readonly stopped?: UserError | undefined;
  /** Of an earlier run of the app: it waits, and is not started before the user resumes it. */
  readonly held?: boolean | undefined;
  /** Files that a job has made or replaced before it was cancelled, failed or interrupted: an undo removes them and restores the originals. */
  readonly made?: number | undefined;
  /** A retry continues where the job stopped. Absent where a retry would start over. */
  readonly continues?: JobContinues | undefined;
  /** Its results open with a password only. */
  readonly locked?: boolean | undefined;
  /** Of an earlier run of the app, which did not keep its password: it cannot be run again without one. */
  readonly secretsRemoved?: boolean | undefined;
  /** The type of the job that gets its results when it is done. Absent once that job exists. */
  readonly next?: string | undefined;
  /** It was submitted together with others, and the window shows them under one heading. */
  readonly group?: JobGroup | undefined;
  /** The job whose results are its inputs. */
  readonly follows?: string | undefined;
  /** Set once the user has asked to undo it. */
  readonly undo?: JobUndo | undefined;
}

export interface JobGroup {
  readonly id: string;
  /** How many jobs there were at first. */
  readonly size: number;
}

/** The result of a job that is done, in numbers: the paths of its files stay in main, as there may be hundreds of thousands. */
export interface JobSummary {
  /** Files written. */
  readonly outputs: number;
  /** Archive entries or pictures written. */
  readonly entries: number;
  /** Items that failed on their own row. */
  readonly failed: number;
  /** Bytes read of the inputs and written to the results. */
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** What is left for a retry that continues the job. */
export interface JobContinues {
  /** Files that are still to be done; null where they were not all counted. */
  readonly left: number | null;
}

/** What an undo has done so far. */
export interface JobUndo {
  readonly state: 'running' | 'done';
  /** Results and replaced originals. */
  readonly total: number;
  /** Results that went to the trash. */
  readonly removed: number;
  /** Originals that are back in their place. */
  readonly restored: number;
  /** The first of what was left as it is, at most `MAX_NAMED`, with the reason. */
  readonly left: readonly Skip[];
  readonly leftCount: number;
}

/** Reasons that another undo would meet again: the file is gone, is another one now, or is where the sentence says. */
const SETTLED_LEFT: ReadonlySet<Skip['code']> = new Set([
  'GONE',
  'CHANGED_SINCE',
  'RESULT_KEPT',
  'RESULT_NOT_TRASHED',
  'ORIGINAL_GONE',
  'ORIGINAL_IN_TRASH',
  'REPLACED_NOT_KEPT',
]);

/** Whether an undo that has ended left something that another try may take back: a name that was taken, a folder that was locked. */
export function hasMoreToUndo({ state, left, leftCount }: JobUndo): boolean {
  return state === 'done' && (leftCount > left.length || left.some(({ code }) => !SETTLED_LEFT.has(code)));
}

/** One picture or file of a job, as a row of its details. */
export interface JobItem {
  readonly index: number;
  readonly name: string;
  readonly state: ItemState;
  /** 0..1 */
  readonly progress: number;
  /** Bytes; null while unknown. */
  readonly bytesIn: number | null;
  readonly bytesOut: number | null;
  /** Whether a file was written for it. */
  readonly hasOutput: boolean;
  /** Whether it can be looked at before and after. */
  readonly comparable: boolean;
  /** Whether a picture of it can be asked for. */
  readonly picture: boolean;
  readonly error: UserError | null;
  /** An undo has taken its result back. */
  readonly undone?: boolean;
}
