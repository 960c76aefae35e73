// What a walk comes across, told to the user as it goes.
import type { MessageOf } from '../../../messages/codes.ts';
import type { JobReport } from '../../job-type.ts';
import type { WalkSlice } from './walk.ts';

type FoundReport = Pick<JobReport, 'skip' | 'total' | 'note'>;

export class Findings {
  readonly #report: FoundReport;
  #files = 0;
  #bytes = 0;
  #renamed = 0;
  #renames: (readonly [string, string])[] = [];

  constructor(report: FoundReport) {
    this.#report = report;
  }

  /** @param lastWalk whether no other walk follows */
  add(slice: Omit<WalkSlice, 'chunks'>, lastWalk = true): void {
    const final = lastWalk && !slice.rest;
    this.#files += slice.files;
    this.#bytes += slice.bytes;
    this.#renamed += slice.renamed;
    if (this.#renames.length < 5) this.#renames.push(...slice.renames.slice(0, 5 - this.#renames.length));
    for (const skip of slice.skips) this.#report.skip(skip);
    this.#report.total({ files: this.#files, bytes: this.#bytes, final });
    if (final && this.#renamed > 0) this.#report.note(renameNote(this.#renamed, this.#renames));
  }
}

function renameNote(count: number, renames: readonly (readonly [string, string])[]): MessageOf<'NAMES_CHANGED'> {
  const examples = renames.map(([from, to]) => `${from} → ${to}`).join('; ');
  return { code: 'NAMES_CHANGED', params: { count, examples: count > renames.length ? `${examples}; …` : examples } };
}
