// Gives what was extracted its name: as a whole where the name is free, else file by file as the user chose.
import { linkSync, lstatSync, mkdirSync, renameSync, rmdirSync, type Stats, unlinkSync } from 'node:fs';
import { numberedNames } from '../../../files/output/numbered-names.ts';
import { isWindows } from '../../../files/system.ts';
import { readNames, systemPath } from '../../../files/system-path.ts';
import { toUserError } from '../../user-error.ts';
import { entryFault } from '../faults.ts';
import type { ExtractOptions } from '../options.ts';
import type { FailedEntry } from '../zip-archive/settle.ts';
import { type FolderAttributes, giveFolderAttributes, NewTree } from './new-tree.ts';
import { RealFolders } from './real-folders.ts';

export interface PublishRequest {
  /** The unfinished folder. */
  readonly part: string;
  /** Where it is, and where its content goes. */
  readonly folder: string;
  /** What it is called when more than one thing is in it. */
  readonly wrapper: string;
  /** What is in it. */
  readonly roots: readonly string[];
  readonly folders: readonly FolderAttributes[];
  /** `skip`: what is there stays. What is to be replaced was replaced before, file by file (`findReplaced`). */
  readonly collision: 'rename' | 'skip';
}

export interface Published {
  /** Absolute paths of what was named: one folder or file, or what was put into a folder that was there before. */
  readonly paths: readonly string[];
  /** Files that were left as they are because their names exist. */
  readonly skipped: readonly string[];
  readonly failed: readonly FailedEntry[];
}

/**
 * @param beforeMove for tests: something else may happen to the user's folders at this moment
 * @throws the system's error
 */
export async function publishTree(
  request: PublishRequest,
  beforeMove: (path: string) => void = () => {},
): Promise<Published> {
  const { part, folder, wrapper, roots, collision } = request;
  const [only = '', ...others] = roots;
  const isSingle = others.length === 0 && only !== '';
  const source = isSingle ? `${part}/${only}` : part;
  const target = `${folder}/${isSingle ? only : wrapper}`;
  const folders = new Folders(request.folders, isSingle ? only : '');
  const isFolder = statOf(source)?.isDirectory() === true;
  if (collision === 'rename' || !statOf(target)) {
    if (isFolder) folders.finishInner(source);
    const path = isFolder ? nameFolder(source, target) : nameFile(source, target);
    if (isFolder) folders.finishOuter(path);
    if (isSingle) rmdirSync(systemPath(part));
    return { paths: [path], skipped: [], failed: [] };
  }
  const merge = new Merge(source, target, beforeMove);
  merge.move('');
  folders.finishMade(target, merge.made);
  return { paths: merge.moved, skipped: merge.skipped, failed: merge.failed };
}

/** An unfinished file, and the file of the user's whose name it is to get. */
export interface Replacement {
  /** As it is called among what was skipped. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

export interface FindReplacedRequest extends Omit<PublishRequest, 'collision' | 'folders'> {
  readonly collision: ExtractOptions['collision'];
}

/** Which files are to be replaced: where there is a trash, they go there by way of the log of changes. */
export function findReplaced({ part, folder, wrapper, roots, collision }: FindReplacedRequest): readonly Replacement[] {
  const [only = '', ...others] = roots;
  const isSingle = others.length === 0 && only !== '';
  const found: Replacement[] = [];
  if (collision === 'rename' || collision === 'skip') return found;
  const source = isSingle ? `${part}/${only}` : part;
  const target = `${folder}/${isSingle ? only : wrapper}`;
  const visit = (path: string): void => {
    const [from, to] = [join(source, path), join(target, path)];
    const [ours, there] = [statOf(from), statOf(to)];
    if (!ours || !there) return;
    if (ours.isDirectory() && there.isDirectory()) {
      for (const name of readNames(from)) visit(path === '' ? name : `${path}/${name}`);
    } else if (!ours.isDirectory() && !there.isDirectory() && replaces(collision, ours, there)) {
      found.push({ name: path || target, from, to });
    }
  };
  visit('');
  return found;
}

function replaces(collision: ExtractOptions['collision'], ours: Stats, there: Stats): boolean {
  return collision === 'overwrite' || (collision === 'newer' && ours.mtimeMs > there.mtimeMs);
}

/** Permissions and times of folders: one that may not be written can't be moved, so that the outermost gets its own last. */
class Folders {
  readonly #inner: readonly FolderAttributes[];
  readonly #outer: FolderAttributes | undefined;

  /** @param root the one folder that is kept; empty for all */
  constructor(folders: readonly FolderAttributes[], root: string) {
    const prefix = root === '' ? '' : `${root}/`;
    this.#inner = folders.flatMap((one) =>
      one.path.startsWith(prefix) ? [{ ...one, path: one.path.slice(prefix.length) }] : [],
    );
    this.#outer = root === '' ? undefined : folders.find(({ path }) => path === root);
  }

  finishInner(path: string): void {
    new NewTree(path).finishFolders(this.#inner);
  }

  finishOuter(path: string): void {
    giveFolderAttributes(systemPath(path), this.#outer ?? { mode: -1, mtime: Number.NaN });
  }

  /** After a merge: those that were there before stay as they are. */
  finishMade(path: string, made: ReadonlySet<string>): void {
    new NewTree(path).finishFolders(this.#inner.filter((one) => made.has(one.path)));
    if (made.has('')) this.finishOuter(path);
  }
}

/** Moves files into folders that may be there already. Nothing that lies there is replaced, and no link is followed. */
class Merge {
  readonly #source: string;
  readonly #target: string;
  readonly #beforeMove: (path: string) => void;
  readonly #parents = new RealFolders();
  readonly made = new Set<string>();
  readonly skipped: string[] = [];
  readonly failed: FailedEntry[] = [];
  /** New folders, and files in folders that were there before. */
  readonly moved: string[] = [];

  constructor(source: string, target: string, beforeMove: (path: string) => void) {
    this.#beforeMove = beforeMove;
    this.#source = source;
    this.#target = target;
  }

  /** @param path below both; empty for the top */
  move(path: string): void {
    const from = join(this.#source, path);
    const to = join(this.#target, path);
    try {
      const found = statOf(from);
      if (found?.isDirectory()) this.#moveFolder(path, from, to);
      else if (found) this.#moveFile(path, from, to);
    } catch (error) {
      this.failed.push({ name: path || this.#target, error: toUserError(error) });
    }
  }

  #moveFolder(path: string, from: string, to: string): void {
    const there = statOf(to);
    if (there && !there.isDirectory()) throw entryFault(there.isSymbolicLink() ? 'LINK_IN_THE_WAY' : 'FILE_IN_THE_WAY');
    if (!there) {
      this.#beforeMove(to);
      this.#parents.check();
      mkdirSync(systemPath(to), 0o700);
      if (!this.#isInNewFolder(path)) this.moved.push(to);
      this.made.add(path);
    }
    this.#parents.enter(to);
    for (const name of readNames(from)) this.move(path === '' ? name : `${path}/${name}`);
    this.#parents.leave();
    // Stays where something of it could not be moved.
    if (readNames(from).length === 0) rmdirSync(systemPath(from));
  }

  #moveFile(path: string, from: string, to: string): void {
    if (statOf(to)?.isDirectory()) throw entryFault('FOLDER_IN_THE_WAY');
    this.#beforeMove(to);
    this.#parents.check();
    if (takeNameNow(from, to)) {
      if (!this.#isInNewFolder(path)) this.moved.push(to);
      return;
    }
    this.skipped.push(path || this.#target);
    unlinkSync(systemPath(from));
  }

  #isInNewFolder(path: string): boolean {
    return path !== '' && this.made.has(path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');
  }
}

/** Gives a folder the first free name. @returns the path that it got */
function nameFolder(source: string, target: string): string {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? target : `${target} (${n})`;
    if (statOf(candidate) || !holdFolderName(candidate)) continue;
    try {
      renameSync(systemPath(source), systemPath(candidate));
      return candidate;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Somebody has put something there in this moment.
      if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
    }
  }
}

/** An empty folder holds the name until the rename. Windows renames onto nothing that exists, and needs none. */
function holdFolderName(path: string): boolean {
  if (isWindows) return true;
  try {
    mkdirSync(systemPath(path), 0o700);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function nameFile(source: string, target: string): string {
  for (const candidate of numberedNames(target)) {
    if (takeNameNow(source, candidate)) return candidate;
  }
  return target;
}

/** As `takeName`, in this thread; links too, which are renamed where nothing is: macOS would link what they lead to. */
function takeNameNow(source: string, name: string): boolean {
  if (statOf(name)) return false;
  if (statOf(source)?.isSymbolicLink()) {
    renameSync(systemPath(source), systemPath(name));
    return true;
  }
  try {
    linkSync(systemPath(source), systemPath(name));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code === 'ENOENT' || code === 'ENOSPC' || code === 'EACCES' || code === 'EROFS') throw error;
    renameSync(systemPath(source), systemPath(name));
    return true;
  }
  unlinkSync(systemPath(source));
  return true;
}

function statOf(path: string): Stats | undefined {
  return lstatSync(systemPath(path), { throwIfNoEntry: false });
}

function join(folder: string, path: string): string {
  return path === '' ? folder : `${folder}/${path}`;
}
