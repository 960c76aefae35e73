// Counts what an extract job has done, and reports it row by row.

import type { JobReport } from '../job-report.ts';
import type { JobOutcome } from '../job-type.ts';
import { Reasons } from '../reasons.ts';
import { JobError, type UserError } from '../user-error.ts';

import type { ArchiveFault, EntryFault } from './faults.ts';
import type { ExtractOptions } from './options.ts';
import type { ListedEntry } from './requests.ts';

/** What the journal has about an archive that was extracted before the host ended. */
export interface DoneArchive {
  readonly paths: readonly string[];
  /** For a split archive, all of its parts. */
  readonly sources?: readonly string[];
  readonly files: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** Only the first files get rows, because rows cost memory and time. Failures get rows up to a second limit. */
const MAX_ROWS = 10_000;
const MAX_FAILED_ROWS = 1000;
const MAX_RENAMED_NOTES = 5;
/** The last date that JavaScript can represent. */
const MAX_DATE_MS = 8.64e15;

/** An archive with such an entry is damaged. */
const DAMAGES: ReadonlySet<string> = new Set<ArchiveFault | EntryFault>([
  'CRC_MISMATCH',
  'AUTHENTICATION_FAILED',
  'DATA_DAMAGED',
  'DATA_MISSING',
  'LARGER_THAN_DECLARED',
  'SIZE_MISMATCH',
  'HEADER_MISMATCH',
  'END_MISSING',
  'ARCHIVE_DAMAGED',
  'DATA_APPENDED',
  'DIRECTORY_DAMAGED',
]);

/** Takes what happens to the entries of an archive. */
export interface Tally {
  /** Adds the files and bytes of one more archive to the totals. */
  expect(files: number, bytes: number): void;
  /** Reports an entry that was extracted. */
  done(name: string, bytesIn: number, bytesOut: number): void;
  /** Reports bytes that were read from an archive whose entries are not packed one by one. */
  read(bytes: number): void;
  fail(name: string, error: UserError): void;
  /** A line of the table of contents. */
  listed(entry: ListedEntry): void;
  renamed(names: readonly { readonly from: string; readonly to: string }[]): void;
}

export function isDamage({ code }: UserError): boolean {
  return DAMAGES.has(code);
}

export class ExtractTally implements Tally {
  readonly #report: JobReport;
  readonly #options: ExtractOptions;
  #rows = 0;
  #files = 0;
  #bytes = 0;
  readonly #reasons = new Reasons();
  readonly outputs: string[] = [];
  extracted = 0;
  failed = 0;
  /** How many of the failed entries are damaged. */
  damaged = 0;
  firstDamaged: string | undefined;
  #bytesIn = 0;
  #bytesOut = 0;

  constructor(report: JobReport, options: ExtractOptions) {
    this.#report = report;
    this.#options = options;
  }

  expect(files: number, bytes: number): void {
    this.#files += files;
    this.#bytes += bytes;
    this.#report.total({ files: this.#files, bytes: this.#bytes, final: true });
  }

  keep({ paths, files, bytesIn, bytesOut }: DoneArchive): void {
    this.outputs.push(...paths);
    this.extracted += files;
    this.#bytesIn += bytesIn;
    this.#bytesOut += bytesOut;
  }

  done(name: string, bytesIn: number, bytesOut: number): void {
    this.extracted++;
    this.#bytesOut += bytesOut;
    this.#bytesIn += bytesIn;
    if (this.#rows >= MAX_ROWS) return;
    this.#report.item({ index: this.#rows++, name, state: 'done', progress: 1, bytesIn, bytesOut });
  }

  read(bytes: number): void {
    this.#bytesIn += bytes;
  }

  fail(name: string, error: UserError): void {
    this.failed++;
    this.#reasons.add(name, error);
    if (isDamage(error)) {
      this.damaged++;
      this.firstDamaged ??= name;
    }
    if (this.#rows >= MAX_ROWS + MAX_FAILED_ROWS) return;
    this.#report.item({ index: this.#rows++, name, state: 'failed', error });
  }

  listed(entry: ListedEntry): void {
    this.extracted++;
    this.#bytesOut += entry.size;
    const { name, kind, size, packedSize, mtime, encrypted } = entry;
    const facts = {
      kind,
      size,
      packedSize: packedSize < 0 ? null : packedSize,
      mtime: Number.isFinite(mtime) && Math.abs(mtime) <= MAX_DATE_MS ? mtime : null,
      encrypted,
    };
    this.#report.item({ index: this.#rows++, name, state: 'done', bytesOut: size, contents: facts });
  }

  renamed(names: readonly { readonly from: string; readonly to: string }[]): void {
    for (const { from, to } of names.slice(0, MAX_RENAMED_NOTES))
      this.#report.note({ code: 'NAME_CHANGED', params: { from, to } });
    const rest = names.length - MAX_RENAMED_NOTES;
    if (rest > 0) this.#report.note({ code: 'MORE_NAMES_CHANGED', params: { count: rest } });
  }

  /** The error of the job if nothing could be extracted. */
  failure(): JobError | undefined {
    const { only, why } = this.#reasons;
    if (only) return JobError.of(only);
    return why && new JobError('ALL_FAILED', { why });
  }

  outcome(): JobOutcome {
    const isListing = this.#options.action === 'list';
    return {
      outputs: this.outputs,
      entries: this.extracted,
      failed: this.failed,
      bytesIn: isListing ? 0 : this.#bytesIn,
      bytesOut: isListing ? 0 : this.#bytesOut,
    };
  }
}
