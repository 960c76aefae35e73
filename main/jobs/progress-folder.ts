// Where the host keeps what jobs at work have finished, so that an interrupted one can go on. Main throws away what
// belongs to no job any more.
import { readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { rowsFile } from '../../workers/host/rows/rows-file.ts';
import { JobJournal } from '../../workers/journal/job-journal.ts';

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
    keepOnly(
      this.folder,
      ids.map((id) => JobJournal.fileOf(this.folder, id)),
    );
  }
}

/** Throws away the rows of jobs that are not on the list any more. */
export function keepRowsOf(folder: string, ids: readonly string[]): void {
  keepOnly(
    folder,
    ids.map((id) => rowsFile(folder, id)),
  );
}

function keepOnly(folder: string, files: readonly string[]): void {
  const kept = new Set(files.map((file) => basename(file)));
  for (const name of namesIn(folder)) if (!kept.has(name)) rmSync(join(folder, name), { force: true });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
