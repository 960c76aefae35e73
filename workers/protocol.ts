// Messages between main and the host. JSON over the child's IPC channel: main and host run different Node versions.
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

/** Which executor the host runs its tasks on, and how wide. */
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
  /** Absolute: names of the inputs are kept relative to this folder, where the job type keeps names. */
  readonly base?: string;
  /** Absolute: where the outputs of such a job go, unless its options say otherwise. */
  readonly place?: string;
  readonly options: unknown;
  /** Results of earlier jobs that it may come across. */
  readonly earlier?: readonly EarlierResult[];
  /** Id of the job that this one goes on with: what that one finished is not done again. */
  readonly resumesJobId?: string;
}

/** A job that is asked about. */
export interface PlannedJob extends Pick<JobSpec, 'type' | 'inputs' | 'options' | 'earlier'> {
  /** What its results are for. */
  readonly next?: Pick<JobSpec, 'type' | 'options'>;
}

/** How far a job is. */
export interface JobProgress {
  /** Files finished and found so far. */
  readonly filesDone: number;
  readonly filesTotal: number;
  /** Finished ones that a job which goes on does not do again. */
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
  /** The file at work. */
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

/** A file, or an original of a plan that is open, by its place there. */
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
  /** Nobody looks at the plan any more, whether it is complete or not. */
  | { readonly kind: 'cancel-plan'; readonly request: number }
  /** @see PlanContents, of the plan with this number */
  | { readonly kind: 'contents'; readonly request: number; readonly plan: number; readonly query: ContentsQuery }
  /** For jobs that start from now on. */
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
  /** What would this job make of one picture? Answered by `tried-out`, at first by a draft if that takes long. Ends the one before. */
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
      /** Of the skipped, those that are missing in the results against the user's will. */
      readonly problemCount?: number;
      readonly notes: readonly Message[];
    }
  /** The job writes unfinished files to this folder from now on. */
  | { readonly kind: 'writes-to'; readonly id: string; readonly folder: string }
  /** Results of a job that is about to be done, which its outcome does not list: there may be hundreds of thousands. */
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
  /** Answered by `replaced`. Main makes the change to its end, whatever becomes of the host. */
  | { readonly kind: 'replace'; readonly request: number; readonly job: string; readonly change: ReplaceRequest }
  /** Files that a job has made, reported before its end, however it ends: an undo takes back these, and no others. */
  | { readonly kind: 'made'; readonly id: string; readonly files: readonly NamedFile[] };

/** Of a job that has not begun. */
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
