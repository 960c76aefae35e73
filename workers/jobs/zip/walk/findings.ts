// Reports to the user what a walk finds, as it goes on.
import type { JobReport } from '../../job-report.ts';
import type { NameStyle } from './names.ts';
import type { WalkSlice } from './walk.ts';

type FoundReport = Pick<JobReport, 'skip' | 'total' | 'note'>;

interface FindingsOptions {
  readonly names: NameStyle;
  readonly exclude: readonly string[];
}

/** How many names of files are shown as examples. */
const MAX_EXAMPLES = 3;

export class Findings {
  readonly #report: FoundReport;
  readonly #options: FindingsOptions;
  #files = 0;
  #bytes = 0;
  #renamed = 0;
  #skippedLinks = 0;
  #renames: (readonly [string, string])[] = [];
  #unused: ReadonlySet<number> | undefined;

  constructor(report: FoundReport, options: FindingsOptions) {
    this.#report = report;
    this.#options = options;
  }

  add(slice: Omit<WalkSlice, 'chunks'>): void {
    const final = !slice.rest;
    this.#files += slice.files;
    this.#bytes += slice.bytes;
    this.#renamed += slice.renamed;
    this.#skippedLinks += slice.skippedLinks;
    this.#renames.push(...slice.renames.slice(0, MAX_EXAMPLES - this.#renames.length));
    const unused = slice.unusedPatterns.filter((pattern) => this.#unused?.has(pattern) ?? true);
    this.#unused = new Set(unused);
    for (const skip of slice.skips) this.#report.skip(skip);
    this.#report.total({ files: this.#files, bytes: this.#bytes, final });
    if (final) this.#note();
  }

  #note(): void {
    const examples = this.#renames.map(([from, to]) => (this.#options.names === 'portable' ? `${from} → ${to}` : from));
    if (this.#renamed > examples.length) examples.push('…');
    const params = { count: this.#renamed, examples: examples.join(', ') };
    const code = this.#options.names === 'portable' ? 'NAMES_CHANGED' : 'NAMES_FOREIGN';
    if (this.#renamed > 0) this.#report.note({ code, params });
    if (this.#skippedLinks > 0) this.#report.note({ code: 'LINKS_SKIPPED', params: { count: this.#skippedLinks } });
    for (const index of this.#unused ?? []) {
      const pattern = this.#options.exclude[index] ?? '';
      const isNegated = pattern.trimStart().startsWith('!');
      this.#report.note({ code: isNegated ? 'NEGATION_UNUSED' : 'PATTERN_UNUSED', params: { pattern } });
    }
  }
}
