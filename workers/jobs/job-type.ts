// The interfaces that a job type implements. A new type is one folder and one line in registry.ts.

import type { Claims } from '../claims/claims.ts';
import type { FileChanges, Original } from '../files/changes/change-request.ts';
import type { FileCalls } from '../files/file-calls.ts';
import type { JobJournal } from '../journal/job-journal.ts';
import type { KnownMessage } from '../messages/codes.ts';
import type { CatalogueLoader } from '../messages/message.ts';
import type { OptionFault } from '../options/option-fault.ts';
import type { OptionTable } from '../options/option-table.ts';
import type { SummaryTable, TypeTextsLoader } from '../options/type-texts.ts';
import type { JobPlanner } from '../plan/job-plan.ts';
import type { EarlierResult } from './earlier-results.ts';
import type { JobReport } from './job-report.ts';
import type { JobTasks } from './job-tasks.ts';
import type { PictureMaker } from './picture-maker.ts';
import type { MarkupMaker } from './result-markup.ts';
import type { TaskModule } from './task-call.ts';

/** What main, the window and the command line know about a job type, without loading the code that runs it. */
export interface JobDefinition<Options> {
  /** Stable name, also the key in the registry and the command: `zip`. */
  readonly type: string;
  /** The path of an SVG of 16 × 16, drawn with a stroke and without a fill. */
  readonly icon: string;
  /** Its position among the types, in the window and in the help. */
  readonly place: number;
  /** `anything`, or the kinds of files that the type is for. The drop zone suggests the type for them. */
  readonly accepts: 'anything' | FileKinds;
  /** What systems and their file managers offer it for. `npm run launchers` writes this into the files that they read. */
  readonly offered: OfferedFor;
  /** Whether its results can be passed to a type that takes any file, in one request. */
  readonly chains: boolean;
  readonly options: OptionTable;
  /** Ready-made sets of options. Each has the options that differ from the defaults; its key is that of its name in the texts. */
  readonly presets: Readonly<Record<string, Partial<Options>>>;
  readonly summary: SummaryTable;
  readonly texts: TypeTextsLoader;
  /** Returns what is wrong with a combination of options that are valid by themselves. */
  fault?(options: Options): OptionFault | undefined;
  /** A row's first title, before the driver has settled the result's real name: `Photos.zip`, `a.jpg + 3`. The same in all languages. */
  title(inputs: readonly string[], options: Options): string;
  /** Splits a request into several jobs, each of which can be paused, cancelled and undone by itself; undefined if it is one job. */
  split?(inputs: readonly string[], options: Options): readonly JobPart<Options>[] | undefined;
  /** For each text option with `example`: the text that the form shows as the result of its value. */
  examples?(options: Options): Readonly<Record<string, string>>;
  /** What `--output` means. Without it the command has no such flag. */
  readonly output?: {
    /** The word for the path in the help: `FILE`. */
    readonly value: string;
    /**
     * @param path absolute
     * @param isFolder whether it is a folder: one that exists, or a path with a separator at its end
     * @throws {JobError} if the job cannot write to it
     */
    options(path: string, given: Partial<Options>, isFolder: boolean): Partial<Options>;
  };
  /** Returns what is wrong with the flags that were given. */
  commandLineFault?(given: Partial<Options>): KnownMessage | undefined;
}

/** One of several jobs of a request. */
export interface JobPart<Options> {
  readonly inputs: readonly string[];
  readonly options: Options;
}

export interface FileKinds {
  /** In lower case, without the dot. */
  readonly extensions: readonly string[];
  /** How their MIME types begin: `image/`. */
  readonly mimes: readonly string[];
  /** Whether folders are searched for such files. */
  readonly folders: boolean;
  /** Whether parts of a split file are accepted, too: `Photos.zip.001`. */
  readonly parts?: boolean;
}

export interface OfferedFor {
  /** Linux: the categories of its launcher, and MIME types. */
  readonly categories: readonly string[];
  readonly mimes: readonly string[];
  /** Windows: keys below `HKEY_CURRENT_USER\Software\Classes`. */
  readonly classes: readonly string[];
  /** macOS: uniform type identifiers, and the name of the kind of files for a type that does not accept anything. */
  readonly utis: readonly string[];
  readonly kind?: string;
}

/** What a driver gets. `inputs` are absolute paths; `options` are frozen. */
export interface JobRun<Options, Tasks extends TaskModule> {
  readonly id: string;
  readonly inputs: readonly string[];
  /** Absolute path, set if the inputs are results of another job: their names are kept relative to this folder. */
  readonly base?: string;
  /** Absolute path, set in the same case: the folder for its results, unless its options name another one. */
  readonly place?: string;
  readonly options: Options;
  /** Results of earlier jobs of this type whose originals are among the inputs: these results are skipped. */
  readonly earlier?: readonly EarlierResult[];
  /** Aborted when the user cancels. The driver then removes what it wrote and rejects with the signal's reason. */
  readonly signal: AbortSignal;
  readonly tasks: JobTasks<Tasks>;
  readonly report: JobReport;
  /** Records what the job begins and finishes, and knows what an earlier start had begun and finished when its host crashed. */
  readonly journal: JobJournal;
  /** The calls with which its files are read, created and renamed. @default pooledCalls, so that the host is not blocked */
  readonly fileCalls?: FileCalls;
  /** Records which job may replace which file. All jobs of a program share it. */
  readonly claims?: Claims;
  /** Replaces the user's files and moves the old ones to the trash. Absent if there is no trash (on the command line). */
  readonly changes?: FileChanges;
  /** Moves an original to the trash, if it is unchanged. Absent where there is no trash. @throws what the system or the trash says */
  readonly trashOriginal?: (original: Original) => Promise<'done' | 'changed'>;
}

/** The result of a job that is done, also if inputs were skipped or items failed. */
export interface JobOutcome {
  /** Absolute paths of what was written. */
  readonly outputs: readonly string[];
  /** Inputs that are kept as their own results. A following job takes them like results; undo does not touch them. */
  readonly kept?: readonly string[];
  /** Archive entries or pictures written. */
  readonly entries: number;
  /** Items that failed on their own row. */
  readonly failed: number;
  /** Bytes read of the inputs and written to the outputs. */
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** The module that runs a job in the host: `jobs/<type>/driver.ts`. */
export interface JobDriver<Options, Tasks extends TaskModule> {
  /** @throws {JobError} with reason and hint, when it has no result */
  run(run: JobRun<Options, Tasks>): Promise<JobOutcome>;
}

/** A job type's line in the registry. Driver and tasks load only where and when they run. */
export interface JobType<Options, Tasks extends TaskModule> {
  readonly definition: JobDefinition<Options>;
  /** The messages of this type only. Without it, the type uses the common ones. */
  readonly messages?: CatalogueLoader;
  driver(): Promise<JobDriver<Options, Tasks>>;
  tasks(): Promise<Tasks>;
  /** Says before the start what the job would do. Without it, files and bytes are counted. */
  plan?(): Promise<JobPlanner<Options, Tasks>>;
  /** Shows the files that the type accepts as pictures, in the rows of all jobs. Without it, its rows have no pictures. */
  pictures?(): Promise<PictureMaker<Tasks>>;
  /** Writes HTML that shows the results of its jobs. Without it, no HTML is offered. */
  markup?(): Promise<MarkupMaker<Tasks>>;
  /** Tasks that other computers may run if they see the same folders (`--executor queue`). Without it the type uses no queue. */
  readonly remote?: readonly (keyof Tasks & string)[];
  /** The workers that the command line starts first. @default a worker for each core, with a task on each */
  ahead?(cores: number): WorkersAhead;
  /**
   * Whether the job is faster in the command line's own thread than with workers that have to be started first. It examines the inputs
   * only briefly. @default never
   */
  isLight?(inputs: readonly string[]): boolean;
}

export interface WorkersAhead {
  readonly workers: number;
  /** How many tasks run at a time on each worker. */
  readonly overlap: number;
}

/** Any job type, for code that works with all of them. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds types with different options and tasks
export type AnyJobType = JobType<any, any>;

/** The registry's shape: type name to job type. */
export type JobRegistry = Readonly<Record<string, AnyJobType>>;

/** Keeps a job type's options and tasks typed while it is declared. */
export function defineJob<Options, Tasks extends TaskModule>(job: JobType<Options, Tasks>): JobType<Options, Tasks> {
  return job;
}
