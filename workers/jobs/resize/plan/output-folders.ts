// Makes each folder for results once, syncs the results in it, and removes the empty folders of a job that
// made no results.
import { type BigIntStats, statSync } from 'node:fs';
import { rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileKey } from '../../../files/changes/identity.ts';
import type { OpenFile } from '../../../files/file-calls.ts';
import { makeFolder } from '../../../files/output/make-folder.ts';
import { type OutputFile, syncFolder } from '../../../files/output/output-file.ts';
import { SyncBatcher } from '../../../files/output/sync-batcher.ts';
import { patiently } from '../../../files/system/patience.ts';
import { systemPath } from '../../../files/system-path.ts';
import type { ResizeOptions } from '../options.ts';
import { originalOfSibling } from './result-folders.ts';

/** Makes the test whether a folder is for results, so that results in it are not resized again. */
export function resultFolderTest(
  { destination, folder, subfolder }: Pick<ResizeOptions, 'destination' | 'folder' | 'subfolder'>,
  look: (path: string) => Pick<BigIntStats, 'dev' | 'ino'> | undefined = folderAt,
): (path: string, name: string) => boolean {
  const chosen = destination === 'folder' ? look(resolve(folder)) : undefined;
  return (path, name) =>
    (chosen !== undefined && isSameFolder(chosen, look(path))) ||
    (destination === 'subfolder' && name === subfolder) ||
    (destination === 'sibling' && hasOriginalBeside(path, name));
}

function hasOriginalBeside(path: string, name: string): boolean {
  const original = originalOfSibling(name);
  return original !== undefined && folderAt(join(dirname(path), original))?.isDirectory() === true;
}

/** Compares folders on the disk, as a folder may have several paths. */
function isSameFolder(a: Pick<BigIntStats, 'dev' | 'ino'>, b: typeof a | undefined): boolean {
  return b !== undefined && fileKey(a) === fileKey(b);
}

/** Exactly: as numbers of JavaScript, those that Windows gives are often the same for several folders. */
function folderAt(path: string): BigIntStats | undefined {
  try {
    return statSync(systemPath(path), { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

export class OutputFolders {
  readonly #announce: (folder: string) => void;
  readonly #ready = new Map<string, Promise<void>>();
  /** The folders that were made, in order: outer before inner. */
  readonly #made = new Set<string>();
  readonly #results = new SyncBatcher();

  /**
   * @param announce called with each folder before anything is written there
   * @param signal the job's signal: a cancelled job does not wait for the disk
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

  /** The outermost folder that was made for this one; undefined if this one existed. */
  madeFor(folder: string): string | undefined {
    let outermost: string | undefined;
    for (let at = folder; this.#made.has(at); at = dirname(at)) outermost = at;
    return outermost;
  }

  /** Takes over a result that got its name before it was synced. */
  async syncLater(result: OutputFile<OpenFile>): Promise<void> {
    const file = result.release();
    if (file) await this.#results.add(file);
  }

  /** Starts to sync what was collected, as hardly any results will follow. */
  flush(): void {
    this.#results.flush();
  }

  /**
   * Syncs all results and their names, so that they survive a power cut.
   * @throws the system's error
   */
  async sync(): Promise<void> {
    await this.#results.finish();
    await Promise.all([...this.#ready.keys()].map(syncFolder));
  }

  /** Call this for a cancelled job: finished results stay, and the system writes them to the disk later. */
  async abandon(): Promise<void> {
    this.#results.abandon();
    for (const folder of [...this.#made].reverse()) await patiently(() => rmdir(systemPath(folder))).catch(() => {});
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
