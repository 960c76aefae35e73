// A job as the service has it: its record, and what only main needs.
import type { KeptRecord } from './job-record.ts';
import type { KeptSpec } from './journal.ts';

export interface Job {
  record: KeptRecord;
  /** The host has it, or is about to get it. */
  given: boolean;
  readonly spec: KeptSpec;
  /** How often the host was lost under it without a further file being finished. */
  losses: number;
  /** Files that were finished when the host was lost. */
  filesAtLoss: number;
  /** Folders that may hold its unfinished files. */
  readonly folders: Set<string>;
  /** Sent ahead of its end. */
  outputs: string[];
  /** Resolves when the journal holds it; it is not started before. */
  readonly recorded: Promise<void>;
}

/** A job that nothing was done of in this run of the app. */
export function newJob(
  spec: KeptSpec,
  record: KeptRecord,
  recorded: Promise<void>,
  folders: Iterable<string> = [],
): Job {
  return { spec, record, given: false, losses: 0, filesAtLoss: 0, folders: new Set(folders), outputs: [], recorded };
}
