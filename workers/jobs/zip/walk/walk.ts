// Walks through the inputs: finds what goes into an archive, one slice at a time, and plans which task packs what.
import { lstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, sep } from 'node:path';
import { fileKey } from '../../../files/changes/identity.ts';
import { identityOf } from '../../../files/identity.ts';
import { atPath } from '../../../files/long-path.ts';
import { isOnItsWay } from '../../../files/output/part-name.ts';
import { foldedName } from '../../../files/system/names.ts';
import { isRoot, withSeparator } from '../../../files/system/paths.ts';
import { escapeBytes, namesAt } from '../../../files/system-path.ts';
import type { Skip } from '../../job-report.ts';
import { JobError, message, toUserError } from '../../user-error.ts';
import { isPackedType } from '../pack/entries/compress.ts';
import { readLink, toSeen } from '../pack/entries/read-entry.ts';
import { type Chunk, type EntryKind, PlanBuilder, type Seen } from '../pack/plan.ts';
import type { Filter, FilterOptions } from './filter.ts';
import { LinkTargets } from './link-targets.ts';
import type { LinkedFile } from './linked-file.ts';
import { type NameStyle, safeEntryNames } from './names.ts';
import { type OwnOutput, OwnOutputs } from './own-outputs.ts';
import { Renames } from './renames.ts';
import type { Root } from './root.ts';

/** Files above this many bytes are cut into blocks, each packed by a task of its own. */
export const BIG_FILE = 1 << 20;
/**
 * The same for files of a zip archive that will probably be deflated. libdeflate packs them in one piece, which makes machine code
 * 3 % smaller and takes a sixth less time. Meanwhile a worker holds four times as many bytes.
 */
export const BIG_DEFLATED_FILE = 4 << 20;
/** A task gets small files of `chunkBytes` together, but at most this many files. */
const CHUNK_ENTRIES = 256;
/** Size of the last chunks, in bytes. They are small so that all workers finish at about the same time. */
const LAST_BYTES = 128 << 10;

/** The size of a block in `stat`. POSIX does not define it, but it is the same on all systems. */
const BLOCK_BYTES = 512;
const HOLE_BYTES = 64 << 10;

export interface WalkOptions extends FilterOptions {
  readonly links: 'keep' | 'follow' | 'skip';
  readonly names: NameStyle;
  /** The job's own archives, which are never packed. */
  readonly outputs: readonly OwnOutput[];
  /** Paths that are excluded because of an attribute and not of their names. */
  readonly hidden?: readonly string[];
  /** Whether a second name of a file becomes a hard link to the first, which tar supports. */
  readonly hardLinks: boolean;
  /** Bytes of small files that one task packs together. */
  readonly chunkBytes: number;
  /** Whether files are deflated in one piece up to `BIG_DEFLATED_FILE`. */
  readonly deflates: boolean;
  /** All inputs, if targets of links must follow changed names; otherwise empty. */
  readonly renamedRoots: readonly Root[];
}

/** A folder whose names are still to be visited. */
interface PendingFolder {
  /** Path, with a separator at the end. */
  readonly path: string;
  /** The same in the archive. */
  readonly prefix: string;
  readonly archive: number;
  /** Length of the input's own path, and its name in the archive: patterns are matched against what follows it. */
  readonly rootLength: number;
  readonly rootName: string;
  /** If links are followed: `dev:ino` of the folders above, to find loops. */
  readonly above: readonly string[];
  /** Names left over from the last slice, joined by NUL; absent if the folder was not read yet. */
  readonly names?: string;
  /** Those of its names that are not allowed on every system, and what they would be there. */
  readonly portable?: ReadonlyMap<string, string>;
}

/** Where the walk is between slices. */
export interface WalkRest {
  readonly roots: readonly Root[];
  readonly folders: readonly PendingFolder[];
  /** Files with several names that were found in this archive: `dev:ino`, joined by NUL. */
  readonly linked?: string;
}

export interface WalkSlice {
  readonly chunks: readonly (Chunk & { readonly archive: number })[];
  readonly files: number;
  readonly bytes: number;
  readonly skips: readonly Skip[];
  /** How many names in the archive differ or, if all are kept, are not allowed on every system; and some examples. */
  readonly renamed: number;
  readonly renames: readonly (readonly [from: string, to: string])[];
  /** Files with several names, if `hardLinks` is set. Only the first name of each is in a chunk. */
  readonly linked: readonly LinkedFile[];
  /** How many symbolic links were skipped because the user wants that. */
  readonly skippedLinks: number;
  /** Whether links to folders were followed: their contents are counted, too. */
  readonly hasLinkedFolders: boolean;
  /** Numbers of the patterns that have made no difference. */
  readonly unusedPatterns: readonly number[];
  /** Whether anything was excluded. */
  readonly excluded: boolean;
  /** Absent when the walk is complete. */
  readonly rest?: WalkRest;
}

export class Walk {
  readonly #options: WalkOptions;
  readonly #filter: Filter;
  readonly #outputs: OwnOutputs;
  readonly #hidden: ReadonlySet<string>;
  readonly #targets: LinkTargets | undefined;
  #seen: Set<string>;
  #linked: LinkedFile[] = [];
  #skippedLinks = 0;
  #hasLinkedFolders = false;
  #excluded = false;
  readonly #roots: Root[];
  readonly #folders: PendingFolder[];
  readonly #plan = new PlanBuilder();
  #chunks: (Chunk & { archive: number })[] = [];
  #archive = 0;
  #skips: Skip[] = [];
  #files = 0;
  #bytes = 0;
  readonly #renames = new Renames();
  #visited = 0;

  constructor(rest: WalkRest, options: WalkOptions, filter: Filter) {
    this.#options = options;
    this.#filter = filter;
    this.#outputs = new OwnOutputs(options.outputs);
    this.#hidden = new Set(options.hidden?.map(foldedName));
    const { renamedRoots, names } = options;
    if (renamedRoots.length > 0) this.#targets = new LinkTargets(renamedRoots, filter, names);
    this.#seen = new Set(rest.linked?.split('\0'));
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
      renamed: this.#renames.count,
      renames: this.#renames.examples,
      linked: this.#linked,
      skippedLinks: this.#skippedLinks,
      hasLinkedFolders: this.#hasLinkedFolders,
      unusedPatterns: this.#filter.unused,
      excluded: this.#excluded,
      ...(!complete && { rest: this.#rest() }),
    };
  }

  #rest(): WalkRest {
    const rest = { roots: this.#roots, folders: this.#folders };
    return this.#seen.size > 0 ? { ...rest, linked: [...this.#seen].join('\0') } : rest;
  }

  #visitNextRoot(): boolean {
    const root = this.#roots.shift();
    if (!root) return false;
    this.#flush();
    if (root.archive !== this.#archive) this.#seen = new Set();
    this.#archive = root.archive;
    const path = this.#followed(root.path);
    if (path === undefined) return true;
    const folder: PendingFolder = {
      path: withSeparator(dirname(path)),
      prefix: '',
      archive: root.archive,
      rootLength: withSeparator(path).length,
      rootName: root.name,
      above: [],
    };
    if (isRoot(path)) this.#enterFolder(withSeparator(path), `${root.name}/`, folder);
    else if (this.#visit(folder, basename(path), root.name, true)) this.#renames.add(root.path, root.portable);
    return true;
  }

  /** A link that the user names is followed, even if other links are not. A broken link is kept as it is. */
  #followed(path: string): string | undefined {
    try {
      if (!atPath(path, (real) => lstatSync(real)).isSymbolicLink()) return path;
      const found = atPath(path, (real) => statSync(real, { throwIfNoEntry: false }));
      if (!found) return path;
      if (found.isFile() || found.isDirectory())
        return escapeBytes(atPath(path, (real) => realpathSync.native(real, { encoding: 'buffer' })));
      this.#skips.push({ path, ...message(kindOf(found)) });
    } catch (error) {
      this.#skip(path, error, true);
    }
    return undefined;
  }

  #visitFolder(folder: PendingFolder, limit: number): void {
    if (folder.archive !== this.#archive) this.#flush();
    this.#archive = folder.archive;
    const names = folder.names === undefined ? this.#read(folder) : folder.names.split('\0');
    const portable = folder.portable ?? safeEntryNames(names, 'portable');
    const renames = this.#options.names === 'portable';
    const found = this.#folders.length;
    let at = 0;
    for (; at < names.length && this.#visited < limit; at++) {
      const name = names[at] ?? '';
      const safe = portable.get(name);
      if (!this.#visit(folder, name, (renames ? safe : undefined) ?? name, false) || safe === undefined) continue;
      this.#renames.add(folder.path + name, folder.prefix + safe);
    }
    const rest = names.length > at ? [{ ...folder, names: names.slice(at).join('\0'), portable }] : [];
    // The list is last in, first out: the subfolders come next in their order, then the rest of this folder.
    this.#folders.push(...rest, ...this.#folders.splice(found).reverse());
  }

  #read(folder: PendingFolder): string[] {
    try {
      const names = atPath(folder.path, namesAt);
      const taken = names.filter((name) => this.#filter.takesName(name) && !this.#isHidden(folder.path + name));
      if (taken.length < names.length) this.#excluded = true;
      return taken;
    } catch (error) {
      this.#skip(folder.path.slice(0, -1), error);
      return [];
    }
  }

  #isHidden(path: string): boolean {
    return this.#hidden.size > 0 && this.#hidden.has(foldedName(path));
  }

  /** Returns whether it is packed. */
  #visit(folder: PendingFolder, name: string, archived: string, isRoot: boolean): boolean {
    this.#visited++;
    const path = folder.path + name;
    try {
      if (isOnItsWay(name) || this.#outputs.has(folder.path, name)) return false;
      const stats = this.#stat(path, isRoot);
      if (!stats || this.#excludes(folder, name, stats.isDirectory(), isRoot)) return false;
      return this.#add(folder, name, archived, stats);
    } catch (error) {
      this.#skip(path, error, isRoot);
      return false;
    }
  }

  #excludes(folder: PendingFolder, name: string, isFolder: boolean, isRoot: boolean): boolean {
    if (!this.#filter.hasPatterns) return false;
    const path = folder.path + name;
    const inside = isRoot ? name : path.slice(folder.rootLength);
    const whole = isRoot ? folder.rootName : `${folder.rootName}${sep}${inside}`;
    if (this.#filter.takesPath({ inside, whole, path, isFolder, isRoot })) return false;
    this.#excluded = true;
    return true;
  }

  /** Returns undefined for a link that is skipped, and for a link to the archive itself. */
  #stat(path: string, isRoot: boolean): Stats | undefined {
    const stats = atPath(path, (real) => lstatSync(real));
    const { links } = this.#options;
    if (!stats.isSymbolicLink() || links === 'keep') return stats;
    if (links === 'follow') {
      const found = atPath(path, (real) => statSync(real, { throwIfNoEntry: false }));
      if (!found) throw new JobError('BROKEN_LINK');
      this.#hasLinkedFolders ||= found.isDirectory();
      return found.isFile() && this.#outputs.hasFile(path) ? undefined : found;
    }
    if (isRoot) return stats;
    this.#skippedLinks++;
    return undefined;
  }

  #add(folder: PendingFolder, name: string, archived: string, stats: Stats): boolean {
    const path = folder.path + name;
    if (stats.isFile()) this.#addFile(folder, name, archived, stats);
    else if (stats.isSymbolicLink()) this.#addLink(folder, name, archived, stats);
    else if (stats.isDirectory()) {
      if (this.#isLoop(folder, path)) return false;
      this.#addSmall(folder, name, archived, 'folder', toSeen(stats, name));
      this.#enterFolder(path + sep, `${folder.prefix}${archived}/`, folder);
    } else {
      this.#skips.push({ path, ...message(kindOf(stats)) });
      return false;
    }
    return true;
  }

  #addFile(folder: PendingFolder, name: string, archived: string, stats: Stats): void {
    if (this.#isSecondName(folder, name, archived, stats)) return;
    const entry = toSeen(stats, name);
    if (stats.size <= (this.#options.deflates && !isPackedType(name) ? BIG_DEFLATED_FILE : BIG_FILE)) {
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

  #isSecondName(folder: PendingFolder, name: string, archived: string, stats: Stats): boolean {
    const { dev, ino } = stats;
    if (!this.#options.hardLinks || stats.nlink <= 1) return false;
    const path = folder.path + name;
    const isLink = stats.isSymbolicLink();
    const isSafe = Number.isSafeInteger(ino);
    if (isLink && !isSafe) return false;
    // Inodes of some disks are too large for a number.
    const id = isSafe ? fileKey({ dev, ino }) : identityOf(path);
    this.#linked.push({ archive: this.#archive, id, path, name: folder.prefix + archived, isLink });
    if (!this.#seen.has(id)) {
      this.#seen.add(id);
      return false;
    }
    this.#files++;
    return true;
  }

  #addLink(folder: PendingFolder, name: string, archived: string, stats: Stats): void {
    // If names are changed, the target of a link depends on its folder.
    if (!this.#targets && this.#isSecondName(folder, name, archived, stats)) return;
    const target = this.#targets?.map(folder.path, escapeBytes(readLink(folder.path + name)), this.#archive);
    this.#addSmall(folder, name, archived, 'link', toSeen(stats, name), target);
  }

  #addSmall(
    folder: PendingFolder,
    name: string,
    archived: string,
    kind: EntryKind,
    entry: Seen,
    target?: string,
  ): void {
    const size = kind === 'file' ? entry.size : 0;
    const { entries, bytes } = this.#plan;
    if (entries >= CHUNK_ENTRIES || bytes + size > this.#options.chunkBytes) this.#flush();
    this.#plan.add(folder.path, folder.prefix, { name, archived, kind, ...entry, target });
    if (kind !== 'folder') this.#files++;
    this.#bytes += size;
  }

  #flush(isLast = false): void {
    for (const chunk of isLast ? this.#plan.takeInPieces(LAST_BYTES) : [this.#plan.take()]) {
      if (chunk) this.#chunks.push({ ...chunk, archive: this.#archive });
    }
  }

  #enterFolder(path: string, prefix: string, { above, ...folder }: PendingFolder): void {
    const own = this.#options.links === 'follow' ? [...above, identityOf(path)] : above;
    const { archive, rootLength, rootName } = folder;
    this.#folders.push({ path, prefix, archive, rootLength, rootName, above: own });
  }

  #isLoop(folder: PendingFolder, path: string): boolean {
    if (this.#options.links !== 'follow' || !folder.above.includes(identityOf(path))) return false;
    this.#skips.push({ path, ...message('LINK_LOOP') });
    return true;
  }

  /** A path that the user typed may never have existed, but what the walk found existed a moment ago. */
  #skip(path: string, error: unknown, isRoot = false): void {
    const found = toUserError(error);
    const { cause } = found;
    const missing = { ...(isRoot ? message('ENOENT', { path }) : message('GONE')), ...(cause && { cause }) };
    this.#skips.push({ path, ...(cause?.code === 'ENOENT' ? missing : found) });
  }
}

/** Whether the disk stores less of the file than its size, by more than rounding to blocks explains. */
function hasHoles({ size, blocks }: Stats): boolean {
  return blocks * BLOCK_BYTES < size - HOLE_BYTES;
}

function kindOf(stats: Stats): 'PIPE' | 'SOCKET' | 'DEVICE' {
  if (stats.isFIFO()) return 'PIPE';
  if (stats.isSocket()) return 'SOCKET';
  return 'DEVICE';
}
