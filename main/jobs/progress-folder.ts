// Where the host keeps what jobs at work have finished, so that an interrupted one can go on. Main throws away what
// belongs to no job any more.
import { readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { sweepParts } from '../../workers/files/output/part-files.ts';
import { rowsFile } from '../../workers/host/rows/rows-file.ts';
import { notedFolders } from '../../workers/journal/job-folders.ts';
import { JobJournal } from '../../workers/journal/job-journal.ts';
import type { JobSpec } from '../../workers/protocol.ts';
import { progressId } from './going-on.ts';

export class ProgressFolder {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  drop(id: string): void {
    for (const file of this.#files(id)) remove(file);
  }

  /**
   * Removes a job's unfinished files, also from folders that the host has written down and that main did not know of when one of
   * the two was killed.
   */
  async sweep(spec: JobSpec, folders: Iterable<string>): Promise<void> {
    const noted = notedFolders(JobJournal.fileOf(this.folder, progressId(spec), 'folders'));
    await Promise.all([...new Set([...folders, ...noted])].map((folder) => sweepParts(folder, spec.id)));
  }

  /** @param ids of the jobs that may go on */
  keepOnly(ids: readonly string[]): void {
    keepOnly(
      this.folder,
      ids.flatMap((id) => this.#files(id)),
    );
  }

  #files(id: string): string[] {
    return [JobJournal.fileOf(this.folder, id), JobJournal.fileOf(this.folder, id, 'folders')];
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
