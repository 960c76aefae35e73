// The walk: finds what goes into an archive, one slice at a time, and plans which task packs what.
import { type BigIntStats, lstatSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, sep } from 'node:path';
import { PART_NAME } from '../../../files/part-name.ts';
import { readNames, systemPath } from '../../../files/system-path.ts';
import type { Skip } from '../../job-type.ts';
import { message, toUserError } from '../../user-error.ts';
import { type Chunk, type EntryKind, PlanBuilder, type Seen } from '../pack/plan.ts';
import type { Filter, FilterOptions } from './filter.ts';
import { archiveNames, type NameStyle } from './names.ts';

/** Files above this many bytes are cut into blocks, each packed by a task of its own. */
export const BIG_FILE = 1 << 20;
/** A task gets small files of about this many bytes together ... */
const CHUNK_BYTES = 1 << 20;
/** ... and not more than this many. */
const CHUNK_ENTRIES = 256;
/** The last ones are so small that no worker is long at work when the others have nothing left to do. In bytes. */
const LAST_BYTES = 128 << 10;

/** `stat` counts in blocks of so many bytes (POSIX leaves it open; all systems agree). */
const BLOCK_BYTES = 512;
const HOLE_BYTES = 64 << 10;

export interface WalkOptions extends FilterOptions {
  readonly links: 'keep' | 'follow' | 'skip';
  readonly names: NameStyle;
  /** Absolute paths of outputs that are replaced: they never go into themselves. */
  readonly outputs: readonly string[];
}

/** An input: its path, its name in the archive, and which archive it goes into. */
export interface Root {
  readonly path: string;
  readonly name: string;
  readonly archive: number;
}

/** A folder whose names are still to be visited. */
interface PendingFolder {
  /** With its separator at the end. */
  readonly path: string;
  /** The same in the archive. */
  readonly prefix: string;
  readonly archive: number;
  /** Length of the input's own path: patterns are matched against what follows it. */
  readonly rootLength: number;
  /** When links are followed: `dev:ino` of the folders above, to find loops. */
  readonly above: readonly string[];
  /** Names left over from the last slice, joined by NUL; absent when the folder has not been read. */
  readonly names?: string;
  readonly renamed?: ReadonlyMap<string, string>;
}

/** Where the walk stands between slices. */
export interface WalkRest {
  readonly roots: readonly Root[];
  readonly folders: readonly PendingFolder[];
}

export interface WalkSlice {
  readonly chunks: readonly (Chunk & { readonly archive: number })[];
  readonly files: number;
  readonly bytes: number;
  readonly skips: readonly Skip[];
  /** Names that differ in the archive, and some examples. */
  readonly renamed: number;
  readonly renames: readonly (readonly [from: string, to: string])[];
  /** Absent when the walk is complete. */
  readonly rest?: WalkRest;
}

const NAMED_RENAMES = 5;

export class Walk {
  readonly #options: WalkOptions;
  readonly #filter: Filter;
  readonly #outputs: ReadonlySet<string>;
  readonly #roots: Root[];
  readonly #folders: PendingFolder[];
  readonly #plan = new PlanBuilder();
  #chunks: (Chunk & { archive: number })[] = [];
  #archive = 0;
  #skips: Skip[] = [];
  #files = 0;
  #bytes = 0;
  #renamed = 0;
  #renames: [string, string][] = [];
  #visited = 0;

  constructor(rest: WalkRest, options: WalkOptions, filter: Filter) {
    this.#options = options;
    this.#filter = filter;
    this.#outputs = new Set(options.outputs);
    this.#roots = [...rest.roots];
    this.#folders = [...rest.folders];
  }

  /** Visits about `limit` entries. @param check throws when the task is to stop */
  slice(limit: number, check: () => void): WalkSlice {
    while (this.#visited < limit) {
      check();
      const folder = this.#folders.pop();
      if (folder) this.#visitFolder(folder, limit);
      else if (!this.#visitNextRoot()) break;
    }
    const complete = this.#roots.length === 0 && this.#folders.length === 0;
    this.#flush(complete);
    return {
      chunks: this.#chunks,
      files: this.#files,
      bytes: this.#bytes,
      skips: this.#skips,
      renamed: this.#renamed,
      renames: this.#renames,
      ...(!complete && { rest: { roots: this.#roots, folders: this.#folders } }),
    };
  }

  #visitNextRoot(): boolean {
    const root = this.#roots.shift();
    if (!root) return false;
    this.#flush();
    this.#archive = root.archive;
    const parent = dirname(root.path);
    const folder: PendingFolder = {
      path: parent.endsWith(sep) ? parent : parent + sep,
      prefix: '',
      archive: root.archive,
      rootLength: root.path.length + 1,
      above: [],
    };
    const name = basename(root.path);
    if (name === '') this.#enterFolder(root.path, `${root.name}/`, folder);
    else this.#visit(folder, name, root.name, true);
    return true;
  }

  #visitFolder(folder: PendingFolder, limit: number): void {
    if (folder.archive !== this.#archive) this.#flush();
    this.#archive = folder.archive;
    const names = folder.names === undefined ? this.#read(folder) : folder.names.split('\0');
    const renamed = folder.renamed ?? this.#rename(folder, names);
    const found = this.#folders.length;
    let at = 0;
    for (; at < names.length && this.#visited < limit; at++) {
      const name = names[at] ?? '';
      this.#visit(folder, name, renamed.get(name) ?? name, false);
    }
    const rest = names.length > at ? [{ ...folder, names: names.slice(at).join('\0'), renamed }] : [];
    // Last in, first out: the subfolders come next in their own order, then what is left of this folder.
    this.#folders.push(...rest, ...this.#folders.splice(found).reverse());
  }

  #read(folder: PendingFolder): string[] {
    try {
      return readNames(folder.path).filter((name) => this.#filter.takesName(name));
    } catch (error) {
      this.#skip(folder.path.slice(0, -1), error);
      return [];
    }
  }

  #rename(folder: PendingFolder, names: readonly string[]): ReadonlyMap<string, string> {
    const renamed = archiveNames(names, this.#options.names);
    this.#renamed += renamed.size;
    for (const [from, to] of renamed) {
      if (this.#renames.length >= NAMED_RENAMES) break;
      this.#renames.push([folder.path + from, folder.prefix + to]);
    }
    return renamed;
  }

  #visit(folder: PendingFolder, name: string, archived: string, isRoot: boolean): void {
    this.#visited++;
    const path = folder.path + name;
    if (PART_NAME.test(name) || this.#outputs.has(path)) return;
    try {
      const stats = this.#stat(path);
      if (!stats) return;
      const inside = isRoot ? name : path.slice(folder.rootLength);
      if (!(isRoot && stats.isDirectory()) && !this.#filter.takesPath(inside, stats.isDirectory())) return;
      this.#add(folder, name, archived, stats);
    } catch (error) {
      this.#skip(path, error);
    }
  }

  /** Undefined when links are left out and this is one. */
  #stat(path: string): Stats | undefined {
    const stats = lstatSync(systemPath(path));
    if (!stats.isSymbolicLink() || this.#options.links === 'keep') return stats;
    if (this.#options.links === 'follow') return statSync(systemPath(path));
    this.#skips.push({ path, ...message('SYMBOLIC_LINK') });
    return undefined;
  }

  #add(folder: PendingFolder, name: string, archived: string, stats: Stats): void {
    const path = folder.path + name;
    if (stats.isFile()) this.#addFile(folder, name, archived, stats);
    else if (stats.isSymbolicLink()) this.#addSmall(folder, name, archived, 'link', seen(stats));
    else if (stats.isDirectory()) {
      if (this.#isLoop(folder, path)) return;
      this.#addSmall(folder, name, archived, 'folder', seen(stats));
      this.#enterFolder(path + sep, `${folder.prefix}${archived}/`, folder);
    } else this.#skips.push({ path, ...message(kindOf(stats)) });
  }

  #addFile(folder: PendingFolder, name: string, archived: string, stats: Stats): void {
    const entry = seen(stats);
    if (stats.size <= BIG_FILE) {
      this.#addSmall(folder, name, archived, 'file', entry);
      return;
    }
    this.#flush();
    this.#files++;
    this.#bytes += stats.size;
    this.#chunks.push({
      kind: 'big',
      archive: this.#archive,
      bytes: stats.size,
      ...(hasHoles(stats) && { sparse: true }),
      entry: { kind: 'file', path: folder.path + name, name: folder.prefix + archived, ...entry },
    });
  }

  #addSmall(folder: PendingFolder, name: string, archived: string, kind: EntryKind, entry: Seen): void {
    const size = kind === 'file' ? entry.size : 0;
    if (this.#plan.entries >= CHUNK_ENTRIES || this.#plan.bytes + size > CHUNK_BYTES) this.#flush();
    this.#plan.add(folder.path, folder.prefix, { name, archived, kind, ...entry });
    if (kind !== 'folder') this.#files++;
    this.#bytes += size;
  }

  #flush(isLast = false): void {
    for (const chunk of isLast ? this.#plan.takeInPieces(LAST_BYTES) : [this.#plan.take()]) {
      if (chunk) this.#chunks.push({ ...chunk, archive: this.#archive });
    }
  }

  #enterFolder(path: string, prefix: string, { archive, rootLength, above }: PendingFolder): void {
    const own = this.#options.links === 'follow' ? [...above, identity(path)] : above;
    this.#folders.push({ path, prefix, archive, rootLength, above: own });
  }

  #isLoop(folder: PendingFolder, path: string): boolean {
    if (this.#options.links !== 'follow' || !folder.above.includes(identity(path))) return false;
    this.#skips.push({ path, ...message('LINK_LOOP') });
    return true;
  }

  #skip(path: string, error: unknown): void {
    this.#skips.push({ path, ...toUserError(error) });
  }
}

function seen(stats: Stats): Seen {
  return { size: stats.size, mtime: Math.floor(stats.mtimeMs), mode: stats.mode };
}

/** The disk stores less of it than its size, by more than what a block takes more or less. */
function hasHoles({ size, blocks }: Stats): boolean {
  return blocks * BLOCK_BYTES < size - HOLE_BYTES;
}

function identity(path: string): string {
  const { dev, ino }: BigIntStats = statSync(systemPath(path), { bigint: true });
  return `${dev}:${ino}`;
}

function kindOf(stats: Stats): 'PIPE' | 'SOCKET' | 'DEVICE' {
  if (stats.isFIFO()) return 'PIPE';
  if (stats.isSocket()) return 'SOCKET';
  return 'DEVICE';
}
