// What a job has found and what it had to skip.
import { realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { escapeBytes, systemPath } from '../../files/system-path.ts';
import type { JobReport } from '../job-type.ts';
import { HardLinks } from './pack/hard-links.ts';
import type { Root } from './walk/walk.ts';

export class Contents {
  readonly report: JobReport;
  readonly roots: readonly Root[];
  readonly links = new HardLinks();
  readonly #skipped = new Set<string>();
  /** Whether the user's own patterns excluded anything. */
  excluded = false;

  constructor(report: JobReport, roots: readonly Root[]) {
    this.report = report;
    this.roots = roots;
  }

  skip(skip: Parameters<JobReport['skip']>[0]): void {
    this.#skipped.add(skip.path);
    this.report.skip(skip);
  }

  get hasSkips(): boolean {
    return this.#skipped.size > 0;
  }

  isSkipped(path: string): boolean {
    return this.#skipped.has(path);
  }

  /** Whether something was skipped of every input of an archive. When no file is in it either, it holds nothing of use. */
  async isLost(archive: number): Promise<boolean> {
    for (const root of this.roots) {
      if (root.archive === archive && !(await this.#hasSkipsIn(root.path))) return false;
    }
    return true;
  }

  async #hasSkipsIn(path: string): Promise<boolean> {
    // A link that the user names is followed: what is skipped behind it is under its real path.
    const real = await realpath(systemPath(path), { encoding: 'buffer' }).then(escapeBytes, () => path);
    return [path, real].some(
      (one) => this.#skipped.has(one) || [...this.#skipped].some((skipped) => skipped.startsWith(one + sep)),
    );
  }
}
