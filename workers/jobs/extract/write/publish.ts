// Gives what was extracted its name: as a whole if the name is free, otherwise file by file, as the user chose.
import { lstatSync, type Stats } from 'node:fs';
import { sep } from 'node:path';
import { type Identity, identityOf } from '../../../files/changes/identity.ts';
import { atPath, readNamesAt } from '../../../files/long-path.ts';
import { numberedNames } from '../../../files/output/numbered-names.ts';
import { withSeparator } from '../../../files/system/paths.ts';
import { changedMs } from '../../../files/system/times.ts';
import type { ExtractOptions } from '../options.ts';
import type { FailedEntry } from '../zip-archive/settle.ts';
import { FinishedFolders } from './finished-folders.ts';
import { type NamingCalls, namingCalls } from './naming-calls.ts';
import type { FolderAttributes } from './new-tree.ts';

export interface PublishRequest {
  /** The unfinished folder. */
  readonly part: string;
  /** The folder that the unfinished folder is in, and that the result goes into. */
  readonly folder: string;
  /** The name of the result's folder if the archive has more than one file or folder at its top level. */
  readonly wrapper: string;
  /** The names at its top level. */
  readonly roots: readonly string[];
  readonly folders: readonly FolderAttributes[];
  /** `skip`: existing files stay. Files that the user wants to replace were replaced before, one by one (`findReplaced`). */
  readonly collision: 'rename' | 'skip';
  /** Whether folders get the owner of the archive. */
  readonly owners: boolean;
}

export interface Published {
  /** Absolute paths of the results: one folder or file, or what was moved into an existing folder. */
  readonly paths: readonly string[];
  /** Files that were skipped because their names exist. */
  readonly skipped: readonly string[];
  readonly failed: readonly FailedEntry[];
}

/** What gets a name, and the wanted name. */
export interface Naming {
  readonly source: string;
  readonly target: string;
  /** The only file or folder in the unfinished folder; empty if the unfinished folder itself gets the name. */
  readonly root: string;
}

export function namingOf({
  part,
  folder,
  wrapper,
  roots,
}: Omit<PublishRequest, 'collision' | 'folders' | 'owners'>): Naming {
  const [only = '', ...others] = roots;
  const root = others.length === 0 ? only : '';
  return { root, source: join(part, root), target: join(folder, root === '' ? wrapper : root) };
}

/** Whether the result gets a name of its own and is not moved into an existing folder. */
export function getsOwnName(request: PublishRequest): boolean {
  return request.collision === 'rename' || !statOf(namingOf(request).target);
}

/** Gives folders their permissions and times before the result gets its name. */
export function finishFolders(request: PublishRequest): void {
  const { source, root } = namingOf(request);
  if (!statOf(source)?.isDirectory()) return;
  const folders = new FinishedFolders(request.folders, root, request.owners);
  folders.finishInner(source);
  folders.prepareOuter(source);
}

/**
 * Gives the result its name, or that name with a number, by one rename. Folders were finished before.
 * @param onNaming called with each name that is about to be tried, and what gets it
 * @returns absolute
 * @throws the system's error
 */
export function nameTree(
  request: PublishRequest,
  onNaming: (path: string, identity: Identity) => void = () => {},
  calls: NamingCalls = namingCalls,
): string {
  const { source, target, root } = namingOf(request);
  const identity = identityOf(atPath(source, (at) => lstatSync(at, { bigint: true })));
  const tell = (path: string): void => onNaming(path, identity);
  const isFolder = statOf(source)?.isDirectory() === true;
  const path = isFolder ? nameFolder(source, target, tell, calls) : nameFile(source, target, tell, calls);
  if (isFolder) new FinishedFolders(request.folders, root, request.owners).finishOuter(path);
  if (root !== '') orLeave(() => calls.removeFolder(request.part));
  return path;
}

/** An unfinished file, and the user's file that it replaces. */
export interface Replacement {
  /** As it is called among what was skipped. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

export interface FindReplacedRequest extends Omit<PublishRequest, 'collision' | 'folders' | 'owners'> {
  readonly collision: ExtractOptions['collision'];
}

/** Finds the files to replace. If there is a trash, they go there through the log of changes. */
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
      for (const name of readNamesAt(from)) visit(path === '' ? name : `${path}/${name}`);
    } else if (!ours.isDirectory() && !there.isDirectory() && replaces(collision, ours, there)) {
      found.push({ name: path || target, from, to });
    }
  };
  visit('');
  return found;
}

function replaces(collision: ExtractOptions['collision'], ours: Stats, there: Stats): boolean {
  return collision === 'overwrite' || (collision === 'newer' && changedMs(ours) > changedMs(there));
}

/** Gives a folder the first free name. An empty folder that gets this name at the same moment is replaced. @returns the new path */
function nameFolder(source: string, target: string, onNaming: (path: string) => void, calls: NamingCalls): string {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? target : `${target} (${n})`;
    if (statOf(candidate)) continue;
    try {
      onNaming(candidate);
      calls.rename(source, candidate);
      return candidate;
    } catch (error) {
      // Something got this name at the same moment.
      if (!isTaken(error)) throw error;
    }
  }
}

const TAKEN: ReadonlySet<string> = new Set(['ENOTEMPTY', 'EEXIST', 'ENOTDIR']);

/** Whether a folder could not be renamed because something has the name. */
export function isTaken(error: unknown): boolean {
  return TAKEN.has((error as NodeJS.ErrnoException).code ?? '');
}

function nameFile(source: string, target: string, onNaming: (path: string) => void, calls: NamingCalls): string {
  for (const candidate of numberedNames(target)) {
    onNaming(candidate);
    if (takeNameNow(source, candidate, calls)) return candidate;
  }
  return target;
}

/** Like `takeName`, but in this thread, and also for symbolic links. These are renamed if the name is free, as macOS would link their targets. */
export function takeNameNow(source: string, name: string, calls: NamingCalls): boolean {
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
  // It has the name. If the old name stays, it does no harm, and is removed with the unfinished folder.
  orLeave(() => calls.unlink(source));
  return true;
}

/** Ignores errors: what is left in the unfinished folder is removed with it, or later with the remains of killed runs. */
function orLeave(remove: () => void): void {
  try {
    remove();
  } catch {
    // The result does not depend on it.
  }
}

export function statOf(path: string): Stats | undefined {
  return atPath(path, (at) => lstatSync(at, { throwIfNoEntry: false }));
}

/** @param path as archives have it, `/` between folders; empty for the folder itself @returns as the system has it: results are shown and opened by it */
export function join(folder: string, path: string): string {
  if (path === '') return folder;
  return withSeparator(folder) + (sep === '/' ? path : path.replaceAll('/', sep));
}
