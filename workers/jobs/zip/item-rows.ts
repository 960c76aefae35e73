// Reports a row of the job's details for each file, up to a maximum.
import type { JobReport, Skip } from '../job-report.ts';
import { type PlannedEntry, plannedEntries } from './pack/plan.ts';

/** Only the first files get rows, because rows cost memory and time. */
const MAX_ROWS = 10_000;

export class ItemRows {
  readonly #report: JobReport;
  #count = 0;
  #big: { readonly entry: PlannedEntry; readonly index: number; done: number } | undefined;

  constructor(report: JobReport) {
    this.#report = report;
  }

  /** Reports small files that were packed together. */
  files(plan: string, skips: readonly Skip[]): void {
    if (this.#count >= MAX_ROWS) return;
    const skipped = new Map(skips.map(({ path, code }) => [path, code]));
    for (const { kind, name, path, size } of plannedEntries(plan)) {
      const code = skipped.get(path);
      // A file that has changed gets its row when it is read again.
      if (kind === 'folder' || code === 'CHANGED') continue;
      const state = code === undefined ? 'done' : 'skipped';
      this.#report.item({ index: this.#count++, name, state, bytesIn: size, progress: 1, input: path });
    }
  }

  /** Reports a block of a big file. */
  block(entry: PlannedEntry, bytes: number, last: boolean): void {
    const row = this.#rowOf(entry);
    if (!row) return;
    row.done += bytes;
    const progress = last ? 1 : row.done / entry.size;
    this.#report.item({
      index: row.index,
      name: entry.name,
      state: last ? 'done' : 'running',
      bytesIn: row.done,
      progress,
      input: entry.path,
    });
  }

  /** Reports a big file that is skipped. */
  skipped(entry: PlannedEntry): void {
    const row = this.#rowOf(entry);
    if (row) this.#report.item({ index: row.index, name: entry.name, state: 'skipped' });
  }

  #rowOf(entry: PlannedEntry): { readonly index: number; done: number } | undefined {
    if (this.#big?.entry.path === entry.path) return this.#big;
    if (this.#count >= MAX_ROWS) return undefined;
    this.#big = { entry, index: this.#count++, done: 0 };
    return this.#big;
  }
}
