// Collects what a zip job has found and what it had to skip.
import { realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { escapeBytes, systemPath } from '../../files/system-path.ts';
import type { KnownMessage } from '../../messages/codes.ts';
import type { JobReport, Skip } from '../job-report.ts';
import { Reasons } from '../reasons.ts';
import { HardLinks } from './pack/hard-links.ts';
import type { Root } from './walk/root.ts';

/** Takes the skipped files. */
interface SkipReport {
  skip(skip: Skip): void;
}

export class Contents<Report extends SkipReport = JobReport> {
  readonly report: Report;
  readonly roots: readonly Root[];
  readonly links = new HardLinks();
  readonly #skipped = new Set<string>();
  readonly #reasons = new Reasons();
  /** Whether the user's own patterns excluded anything. */
  excluded = false;

  constructor(report: Report, roots: readonly Root[]) {
    this.report = report;
    this.roots = roots;
  }

  skip(skip: Skip): void {
    this.#skipped.add(skip.path);
    this.#reasons.add(skip.path, skip);
    this.report.skip(skip);
  }

  /** The message that says why nothing was packed. */
  whyEmpty(): KnownMessage {
    const { why } = this.#reasons;
    if (why) return { code: 'NOTHING_PACKED', params: { why } };
    return { code: this.excluded ? 'ALL_EXCLUDED' : 'NO_INPUT' };
  }

  isSkipped(path: string): boolean {
    return this.#skipped.has(path);
  }

  /** Path of the only input of an archive; undefined if it has several. */
  onlyRoot(archive: number): string | undefined {
    const [only, second] = this.roots.filter((root) => root.archive === archive);
    return second ? undefined : only?.path;
  }

  /** Whether something was skipped in every input of an archive. If the archive has no files either, it is useless. */
  async isLost(archive: number): Promise<boolean> {
    for (const root of this.roots) {
      if (root.archive === archive && !(await this.#hasSkipsBehind(root.path))) return false;
    }
    return true;
  }

  /** Whether a path was skipped, or anything in it. */
  hasSkipsIn(path: string): boolean {
    return this.#skipped.has(path) || [...this.#skipped].some((skipped) => skipped.startsWith(path + sep));
  }

  async #hasSkipsBehind(path: string): Promise<boolean> {
    // A link that the user names is followed, so files that are skipped behind it have the real path.
    const real = await realpath(systemPath(path), { encoding: 'buffer' }).then(escapeBytes, () => path);
    return this.hasSkipsIn(path) || this.hasSkipsIn(real);
  }
}
