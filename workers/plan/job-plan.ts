// What a job would do, shown before it starts: counts, names, what is skipped, and whether there is room.

import type { EarlierResult } from '../jobs/earlier-results.ts';
import type { Skip } from '../jobs/job-report.ts';
import type { JobTasks } from '../jobs/job-tasks.ts';
import type { TaskModule } from '../jobs/task-call.ts';
import type { UserError } from '../jobs/user-error.ts';
import type { KnownMessage } from '../messages/codes.ts';
import type { Message } from '../messages/message.ts';
import type { FateCounts, NameFate } from './name-fate.ts';
import type { ContentsCounts, PlannedEntry } from './plan-contents.ts';

export interface PlannedOutput {
  /** Relative to the plan's folder, `/` between folders. */
  readonly name: string;
  readonly fate: NameFate;
  /** The picture that it is made from. Absent if there is none to show. */
  readonly original?: PlannedOriginal;
}

export interface PlannedOriginal {
  /** Its index among the plan's originals. */
  readonly index: number;
  /** Identifies the file: it is the same in every plan that has this file. */
  readonly id: string;
}

/** A job's plan as far as it is known. Each message holds the whole plan. */
export interface JobPlan {
  /** Input files and bytes found so far. */
  readonly files: number;
  readonly bytes: number;
  /** False while the inputs are still being counted. */
  readonly counted: boolean;
  /** False while names are still being settled. */
  readonly complete: boolean;
  /** Where the outputs go, as text to read; null until it is known. */
  readonly folder: string | null;
  /** The first outputs, at most 200. */
  readonly outputs: readonly PlannedOutput[];
  readonly fates: FateCounts;
  /** Files that were only counted: what happens to them is known only when the job runs. */
  readonly unseen: number;
  /** The first of what is skipped, at most 200. */
  readonly skipped: readonly Skip[];
  readonly skippedCount: number;
  readonly notes: readonly Message[];
  /** Disk space that is needed; null if unknown. */
  readonly need: PlannedNeed | null;
  /** Bytes free where the outputs go; null where the system does not say. */
  readonly free: number | null;
  /** What the job that takes the results would write, as far as it is known; null without one. */
  readonly next: PlannedNext | null;
  readonly asks: readonly PlannedAsk[];
  /** What is chosen so far, if the inputs hold entries to choose from. Their lines are asked for by page. */
  readonly contents: ContentsCounts | null;
}

/** In bytes. */
export interface PlannedNeed {
  /** What everything takes on the disk of the outputs, including the results of the next job there. */
  readonly bytes: number;
  /** What the outputs alone take. */
  readonly outputs: number;
  /** `most` if nothing gets smaller, `about` from sizes and formats. */
  readonly kind: 'most' | 'about';
}

/** An option that deserves a look before the start, with the reason. */
export interface PlannedAsk {
  /** Its key. */
  readonly option: string;
  readonly message: Message;
  /** The job would fail as it is. */
  readonly grave: boolean;
}

export interface PlannedNext {
  /** As text to read. */
  readonly folder: string;
  /** The first of `count`. */
  readonly output: PlannedOutput;
  readonly count: number;
}

export const emptyPlan: JobPlan = {
  files: 0,
  bytes: 0,
  counted: false,
  complete: false,
  folder: null,
  outputs: [],
  fates: { new: 0, numbered: 0, replaces: 0, original: 0, skipped: 0 },
  unseen: 0,
  skipped: [],
  skippedCount: 0,
  notes: [],
  need: null,
  free: null,
  next: null,
  asks: [],
  contents: null,
};

/** Where a planner reports what it finds. All calls are cheap and never throw. */
export interface PlanReport {
  total(total: { readonly files: number; readonly bytes: number; readonly final: boolean }): void;
  /**
   * @param path absolute
   * @param original absolute path of the picture that it is made from
   */
  output(path: string, fate: NameFate, original?: string): void;
  /** Files that were counted, but whose content was not examined. */
  unseen(files: number): void;
  /** @param failed whether it counts as failed when the job runs, and not as skipped */
  skip(skip: Skip, failed?: boolean): void;
  note(note: KnownMessage): void;
  /** The job would fail with this message. */
  wouldFail(why: UserError): void;
  ask(option: string, message: KnownMessage, grave: boolean): void;
  /**
   * The inputs hold entries to choose from, which follow one by one.
   * @param inputs their names @param selection what was chosen of them before: see `ContentsAnswer`
   */
  holds(inputs: readonly string[], selection: readonly string[]): void;
  /** @returns the number that its fate is reported with */
  entry(entry: PlannedEntry): number;
  /** How many entries an input has in all, listed or not. */
  entryCount(input: number, count: number): void;
  entryFate(entry: number, fate: NameFate): void;
  /** Reports later that an entry can't be extracted. */
  entryRefused(entry: number, why: KnownMessage): void;
  /** Bytes that the outputs take below a folder, which need not exist yet. A later call replaces an earlier one. */
  need(folder: string, bytes: number, kind: 'most' | 'about'): void;
}

/** What another job's results would become, before they exist. */
export interface ForecastRun<Options> {
  /** Absolute paths of the results, or the first of them. */
  readonly inputs: readonly string[];
  /** How many results there are in all. */
  readonly count: number;
  /** The folder that they share. */
  readonly base: string;
  /** The folder for what is made from them, unless the options name another one. */
  readonly place: string;
  readonly options: Options;
}

/** Absolute path and fate of the first output, and how many there are. */
export interface Forecast {
  readonly path: string;
  readonly fate: NameFate;
  readonly count: number;
}

export interface PlanRun<Options, Tasks extends TaskModule> {
  /** Absolute paths. */
  readonly inputs: readonly string[];
  readonly options: Options;
  /** See `JobRun`. */
  readonly earlier?: readonly EarlierResult[];
  /** Aborted when the plan is not needed any more. */
  readonly signal: AbortSignal;
  readonly tasks: JobTasks<Tasks>;
  readonly report: PlanReport;
}

/** The module that plans a job in the host: `jobs/<type>/job-plan.ts`. It writes nothing. */
export interface JobPlanner<Options, Tasks extends TaskModule> {
  /** @throws {JobError} when the job could not run as it is */
  plan(run: PlanRun<Options, Tasks>): Promise<void>;
  /** For types that take the results of others. */
  forecast?(run: ForecastRun<Options>): Promise<Forecast | undefined>;
}
