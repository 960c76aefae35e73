// What a job type is made of. A new type is one folder and one line in registry.ts.

import type { Claims } from '../claims/claims.ts';
import type { FileChanges, Original } from '../files/changes/change-request.ts';
import type { FileCalls } from '../files/file-calls.ts';
import type { JobJournal } from '../journal/job-journal.ts';
import type { KnownMessage } from '../messages/codes.ts';
import type { Language } from '../messages/languages.ts';
import type { CatalogueLoaders } from '../messages/message.ts';
import type { OptionFault } from '../options/option-fault.ts';
import type { OptionTable } from '../options/option-table.ts';
import type { SummaryTable, TypeTexts } from '../options/type-texts.ts';
import type { EarlierResult } from './earlier-results.ts';
import type { JobPlanner } from './job-plan.ts';
import type { JobTasks, TaskModule } from './job-tasks.ts';
import type { PictureMaker } from './picture-maker.ts';
import type { MarkupMaker } from './result-markup.ts';
import type { UserError } from './user-error.ts';

/** What main, the window and the command line know of a job type, without loading what runs it. */
export interface JobDefinition<Options> {
  /** Stable name, also the key in the registry and the command: `zip`. */
  readonly type: string;
  /** The path of an SVG of 16 × 16, drawn with a stroke and without a fill. */
  readonly icon: string;
  /** Its place among the types, in the window and in the help. */
  readonly place: number;
  /** What it is for: any file, or the kinds that the drop zone suggests it for. */
  readonly accepts: 'anything' | FileKinds;
  /** Its results can be handed to a type that takes any file, as one request. */
  readonly chains: boolean;
  readonly options: OptionTable;
  /** Ready-made sets of options: what differs from the defaults, by the key of their name in the texts. */
  readonly presets: Readonly<Record<string, Partial<Options>>>;
  readonly summary: SummaryTable;
  readonly texts: Readonly<Record<Language, TypeTexts>>;
  /** What is wrong with options that are each good by themselves. */
  fault?(options: Options): OptionFault | undefined;
  /** A row's first title, before the driver has settled the result's real name: `Photos.zip`, `a.jpg + 3`. The same in all languages. */
  title(inputs: readonly string[], options: Options): string;
  /** Several jobs for one request, each of which can be paused, cancelled and undone by itself; undefined for one. */
  split?(inputs: readonly string[], options: Options): readonly JobPart<Options>[] | undefined;
  /** What a text option with `example` comes to, for the form. */
  examples?(options: Options): Readonly<Record<string, string>>;
  /** What `--output` means. Without it the command has no such flag. */
  readonly output?: {
    /** Stands for the path in the help: `FILE`. */
    readonly value: string;
    /**
     * @param path absolute
     * @param isFolder whether it is a folder: one that is there, or a path with a separator at its end
     * @throws {JobError} when it cannot be written so
     */
    options(path: string, given: Partial<Options>, isFolder: boolean): Partial<Options>;
  };
  /** What is wrong with the flags that were given. */
  commandLineFault?(given: Partial<Options>): KnownMessage | undefined;
}

/** What one of several jobs of a request is for. */
export interface JobPart<Options> {
  readonly inputs: readonly string[];
  readonly options: Options;
}

export interface FileKinds {
  /** In lower case, without the dot. */
  readonly extensions: readonly string[];
  /** How their MIME types begin: `image/`. */
  readonly mimes: readonly string[];
  /** Folders are looked through for them. */
  readonly folders: boolean;
}

/** A file or folder that was skipped, with the reason and what that began with. */
export interface Skip extends UserError {
  readonly path: string;
}

export type ItemState = 'pending' | 'running' | 'done' | 'skipped' | 'failed' | 'cancelled';

/** A line of an archive's table of contents. */
export interface ContentsLine {
  readonly kind: 'file' | 'folder' | 'link' | 'hardlink' | 'special';
  /** Bytes, unpacked. */
  readonly size: number;
  /** Null where entries are not compressed one by one. */
  readonly packedSize: number | null;
  /** Milliseconds since 1970; null where the archive has none. */
  readonly mtime: number | null;
  readonly encrypted: boolean;
}

/** One picture or file of a job, as a row of the job's details. Later updates of one index are merged. */
export interface ItemUpdate {
  /** 0-based and dense: the driver numbers its items in the order they are found. */
  readonly index: number;
  /** Needed in the first update of an index. Relative to its input, `/` between folders. */
  readonly name?: string;
  readonly state?: ItemState;
  /** Fraction, 0..1. */
  readonly progress?: number;
  readonly bytesIn?: number;
  readonly bytesOut?: number;
  /** Absolute path of what was read for this item, where it can be looked at. */
  readonly input?: string;
  /** Absolute path of what was written for this item. */
  readonly output?: string;
  /** Absolute paths of what else was. */
  readonly moreOutputs?: readonly string[];
  readonly error?: UserError;
  /** For jobs that list an archive: the command line prints it. */
  readonly contents?: ContentsLine;
}

export interface ProgressStep {
  /** Input bytes, also within a file. */
  readonly bytes?: number;
  /** Files that are finished. */
  readonly files?: number;
  /** Finished files that are not done again when the job goes on after its end. */
  readonly kept?: number;
}

/** Where a driver tells how far it is. All calls are cheap and never throw. */
export interface JobReport {
  /** The output's name once it is known, shown as the row's title. */
  title(title: string): void;
  /** Files and bytes found so far; `final` when nothing more will be found. */
  total(total: { readonly files: number; readonly bytes: number; readonly final: boolean }): void;
  /** Adds to what is done. */
  advance(step: ProgressStep): void;
  /** The file at work, relative to its input. */
  current(name: string): void;
  /** Something was skipped; the job goes on and ends as "done with n skipped". */
  skip(skip: Skip): void;
  /** A line worth the row: "3 symbolic links lead out of the archive". */
  note(note: KnownMessage): void;
  item(update: ItemUpdate): void;
  /** A folder that unfinished files of this job are written to, told before the first: it is swept after a crash. */
  writesTo(folder: string): void;
}

/** What a driver gets. `inputs` are absolute paths; `options` are frozen. */
export interface JobRun<Options, Tasks extends TaskModule> {
  readonly id: string;
  readonly inputs: readonly string[];
  /** Absolute: inputs that are results of another job keep their names relative to this folder. */
  readonly base?: string;
  /** Absolute: where its outputs go then, unless its options say otherwise. */
  readonly place?: string;
  readonly options: Options;
  /** Results of earlier jobs of this type whose originals are among the inputs: they are no inputs. */
  readonly earlier?: readonly EarlierResult[];
  /** Aborted when the user cancels. The driver then removes what it wrote and rejects with the signal's reason. */
  readonly signal: AbortSignal;
  readonly tasks: JobTasks<Tasks>;
  readonly report: JobReport;
  /** What an earlier start of this job had begun and finished when its host was lost, and a place to note it again. */
  readonly journal: JobJournal;
  /** How its files are looked at, made and named. @default pooledCalls, as the host answers others meanwhile */
  readonly fileCalls?: FileCalls;
  /** Which files jobs are about to replace. Shared by all jobs of a program. */
  readonly claims?: Claims;
  /** Replaces files of the user's by way of the trash. Absent where there is none (the command line). */
  readonly changes?: FileChanges;
  /** Moves an original to the trash, if it is still the same. Absent where there is none. @throws what the system or the trash says */
  readonly trashOriginal?: (original: Original) => Promise<'done' | 'changed'>;
}

/** How a job ended well. Also with skipped inputs and with failed items. */
export interface JobOutcome {
  /** Absolute paths of what was written. */
  readonly outputs: readonly string[];
  /** Inputs left where they are as their own results. Who takes the outputs takes these, too; undo leaves them alone. */
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
  /** @throws {JobError} with reason and hint, when there is nothing to show for it */
  run(run: JobRun<Options, Tasks>): Promise<JobOutcome>;
}

/** A job type's line in the registry. Driver and tasks load only where and when they run. */
export interface JobType<Options, Tasks extends TaskModule> {
  readonly definition: JobDefinition<Options>;
  /** The sentences of what goes wrong in this type only. Without it, it uses the common ones. */
  readonly messages?: CatalogueLoaders;
  driver(): Promise<JobDriver<Options, Tasks>>;
  tasks(): Promise<Tasks>;
  /** Tells before the start what the job would do. Without it, files and bytes are counted. */
  plan?(): Promise<JobPlanner<Options, Tasks>>;
  /** Shows the files that the type accepts as pictures, in the rows of all jobs. Without it, its rows are words. */
  pictures?(): Promise<PictureMaker<Tasks>>;
  /** Writes HTML that shows the results of its jobs. Without it there is none. */
  markup?(): Promise<MarkupMaker<Tasks>>;
  /** Tasks that other computers may run which see the same folders (`--executor queue`). Without it the type uses no queue. */
  readonly remote?: readonly (keyof Tasks & string)[];
  /** What the command line starts before all else. @default a worker for each core, with a task on each */
  ahead?(cores: number): WorkersAhead;
  /**
   * Whether it is done sooner in the command line's own thread than workers are started, as far as a short look at the
   * inputs tells. @default never
   */
  isLight?(inputs: readonly string[]): boolean;
}

export interface WorkersAhead {
  readonly workers: number;
  /** Tasks of which so many run at a time on each. */
  readonly overlap: number;
}

/** Any job type, for those who do not care which. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds types with different options and tasks
export type AnyJobType = JobType<any, any>;

/** The registry's shape: type name to job type. */
export type JobRegistry = Readonly<Record<string, AnyJobType>>;

/** Keeps a job type's options and tasks typed while it is declared. */
export function defineJob<Options, Tasks extends TaskModule>(job: JobType<Options, Tasks>): JobType<Options, Tasks> {
  return job;
}
