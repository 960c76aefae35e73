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
    remove(JobJournal.fileOf(this.folder, id));
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
  for (const name of namesIn(folder)) if (!kept.has(name)) remove(join(folder, name));
}

/** A file that another program has open, such as a virus scanner or a backup on Windows, is removed at a later start. */
function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It belongs to no job any more, and does no harm.
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
