// Gives what was extracted its name: as a whole where the name is free, else file by file as the user chose.
import { lstatSync, mkdirSync, type Stats } from 'node:fs';
import { type Identity, identityOf } from '../../../files/changes/identity.ts';
import { numberedNames } from '../../../files/output/numbered-names.ts';
import { isWindows } from '../../../files/system.ts';
import { readNames, systemPath } from '../../../files/system-path.ts';
import { toUserError } from '../../user-error.ts';
import { entryFault } from '../faults.ts';
import type { ExtractOptions } from '../options.ts';
import type { FailedEntry } from '../zip-archive/settle.ts';
import { type NamingCalls, namingCalls } from './naming-calls.ts';
import { type FolderAttributes, NewTree } from './new-tree.ts';
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
  /** Whether folders get the owner of the archive. */
  readonly owners: boolean;
}

export interface Published {
  /** Absolute paths of what was named: one folder or file, or what was put into a folder that was there before. */
  readonly paths: readonly string[];
  /** Files that were left as they are because their names exist. */
  readonly skipped: readonly string[];
  readonly failed: readonly FailedEntry[];
}

/** What gets a name, and the name that it gets if that is free. */
interface Naming {
  readonly source: string;
  readonly target: string;
  /** The one thing in the unfinished folder; empty where the folder itself gets the name. */
  readonly root: string;
}

function namingOf({ part, folder, wrapper, roots }: Omit<PublishRequest, 'collision' | 'folders' | 'owners'>): Naming {
  const [only = '', ...others] = roots;
  const root = others.length === 0 ? only : '';
  return { root, source: root === '' ? part : `${part}/${root}`, target: `${folder}/${root === '' ? wrapper : root}` };
}

/** Whether it gets a name of its own, and is not moved into a folder that is there. */
export function getsOwnName(request: PublishRequest): boolean {
  return request.collision === 'rename' || !statOf(namingOf(request).target);
}

/** Gives folders their permissions and times, before all of it gets its name. */
export function finishFolders(request: PublishRequest): void {
  const { source, root } = namingOf(request);
  if (!statOf(source)?.isDirectory()) return;
  const folders = new Folders(request.folders, root, request.owners);
  folders.finishInner(source);
  folders.prepareOuter(source);
}

/**
 * Gives the whole its name, or that name with a number: one rename. Folders were finished before.
 * @param onNaming is told of each name that is about to be tried, and what gets it
 * @returns absolute
 * @throws the system's error
 */
export function nameTree(
  request: PublishRequest,
  onNaming: (path: string, identity: Identity) => void = () => {},
  calls: NamingCalls = namingCalls,
): string {
  const { source, target, root } = namingOf(request);
  const identity = identityOf(lstatSync(systemPath(source), { bigint: true }));
  const tell = (path: string): void => onNaming(path, identity);
  const isFolder = statOf(source)?.isDirectory() === true;
  const path = isFolder ? nameFolder(source, target, tell, calls) : nameFile(source, target, tell, calls);
  if (isFolder) new Folders(request.folders, root, request.owners).finishOuter(path);
  if (root !== '') orLeave(() => calls.removeFolder(request.part));
  return path;
}

/**
 * Moves what was extracted into the folder that is there.
 * @param beforeMove for tests: something else may happen to the user's folders at this moment
 * @throws the system's error
 */
export async function mergeTree(
  request: PublishRequest,
  beforeMove: (path: string) => void = () => {},
  calls: NamingCalls = namingCalls,
): Promise<Published> {
  const { source, target, root } = namingOf(request);
  const merge = new Merge(source, target, beforeMove, calls);
  merge.move('');
  new Folders(request.folders, root, request.owners).finishMade(target, merge.made);
  return { paths: merge.moved, skipped: merge.skipped, failed: merge.failed };
}

/** An unfinished file, and the file of the user's whose name it is to get. */
export interface Replacement {
  /** As it is called among what was skipped. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

export interface FindReplacedRequest extends Omit<PublishRequest, 'collision' | 'folders' | 'owners'> {
  readonly collision: ExtractOptions['collision'];
}

/** Which files are to be replaced: where there is a trash, they go there by way of the log of changes. */
export function findReplaced(request: FindReplacedRequest): readonly Replacement[] {
  const { collision } = request;
  const { source, target } = namingOf(request);
  const found: Replacement[] = [];
  if (collision === 'rename' || collision === 'skip') return found;
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

/** Of a folder that the archive does not speak of. */
const PLAIN = { mode: -1, mtime: Number.NaN };
const OWNER_WRITES = 0o200;

/** Permissions and times of folders: one that may not be written can't be moved, so that the outermost gets its own last. */
class Folders {
  readonly #inner: readonly FolderAttributes[];
  readonly #outer: FolderAttributes | undefined;
  readonly #owners: boolean;

  /** @param root the one folder that is kept; empty for all */
  constructor(folders: readonly FolderAttributes[], root: string, owners: boolean) {
    this.#owners = owners;
    const prefix = root === '' ? '' : `${root}/`;
    this.#inner = folders.flatMap((one) =>
      one.path.startsWith(prefix) ? [{ ...one, path: one.path.slice(prefix.length) }] : [],
    );
    this.#outer = root === '' ? undefined : folders.find(({ path }) => path === root);
  }

  finishInner(path: string): void {
    new NewTree(path, { owners: this.#owners }).finishFolders(this.#inner);
  }

  /** As far as that does not keep it from being moved: then it is, when it gets its name, what it stays. */
  prepareOuter(path: string): void {
    const attributes = this.#outer ?? PLAIN;
    const mode = attributes.mode < 0 ? attributes.mode : attributes.mode | OWNER_WRITES;
    new NewTree(path, { owners: this.#owners }).finishFolder({ ...attributes, mode, path: '' });
  }

  finishOuter(path: string): void {
    new NewTree(path, { owners: this.#owners }).finishFolder({ ...(this.#outer ?? PLAIN), path: '' });
  }

  /** After a merge: those that were there before stay as they are. */
  finishMade(path: string, made: ReadonlySet<string>): void {
    new NewTree(path, { owners: this.#owners }).finishFolders(this.#inner.filter((one) => made.has(one.path)));
    if (made.has('')) this.finishOuter(path);
  }
}

/** Moves files into folders that may be there already. Nothing that lies there is replaced, and no link is followed. */
class Merge {
  readonly #source: string;
  readonly #target: string;
  readonly #beforeMove: (path: string) => void;
  readonly #calls: NamingCalls;
  readonly #parents = new RealFolders();
  readonly made = new Set<string>();
  readonly skipped: string[] = [];
  readonly failed: FailedEntry[] = [];
  /** New folders, and files in folders that were there before. */
  readonly moved: string[] = [];

  constructor(source: string, target: string, beforeMove: (path: string) => void, calls: NamingCalls) {
    this.#beforeMove = beforeMove;
    this.#calls = calls;
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
    if (readNames(from).length === 0) orLeave(() => this.#calls.removeFolder(from));
  }

  #moveFile(path: string, from: string, to: string): void {
    if (statOf(to)?.isDirectory()) throw entryFault('FOLDER_IN_THE_WAY');
    this.#beforeMove(to);
    this.#parents.check();
    if (takeNameNow(from, to, this.#calls)) {
      if (!this.#isInNewFolder(path)) this.moved.push(to);
      return;
    }
    this.skipped.push(path || this.#target);
    orLeave(() => this.#calls.unlink(from));
  }

  #isInNewFolder(path: string): boolean {
    return path !== '' && this.made.has(path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');
  }
}

/** Gives a folder the first free name. @returns the path that it got */
function nameFolder(source: string, target: string, onNaming: (path: string) => void, calls: NamingCalls): string {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? target : `${target} (${n})`;
    if (statOf(candidate) || !holdFolderName(candidate)) continue;
    try {
      onNaming(candidate);
      calls.rename(source, candidate);
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

function nameFile(source: string, target: string, onNaming: (path: string) => void, calls: NamingCalls): string {
  for (const candidate of numberedNames(target)) {
    onNaming(candidate);
    if (takeNameNow(source, candidate, calls)) return candidate;
  }
  return target;
}

/** As `takeName`, in this thread; links too, which are renamed where nothing is: macOS would link what they lead to. */
function takeNameNow(source: string, name: string, calls: NamingCalls): boolean {
  if (statOf(name)) return false;
  if (statOf(source)?.isSymbolicLink()) {
    calls.rename(source, name);
    return true;
  }
  try {
    calls.link(source, name);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code === 'ENOENT' || code === 'ENOSPC' || code === 'EACCES' || code === 'EROFS') throw error;
    calls.rename(source, name);
    return true;
  }
  // It has the name: a second one that stays is no loss, and is removed with the unfinished folder.
  orLeave(() => calls.unlink(source));
  return true;
}

/** What is left in the unfinished folder is removed with it, or later with what killed runs leave. */
function orLeave(remove: () => void): void {
  try {
    remove();
  } catch {
    // Nothing of the result depends on it.
  }
}

function statOf(path: string): Stats | undefined {
  return lstatSync(systemPath(path), { throwIfNoEntry: false });
}

function join(folder: string, path: string): string {
  return path === '' ? folder : `${folder}/${path}`;
}
