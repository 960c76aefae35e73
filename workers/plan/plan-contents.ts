// What the inputs of a planned job hold, entry by entry: what a planner tells, and what the window asks and gets.

import type { ContentsLine } from '../jobs/job-report.ts';
import type { KnownMessage } from '../messages/codes.ts';
import type { Message } from '../messages/message.ts';
import type { FateCounts, NameFate } from './name-fate.ts';

/** An entry as the planner finds it. */
export interface PlannedEntry extends ContentsLine {
  /** Which of the job's inputs holds it, and its number there. */
  readonly input: number;
  readonly index: number;
  /** Where it goes, below the input's own folder; `/` between folders. Of an entry that is refused, its own name. */
  readonly path: string;
  /** What the archive calls it, where that is something else. */
  readonly from?: string;
  /** Why it can't be extracted. */
  readonly refused?: KnownMessage;
  /** What to think of before it is. */
  readonly warning?: KnownMessage;
}

/** A line of the tree. Lines keep their numbers while the plan stands. */
export interface ContentsRow extends Omit<ContentsLine, 'kind'> {
  readonly node: number;
  /** Of a search: the whole path. */
  readonly name: string;
  readonly kind: ContentsLine['kind'] | 'input';
  /** Counts from 1. */
  readonly level: number;
  /** Among those of the same folder, from 1, and how many there are. */
  readonly place: number;
  readonly siblings: number;
  /** Null for what holds nothing. */
  readonly open: boolean | null;
  readonly chosen: 'all' | 'some' | 'none';
  readonly fate: NameFate;
  readonly from: string | null;
  readonly refused: Message | null;
  readonly warning: Message | null;
}

/** What is chosen, in all. */
export interface ContentsCounts {
  readonly entries: number;
  readonly files: number;
  readonly bytes: number;
  readonly fates: FateCounts;
  /** Of all lines, chosen or not, folders left aside. */
  readonly of: number;
}

export type ContentsQuery =
  | {
      readonly kind: 'page';
      readonly offset: number;
      readonly limit: number;
      /** Only entries whose name contains this, whatever the case; empty for the tree. */
      readonly search: string;
      /** Folders whose lines are shown, by their numbers. */
      readonly open: readonly number[];
    }
  | {
      readonly kind: 'choose';
      /** Lines by their numbers, folders with all that is in them; or all that a search finds, and with an empty one all. */
      readonly what: { readonly nodes: readonly number[] } | { readonly found: string };
      readonly chosen: boolean;
    };

export interface ContentsAnswer {
  readonly counts: ContentsCounts;
  /** Of a page: how many lines there are in all, and some of them. */
  readonly total: number;
  readonly rows: readonly ContentsRow[];
  /** Of a choice: one line for each input, for the job's option. None means all. */
  readonly selection: readonly string[];
}
