// Walks through the dropped files and folders. Whether a file is a picture is found out later, by its content.
import type { Dirent, Stats } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Excludes } from '../../../files/exclude-patterns.ts';
import { type FileCalls, pooledCalls } from '../../../files/file-calls.ts';
import { isOnItsWay } from '../../../files/output/part-name.ts';
import { foldedName } from '../../../files/system/names.ts';
import { plainRoot, rootName, withoutNamespace } from '../../../files/system/paths.ts';
import { changedMs } from '../../../files/system/times.ts';
import { escapeBytes, systemPath } from '../../../files/system-path.ts';
import type { Skip } from '../../job-report.ts';
import { message, toUserError } from '../../user-error.ts';
import { keyAt } from './name-plan.ts';

/** A file that may be a picture. */
export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  /** The name on its row: relative to its input, with `/` between folders. */
  readonly name: string;
  /** Folders between a chosen output folder and the result: `Photos/2024`; empty for a dropped file. */
  readonly tree: string;
  readonly bytes: number;
  /** Date of change, in milliseconds since 1970. */
  readonly changed: number;
  /** Its type and permission bits. */
  readonly mode: number;
  /** Equal for all names of the file and for all paths to it. */
  readonly key: string;
}

export function bytesOf(files: readonly FoundFile[]): number {
  return files.reduce((sum, file) => sum + file.bytes, 0);
}

/** What a walk skips. */
export interface WalkLimits {
  /** Whether results are saved in the folder, which is given by absolute path and by name. */
  readonly isResultFolder: (folder: string, name: string) => boolean;
  /** Whether the user excludes a path, relative to the input. */
  readonly excludes: Excludes;
  readonly skip: (skip: Skip) => void;
  readonly signal: AbortSignal;
  /** @default pooledCalls */
  readonly calls?: FileCalls | undefined;
}

/** Bookkeeping of systems and file managers, skipped without a message: also what was thrown away, where a whole disk is dropped. */
const BOOKKEEPING =
  /^(\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|\$RECYCLE\.BIN|System Volume Information|\.Trashes|\.Trash-\d+)$/i;

/** How many files are examined at a time, as each call waits for the disk or the network. */
const AT_ONCE = 64;

/** Finds files in a stable order; each file once, however often it was dropped. It yields several at a time, as each step waits. */
export async function* findFiles(inputs: readonly string[], limits: WalkLimits): AsyncGenerator<readonly FoundFile[]> {
  const seen = new Set<string>();
  for await (const files of walkInputs(inputs, limits)) {
    limits.signal.throwIfAborted();
    const fresh = files.filter((file) => {
      const name = nameOf(file);
      return !seen.has(name) && seen.add(name);
    });
    if (fresh.length > 0) yield fresh;
  }
}

/** `c:\a` and `C:\a` are one file, if both lead to the same; two names of a file are two. */
function nameOf({ path, key }: FoundFile): string {
  return `${key} ${foldedName(withoutNamespace(path))}`;
}

async function* walkInputs(inputs: readonly string[], limits: WalkLimits): AsyncGenerator<readonly FoundFile[]> {
  const { stat } = limits.calls ?? pooledCalls;
  const paths = inputs.map((input) => plainRoot(resolve(input)));
  for (let start = 0; start < paths.length; start += AT_ONCE) {
    let files: FoundFile[] = [];
    for (const [path, found] of await lookAt(paths.slice(start, start + AT_ONCE), stat)) {
      const entry = found instanceof Error ? undefined : found;
      if (entry?.isFile() && limits.excludes(basename(path), false)) continue;
      if (entry?.isFile()) files.push(foundFile(path, entry, basename(path), ''));
      else if (entry?.isDirectory()) {
        yield files;
        files = [];
        yield* walkFolder({ folder: path, inner: '', tree: rootName(path) ?? basename(path) }, limits);
      } else passOver(path, found, limits);
    }
    yield files;
  }
}

type Look = readonly [path: string, found: Stats | Error];

function lookAt(paths: readonly string[], look: (path: string) => Promise<Stats>): Promise<Look[]> {
  return Promise.all(paths.map(async (path): Promise<Look> => [path, await look(path).catch((error: Error) => error)]));
}

function foundFile(path: string, found: Stats, name: string, tree: string): FoundFile {
  const { size, mode } = found;
  return { path, name, tree, bytes: size, changed: changedMs(found), mode: mode & 0o777, key: keyAt(path, found) };
}

interface Place {
  readonly folder: string;
  /** Relative to the input, `/` between folders. */
  readonly inner: string;
  readonly tree: string;
}

async function* walkFolder(place: Place, limits: WalkLimits): AsyncGenerator<readonly FoundFile[]> {
  const all = await readFolder(place.folder).catch((error: unknown) => {
    limits.skip({ path: place.folder, ...toUserError(error) });
    return [];
  });
  const seen = all.filter(({ name }) => !BOOKKEEPING.test(name) && !isOnItsWay(name));
  const entries = seen.filter((entry) => !limits.excludes(innerName(place.inner, entry.name), entry.isDirectory()));
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  let names: string[] = [];
  for (const entry of entries) {
    limits.signal.throwIfAborted();
    if (!entry.isFile()) {
      yield await filesOf(place, names, limits);
      names = [];
      yield* walkOther(entry, place, limits);
    } else if (names.push(entry.name) === AT_ONCE) {
      yield await filesOf(place, names, limits);
      names = [];
    }
  }
  yield await filesOf(place, names, limits);
}

type Entry = Pick<Dirent, 'name' | 'isFile' | 'isDirectory' | 'isSymbolicLink'>;

/** Names that are not UTF-8 are escaped (`system-path.ts`). */
async function readFolder(folder: string): Promise<Entry[]> {
  const path = systemPath(folder);
  const entries = await readdir(path, { withFileTypes: true });
  if (!entries.some(({ name }) => name.includes('\uFFFD'))) return entries;
  const exact = await readdir(path, { withFileTypes: true, encoding: 'buffer' });
  return exact.map((entry) => ({
    name: escapeBytes(entry.name),
    isFile: () => entry.isFile(),
    isDirectory: () => entry.isDirectory(),
    isSymbolicLink: () => entry.isSymbolicLink(),
  }));
}

async function filesOf({ folder, inner, tree }: Place, names: readonly string[], limits: WalkLimits) {
  const { lstat } = limits.calls ?? pooledCalls;
  const files: FoundFile[] = [];
  const looks = await lookAt(
    names.map((name) => join(folder, name)),
    lstat,
  );
  for (const [index, [path, found]] of looks.entries()) {
    if (found instanceof Error) passOver(path, found, limits);
    else files.push(foundFile(path, found, innerName(inner, names[index] ?? ''), tree));
  }
  return files;
}

async function* walkOther(
  entry: Entry,
  { folder, inner, tree }: Place,
  limits: WalkLimits,
): AsyncGenerator<readonly FoundFile[]> {
  const path = join(folder, entry.name);
  // Windows also lists files in the cloud and deduplicated files as links, so links are examined again.
  const looked = entry.isSymbolicLink() ? await lookAgain(path, limits) : entry;
  if (!(looked instanceof Error) && looked.isFile()) {
    yield await filesOf({ folder, inner, tree }, [entry.name], limits);
  } else if (looked instanceof Error || !looked.isDirectory()) passOver(path, looked, limits);
  else if (limits.isResultFolder(path, entry.name)) limits.skip({ path, ...message('RESULTS_FOLDER') });
  else yield* walkFolder({ folder: path, inner: innerName(inner, entry.name), tree: `${tree}/${entry.name}` }, limits);
}

function lookAgain(path: string, { calls = pooledCalls }: WalkLimits): Promise<Stats | Error> {
  return calls.lstat(path).catch((error: Error) => error);
}

/** Reports why something is skipped that is neither a file nor a folder, or that cannot be examined. */
function passOver(path: string, entry: Stats | Entry | Error, { skip }: WalkLimits): void {
  if (entry instanceof Error) skip({ path, ...toUserError(entry) });
  else if (entry.isSymbolicLink()) skip({ path, ...message('LINK') });
  else skip({ path, ...message('SPECIAL_FILE') });
}

function innerName(inner: string, name: string): string {
  return inner === '' ? name : `${inner}/${name}`;
}
