// Makes the folders of the results once each, syncs what was written there, and takes back the empty ones of a job that
// came to nothing.
import { type Stats, statSync } from 'node:fs';
import { rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { OpenFile } from '../../../files/file-calls.ts';
import { makeFolder } from '../../../files/output/make-folder.ts';
import { type OutputFile, syncFolder } from '../../../files/output/output-file.ts';
import { SyncBatcher } from '../../../files/output/sync-batcher.ts';
import { systemPath } from '../../../files/system-path.ts';
import type { ResizeOptions } from '../options.ts';
import { originalOfSibling } from './result-folders.ts';

/** Tells the folders that results are saved in: what is there already is not made smaller once more. */
export function resultFolderTest({
  destination,
  folder,
  subfolder,
}: ResizeOptions): (path: string, name: string) => boolean {
  const chosen = destination === 'folder' ? folderAt(resolve(folder)) : undefined;
  return (path, name) =>
    (chosen !== undefined && isSameFolder(chosen, folderAt(path))) ||
    (destination === 'subfolder' && name === subfolder) ||
    (destination === 'sibling' && hasOriginalBeside(path, name));
}

function hasOriginalBeside(path: string, name: string): boolean {
  const original = originalOfSibling(name);
  return original !== undefined && folderAt(join(dirname(path), original))?.isDirectory() === true;
}

/** A folder may have several paths: what is the same on the disk is the same. */
function isSameFolder(a: Stats, b: Stats | undefined): boolean {
  return b !== undefined && a.dev === b.dev && a.ino === b.ino;
}

function folderAt(path: string): Stats | undefined {
  try {
    return statSync(systemPath(path), { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

export class OutputFolders {
  readonly #announce: (folder: string) => void;
  readonly #ready = new Map<string, Promise<void>>();
  /** In order of making, outer before inner. */
  readonly #made = new Set<string>();
  readonly #results = new SyncBatcher();

  /**
   * @param announce called with each folder before anything is written there
   * @param signal the job's: a cancelled one does not wait for the disk
   */
  constructor(announce: (folder: string) => void, signal: AbortSignal) {
    this.#announce = announce;
    signal.addEventListener('abort', () => this.#results.abandon(), { once: true });
  }

  ensure(folder: string): Promise<void> {
    const known = this.#ready.get(folder);
    if (known) return known;
    const made = this.#make(folder);
    this.#ready.set(folder, made);
    return made;
  }

  /** The outermost of the folders that were made so that there is this one; undefined if it was there. */
  madeFor(folder: string): string | undefined {
    let outermost: string | undefined;
    for (let at = folder; this.#made.has(at); at = dirname(at)) outermost = at;
    return outermost;
  }

  /** Takes over a result that was given its name unsynced. */
  async syncLater(result: OutputFile<OpenFile>): Promise<void> {
    const file = result.release();
    if (file) await this.#results.add(file);
  }

  /** Starts to sync what there is: hardly anything comes after it. */
  flush(): void {
    this.#results.flush();
  }

  /**
   * Makes all results and their names last through a power cut.
   * @throws the system's error
   */
  async sync(): Promise<void> {
    await this.#results.finish();
    await Promise.all([...this.#ready.keys()].map(syncFolder));
  }

  /** For a job that was cancelled: what is finished stays, and reaches the disk when the system sees fit. */
  async abandon(): Promise<void> {
    this.#results.abandon();
    for (const folder of [...this.#made].reverse()) await rmdir(systemPath(folder)).catch(() => {});
  }

  async #make(folder: string): Promise<void> {
    this.#announce(folder);
    const outermost = await makeFolder(folder);
    if (outermost === undefined) return;
    const made = [folder];
    for (let inner = folder; inner !== outermost && dirname(inner) !== inner; ) {
      inner = dirname(inner);
      made.unshift(inner);
    }
    for (const one of made) this.#made.add(one);
  }
}
