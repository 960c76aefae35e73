// The types for what a job reports while it runs: its progress, its rows, and what it skipped.
import type { KnownMessage } from '../messages/codes.ts';
import type { UserError } from './user-error.ts';

/** A file or folder that was skipped, with the reason and its cause. */
export interface Skip extends UserError {
  readonly path: string;
}

/** How many skipped files, and files that an undo has left unchanged, are named for one job. All of them are counted. */
export const MAX_NAMED = 100;

/** In the order in which the window lists them. */
export const ITEM_STATES = ['pending', 'running', 'done', 'skipped', 'failed', 'cancelled'] as const;

export type ItemState = (typeof ITEM_STATES)[number];

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
  /** Absolute path of the file that was read for this item, if the window can show it. */
  readonly input?: string;
  /** Absolute path of the file that was written for this item. */
  readonly output?: string;
  /** Absolute paths of the other files that were written for it. */
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
  /** Finished files that are not done again when the job is continued after its end. */
  readonly kept?: number;
  /** Whether an earlier start of the job has done it. Then it does not count for the speed. */
  readonly isEarlier?: boolean;
}

/** Where a driver reports its progress. All calls are cheap and never throw. */
export interface JobReport {
  /** The result's name once it is known, shown as the row's title. */
  title(title: string): void;
  /** Files and bytes found so far; `final` when nothing more will be found. */
  total(total: { readonly files: number; readonly bytes: number; readonly final: boolean }): void;
  /** Adds to what is done. */
  advance(step: ProgressStep): void;
  /** The file that is being processed, relative to its input. */
  current(name: string): void;
  /** Reports a skipped file. The job continues and ends as "done with n skipped". */
  skip(skip: Skip): void;
  /** A line for the job's row: "3 symbolic links lead out of the archive". */
  note(note: KnownMessage): void;
  item(update: ItemUpdate): void;
  /** A folder that unfinished files of this job are written to, reported before the first one: part files in it are removed after a crash. */
  writesTo(folder: string): void;
}
