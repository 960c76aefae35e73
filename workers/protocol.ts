// The messages between main and the host. They are JSON on the child's IPC channel, as main and host run different versions of Node.
import type { Replaced, ReplaceRequest } from './files/changes/change-request.ts';
import type { NamedFile } from './files/output/output-file.ts';
import type { EarlierResult } from './jobs/earlier-results.ts';
import type { ItemUpdate, Skip } from './jobs/job-report.ts';
import type { JobOutcome } from './jobs/job-type.ts';
import type { Picture, Preview, Thumbnail, TriedOut } from './jobs/picture-maker.ts';
import type { UserError } from './jobs/user-error.ts';
import type { Message } from './messages/message.ts';
import type { JobPlan } from './plan/job-plan.ts';
import type { ContentsAnswer, ContentsQuery } from './plan/plan-contents.ts';

/** Which executor the host runs its tasks on, and with how many workers. */
export interface HostSettings {
  readonly executor: 'threads' | 'processes' | 'inline';
  readonly workers: number;
  /** Folder of the journals of jobs at work; none are kept without. */
  readonly progressFolder?: string;
  /** Folder of the rows of ended jobs; none are kept without. */
  readonly rowsFolder?: string;
}

/** Everything the host needs to run a job. Options were parsed and are frozen. */
export interface JobSpec {
  readonly id: string;
  readonly type: string;
  /** Absolute paths. */
  readonly inputs: readonly string[];
  /** Absolute path of a folder. If the job type keeps names, it keeps the names of inputs relative to this folder. */
  readonly base?: string;
  /** Absolute path of the folder for the results of such a job, unless its options name another one. */
  readonly place?: string;
  readonly options: unknown;
  /** Results of earlier jobs that may be among its inputs. */
  readonly earlier?: readonly EarlierResult[];
  /** Id of the job that this one continues: what that job finished is not done again. */
  readonly resumesJobId?: string;
}

/** A job whose plan is asked for. */
export interface PlannedJob extends Pick<JobSpec, 'type' | 'inputs' | 'options' | 'earlier'> {
  /** The job that will take its results. */
  readonly next?: Pick<JobSpec, 'type' | 'options'>;
}

/** How far a job is. */
export interface JobProgress {
  /** Files finished and found so far. */
  readonly filesDone: number;
  readonly filesTotal: number;
  /** How many of the finished files are not done again when the job is continued. */
  readonly filesKept: number;
  /** Input bytes handled and found so far. */
  readonly bytesDone: number;
  readonly bytesTotal: number;
  /** False while the inputs are still being counted. */
  readonly totalFinal: boolean;
  /** Input bytes per second over the last seconds; null until it is known. */
  readonly bytesPerSecond: number | null;
  /** Seconds left at that speed; null until it is known. */
  readonly secondsLeft: number | null;
  /** The file that is being processed. */
  readonly current: string | null;
}

/** A row of a job's details as the host keeps it. */
export type ItemRow = ItemUpdate & { readonly name: string };

/** The channel carries JSON, hence base64. */
export type SentPreview = Omit<Preview, 'data'> & { readonly data: string };
export type SentThumbnail = Omit<Thumbnail, 'data'> & { readonly data: string };

export type SentPicture = Omit<Picture, 'data'> & { readonly data: string };
export type SentTriedOut = Omit<TriedOut, 'before' | 'after'> & {
  readonly before: SentPicture | null;
  readonly after: SentPicture;
};

/** A file, or an original of an open plan, named by its index in that plan. */
export type PictureSource = { readonly path: string } | { readonly plan: number; readonly index: number };

export type ToHost =
  | { readonly kind: 'start'; readonly job: JobSpec }
  | { readonly kind: 'cancel'; readonly id: string }
  | { readonly kind: 'pause'; readonly id: string }
  | { readonly kind: 'resume'; readonly id: string }
  | { readonly kind: 'forget'; readonly id: string }
  | {
      readonly kind: 'items';
      readonly request: number;
      readonly id: string;
      /** The id that the job's journal is kept under. */
      readonly progress?: string;
      readonly offset: number;
      readonly limit: number;
      readonly state?: string;
      readonly search?: string;
    }
  /** Answered by `markup`. */
  | {
      readonly kind: 'markup';
      readonly request: number;
      readonly id: string;
      readonly type: string;
      /** The id that the job's journal is kept under. */
      readonly progress?: string;
    }
  /** What would this job do? Answered by `plan` messages until one is complete, or by `plan-failed`. */
  | { readonly kind: 'plan'; readonly request: number; readonly job: PlannedJob }
  /** The plan is not needed any more, whether it is complete or not. */
  | { readonly kind: 'cancel-plan'; readonly request: number }
  /** @see PlanContents, of the plan with this number */
  | { readonly kind: 'contents'; readonly request: number; readonly plan: number; readonly query: ContentsQuery }
  /** Applies to jobs that start from now on. */
  | { readonly kind: 'configure'; readonly settings: HostSettings }
  | {
      readonly kind: 'preview';
      readonly request: number;
      readonly type: string;
      readonly path: string;
      readonly edge: number;
    }
  /** Answered by `thumbnail` when its turn comes, unless it is cancelled. */
  | { readonly kind: 'thumbnail'; readonly request: number; readonly source: PictureSource; readonly edge: number }
  | { readonly kind: 'cancel-thumbnail'; readonly request: number }
  /** What would this job make of one picture? Answered by `tried-out`, with a draft first if it takes long. Cancels the request before it. */
  | {
      readonly kind: 'try-out';
      readonly request: number;
      readonly type: string;
      readonly source: PictureSource;
      readonly options: unknown;
      readonly known: string | null;
    }
  | { readonly kind: 'cancel-try-out'; readonly request: number }
  /** The end of a change that the host has asked for. */
  | ({ readonly kind: 'replaced'; readonly request: number } & (
      | { readonly replaced: Replaced; readonly error: null }
      | { readonly replaced: null; readonly error: UserError }
    ))
  /** Answered by `beat` as soon as the host's event loop turns. */
  | { readonly kind: 'ping'; readonly mostMemory: number }
  | { readonly kind: 'shutdown' };

/** Each started job ends in exactly one of `done`, `failed`, `cancelled`. */
export type FromHost =
  | { readonly kind: 'ready'; readonly pid: number; readonly node: string }
  /** Bytes of memory that the host and its processes use. */
  | { readonly kind: 'beat'; readonly memory: number }
  | {
      readonly kind: 'progress';
      readonly id: string;
      readonly title: string | null;
      readonly progress: JobProgress;
      /** Since the last message. */
      readonly skipped: readonly Skip[];
      readonly skippedCount: number;
      /** How many of the skipped files are missing in the results although the user wanted them. */
      readonly problemCount?: number;
      readonly notes: readonly Message[];
    }
  /** The job writes unfinished files to this folder from now on. */
  | { readonly kind: 'writes-to'; readonly id: string; readonly folder: string }
  /** Results of a job that is about to end. The outcome does not list them, as there may be hundreds of thousands. */
  | { readonly kind: 'outputs'; readonly id: string; readonly paths: readonly string[] }
  | { readonly kind: 'done'; readonly id: string; readonly outcome: JobOutcome }
  | { readonly kind: 'failed'; readonly id: string; readonly error: UserError }
  | { readonly kind: 'cancelled'; readonly id: string }
  | { readonly kind: 'items'; readonly request: number; readonly total: number; readonly rows: readonly ItemRow[] }
  | ({ readonly kind: 'markup'; readonly request: number } & (
      | { readonly html: string; readonly error: null }
      | { readonly html: null; readonly error: UserError }
    ))
  | { readonly kind: 'plan'; readonly request: number; readonly plan: JobPlan }
  | { readonly kind: 'plan-failed'; readonly request: number; readonly error: UserError }
  | ({ readonly kind: 'contents'; readonly request: number } & (
      | { readonly answer: ContentsAnswer; readonly error: null }
      | { readonly answer: null; readonly error: UserError }
    ))
  | ({ readonly kind: 'preview'; readonly request: number } & (
      | { readonly preview: SentPreview; readonly error: null }
      | { readonly preview: null; readonly error: UserError }
    ))
  | ({ readonly kind: 'thumbnail'; readonly request: number } & (
      | { readonly thumbnail: SentThumbnail; readonly error: null }
      | { readonly thumbnail: null; readonly error: UserError }
    ))
  | ({ readonly kind: 'tried-out'; readonly request: number } & (
      | { readonly made: SentTriedOut; readonly error: null }
      | { readonly made: null; readonly error: UserError }
    ))
  /** Answered by `replaced`. Main finishes the change even if the host ends meanwhile. */
  | { readonly kind: 'replace'; readonly request: number; readonly job: string; readonly change: ReplaceRequest }
  /** Files that a job has made. They are reported before the job ends, however it ends; an undo takes back only these. */
  | { readonly kind: 'made'; readonly id: string; readonly files: readonly NamedFile[] };

/** The progress of a job that has not started. */
export const emptyProgress: JobProgress = {
  filesDone: 0,
  filesTotal: 0,
  filesKept: 0,
  bytesDone: 0,
  bytesTotal: 0,
  totalFinal: false,
  bytesPerSecond: null,
  secondsLeft: null,
  current: null,
};
