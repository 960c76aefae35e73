// The folders that results went to last, for the user to find them and to choose them again. Kept over restarts.
import { stat } from 'node:fs/promises';
import { dirname, isAbsolute } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { readBounded } from '../../workers/files/bounded-read.ts';
import { commonFolder } from '../../workers/files/common-folder.ts';
import type { KeptRecord } from '../jobs/job-record.ts';
import { writeWhole } from '../write-whole.ts';

/** More would be a list to search in. */
export const MAX_RECENT = 6;
const MAX_BYTES = 1_000_000;
/** A network drive that does not answer within this many milliseconds is not there now. */
const MAX_WAIT_MS = 500;

const schema = z.array(z.string().refine(isAbsolute));

export interface RecentParts {
  /** Of the app's own; it need not be there. */
  readonly file: string;
  readonly onChanged: () => void;
  readonly onError: (error: unknown) => void;
}

export class RecentFolders {
  readonly #parts: RecentParts;
  /** Newest first; undefined until somebody asks. */
  #kept: readonly string[] | undefined;
  #last: Promise<void> = Promise.resolve();
  /** Jobs whose folder is in the list, or was: a later change of their record is not news. */
  readonly #counted = new Set<string>();

  constructor(parts: RecentParts) {
    this.#parts = parts;
  }

  /** Newest first, only those that are there now. One that is away, as on a stick, is kept for when it is back. */
  async list(): Promise<string[]> {
    const present: string[] = [];
    // One after the other: a drive that hangs takes one of the few threads that look at files, and not all.
    for (const folder of this.#folders()) if (await isThere(folder)) present.push(folder);
    return present;
  }

  /** @returns whether it is one of them: nothing else is ever opened for the window */
  has(folder: string): boolean {
    return this.#folders().includes(folder);
  }

  /** Takes the folder of a job that has just come to its end with results. */
  jobChanged({ id, state, outcome, undo }: Pick<KeptRecord, 'id' | 'state' | 'outcome' | 'undo'>): void {
    if (state !== 'done' || !outcome || undo || this.#counted.has(id)) return;
    this.#counted.add(id);
    if (outcome.outputs.length === 0) return;
    const folder = commonFolder([...new Set(outcome.outputs.map((path) => dirname(path)))]);
    if (folder !== undefined) this.add(folder);
  }

  /** Jobs of an earlier run, which were counted then. */
  restored(ids: readonly string[]): void {
    for (const id of ids) this.#counted.add(id);
  }

  add(folder: string): void {
    if (this.#folders()[0] === folder) return;
    this.#keep([folder, ...this.#folders().filter((one) => one !== folder)].slice(0, MAX_RECENT));
  }

  remove(folders: readonly string[]): void {
    this.#keep(this.#folders().filter((one) => !folders.includes(one)));
  }

  /** Resolves when what was to be kept is written. */
  settled(): Promise<void> {
    return this.#last;
  }

  #folders(): readonly string[] {
    this.#kept ??= this.#read();
    return this.#kept;
  }

  #read(): readonly string[] {
    try {
      const content = readBounded(this.#parts.file, MAX_BYTES);
      return content ? schema.parse(JSON.parse(content.toString('utf8'))).slice(0, MAX_RECENT) : [];
    } catch (error) {
      this.#parts.onError(error);
      return [];
    }
  }

  #keep(folders: readonly string[]): void {
    this.#kept = folders;
    this.#parts.onChanged();
    this.#last = this.#last
      .then(() => writeWhole(this.#parts.file, `${JSON.stringify(folders, null, 2)}\n`))
      .catch(this.#parts.onError);
  }
}

async function isThere(folder: string): Promise<boolean> {
  const late = setTimeout(MAX_WAIT_MS, false, { ref: false });
  const look = stat(folder).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  return Promise.race([look, late]);
}
