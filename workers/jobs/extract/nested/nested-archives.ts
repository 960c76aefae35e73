// Extracts the archives inside of an archive that was just unpacked, each into a folder named after it, and the archives inside of those.
import { lstatSync, mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { randomDigits } from '../../../files/output/part-files.ts';
import { systemPath } from '../../../files/system-path.ts';
import { ALL_ENTRIES } from '../../entry-ranges.ts';
import { JobError, toUserError } from '../../user-error.ts';
import { archiveStem, unpackedName } from '../archive-stem.ts';
import type { Budget } from '../bombs.ts';
import type { ExtractRun } from '../extract-run.ts';
import type { Tally } from '../extract-tally.ts';
import { archiveFault, entryFault } from '../faults.ts';
import { probeFolding } from '../names/disk-names.ts';
import { asSplitPart } from '../parts/part-faults.ts';
import type { ArchiveKind } from '../read/sniff.ts';
import { type Content, UnpackArchive } from '../unpack-archive.ts';
import type { FolderAttributes } from '../write/new-tree.ts';
import { nameTree } from '../write/publish.ts';
import { removeUnfinished, removeUnfinishedFile } from '../write/remove-tree.ts';
import { HeldTally } from './held-tally.ts';
import { isSingleFile } from './nested-names.ts';

/** How deep archives may be nested, not counting the outermost one. Nobody nests so deep by hand. */
const MAX_DEPTH = 8;
const MAX_ARCHIVES = 10_000;

export interface NestedSettings {
  /** The archive that the user gave. This path and the next ones are absolute. */
  readonly input: string;
  /** The unfinished folder. */
  readonly part: string;
  /** The folder that it is in. */
  readonly folder: string;
  readonly tally: Tally;
  readonly budget: Budget;
}

/** An archive that was found. */
interface Found {
  /** Relative to the unfinished folder, `/` between folders. */
  readonly path: string;
  /** Absolute paths of the archives that contain it, the outermost one first. */
  readonly inside: readonly string[];
}

/** A nested archive that was unpacked. */
interface Unpacked {
  readonly content: Content;
  readonly isWhole: boolean;
  readonly isFile: boolean;
  /** A new folder in the unfinished one. Absolute. */
  readonly folder: string;
  readonly tally: HeldTally;
}

export class NestedArchives {
  readonly #run: ExtractRun;
  readonly #settings: NestedSettings;
  readonly #roots: Set<string>;
  readonly #folders: FolderAttributes[];
  /** Archives that were unpacked completely. They are removed at the end, as archives inside of them are compared with them. */
  readonly #finished: string[] = [];
  #count = 0;

  constructor(run: ExtractRun, settings: NestedSettings, { roots, folders }: Content) {
    this.#run = run;
    this.#settings = settings;
    this.#roots = new Set(roots);
    this.#folders = [...folders];
  }

  /** @returns what is in the unfinished folder afterwards */
  async run(): Promise<Content> {
    const queue = await this.#find('', [this.#settings.input]);
    for (let found = queue.shift(); found; found = queue.shift()) {
      this.#run.signal.throwIfAborted();
      const folder = await this.#extract(found);
      if (folder !== undefined) queue.push(...(await this.#find(folder, [...found.inside, this.#at(found.path)])));
    }
    if (this.#count > 0) await this.#tidyUp();
    return { roots: [...this.#roots], folders: this.#folders };
  }

  async #find(folder: string, inside: readonly string[]): Promise<Found[]> {
    const paths = await this.#run.tasks.run('findNested', { part: this.#settings.part, folder });
    return paths.map((path) => ({ path, inside }));
  }

  /** Extracts one archive. If that fails, the reason is shown on its row, the archive stays, and the others continue. @returns the new folder */
  async #extract({ path, inside }: Found): Promise<string | undefined> {
    try {
      if (inside.length > MAX_DEPTH) throw new JobError('NESTED_TOO_DEEP', { depth: MAX_DEPTH });
      if (++this.#count > MAX_ARCHIVES) throw new JobError('NESTED_TOO_MANY', { count: MAX_ARCHIVES });
      const request = { path: this.#at(path), others: inside };
      if (await this.#run.tasks.run('isSameContent', request)) throw archiveFault('NESTED_IN_ITSELF');
      return this.#name(path, await this.#unpack(path));
    } catch (error) {
      this.#run.signal.throwIfAborted();
      if (isFatal(error)) throw error;
      this.#settings.tally.fail(path, toUserError(asSplitPart(error, path, [])));
      return undefined;
    }
  }

  async #unpack(path: string): Promise<Unpacked> {
    const { part, budget } = this.#settings;
    const source = { path: this.#at(path), parts: [] };
    const { kind, size } = await this.#run.tasks.run('sniff', source);
    const folder = `${part}/.nested-${randomDigits()}`;
    mkdirSync(systemPath(folder), 0o700);
    const tally = new HeldTally(this.#settings.tally);
    const settings = { source, folder: this.#settings.folder, tally, budget };
    const archive = new UnpackArchive(this.#run, { ...settings, only: [], entries: ALL_ENTRIES });
    try {
      const content = await archive.unpack(kind, size, folder);
      const { damaged: count, firstDamaged: name } = tally;
      if (count > 0 && !this.#run.options.keepIntact) throw new JobError('ENTRIES_DAMAGED', { count, name });
      const isWhole = tally.failures === 0 && !archive.isPartial;
      return { content, isWhole, isFile: isSingle(kind, content, path), folder, tally };
    } catch (error) {
      await removeUnfinished(folder, undefined);
      throw error;
    }
  }

  /** Moves what was unpacked into the archive's folder. @returns the new folder's relative path; undefined if there is none */
  #name(path: string, { content, isWhole, isFile, folder, tally }: Unpacked): string | undefined {
    const { part } = this.#settings;
    const parent = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    const stem = archiveStem(path);
    const [top = ''] = content.roots;
    const isSame = content.roots.length === 1 && top === stem && content.folders.some((one) => one.path === top);
    const keepsTop = isFile || isSame;
    const named = nameTree({
      part: folder,
      folder: parent === '' ? part : `${part}/${parent}`,
      wrapper: stem,
      roots: keepsTop ? [top] : [],
      // Folders get their permissions and times at the very end, as more may be written into them.
      folders: [],
      collision: 'rename',
      owners: false,
    });
    const place = named.slice(part.length + 1);
    const placeOf = (name: string): string => {
      const rest = keepsTop ? name.slice(top.length) : `/${name}`;
      return `${place}${rest}`;
    };
    tally.commit(placeOf);
    if (parent === '') this.#roots.add(place);
    if (isWhole) this.#finished.push(path);
    if (isFile) return undefined;
    if (!keepsTop) this.#folders.push({ path: place, mode: -1, mtime: Number.NaN });
    for (const one of content.folders) this.#folders.push({ ...one, path: placeOf(one.path) });
    return place;
  }

  async #tidyUp(): Promise<void> {
    const { part, tally } = this.#settings;
    for (const path of this.#finished) {
      removeUnfinishedFile(part, path);
      this.#roots.delete(path);
    }
    const [only = '', ...others] = this.#roots;
    const isFolder = others.length === 0 && lstatSync(systemPath(this.#at(only))).isDirectory();
    const request = { part, kept: isFolder ? only : '', folding: probeFolding(part) };
    for (const { path, fault } of await this.#run.tasks.run('removeLinksOut', request)) {
      tally.fail(path, toUserError(entryFault(fault)));
    }
  }

  #at(path: string): string {
    return `${this.#settings.part}/${path}`;
  }
}

function isSingle(kind: ArchiveKind, { roots }: Content, path: string): boolean {
  return isSingleFile(kind, roots, unpackedName(basename(path)));
}

/** Whether the rest of the job would fail with the same error. */
function isFatal(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EROFS', 'EMFILE'].includes(String((error as { code?: unknown }).code));
}
