// The entries in the inputs of a planned job: what a planner reports of them, and what the window asks for and gets.

import type { ContentsLine } from '../jobs/job-report.ts';
import type { KnownMessage } from '../messages/codes.ts';
import type { Message } from '../messages/message.ts';
import type { FateCounts, NameFate } from './name-fate.ts';

/** An entry as the planner finds it. */
export interface PlannedEntry extends ContentsLine {
  /** Which of the job's inputs holds it, and its number there. */
  readonly input: number;
  readonly index: number;
  /** Its path in the result, below the input's own folder, with `/` between folders. For an entry that is refused, its own name. */
  readonly path: string;
  /** Its name in the archive, if that is different. */
  readonly from?: string;
  /** Why it can't be extracted. */
  readonly refused?: KnownMessage;
  /** What the user should know before it is extracted. */
  readonly warning?: KnownMessage;
}

/** A row of the tree. Rows keep their numbers (`node`) as long as the plan is open. */
export interface ContentsRow extends Omit<ContentsLine, 'kind'> {
  readonly node: number;
  /** In the answer to a search, the whole path. */
  readonly name: string;
  readonly kind: ContentsLine['kind'] | 'input';
  /** Depth in the tree, from 1. */
  readonly level: number;
  /** Its place among the rows of the same folder, from 1, and the number of these rows. */
  readonly place: number;
  readonly siblings: number;
  /** Null for a row that holds no others. */
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
  /** The number of all entries except folders, chosen or not. */
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
      /** Rows by their numbers, where a folder stands for all that is in it; or all rows that a search finds. An empty search finds all. */
      readonly what: { readonly nodes: readonly number[] } | { readonly found: string };
      readonly chosen: boolean;
    };

export interface ContentsAnswer {
  readonly counts: ContentsCounts;
  /** In the answer to `page`: how many rows there are in all, and those that were asked for. */
  readonly total: number;
  readonly rows: readonly ContentsRow[];
  /** In the answer to `choose`: one line for each input, for the job's option. An empty list means all. */
  readonly selection: readonly string[];
}
