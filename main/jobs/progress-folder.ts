// Where the host keeps what jobs at work have finished, so that an interrupted one can go on. Main throws away what
// belongs to no job any more.
import { readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { JobJournal } from '../../workers/jobs/job-journal.ts';

export class ProgressFolder {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  drop(id: string): void {
    rmSync(JobJournal.fileOf(this.folder, id), { force: true });
  }

  /** @param ids of the jobs that may go on */
  keepOnly(ids: readonly string[]): void {
    const kept = new Set(ids.map((id) => basename(JobJournal.fileOf(this.folder, id))));
    for (const name of namesIn(this.folder)) if (!kept.has(name)) rmSync(join(this.folder, name), { force: true });
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
