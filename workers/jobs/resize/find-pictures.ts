// Walks the dropped files and folders. Whether a file is a picture is told later, by its content.
import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Skip } from '../job-type.ts';
import { toUserError } from '../user-error.ts';

/** A file that may be a picture. */
export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  /** As the row shows it: relative to its input, `/` between folders. */
  readonly name: string;
  /** Folders between a chosen output folder and the result: `Photos/2024`; empty for a dropped file. */
  readonly tree: string;
  readonly bytes: number;
  /** Date of change, in milliseconds since 1970. */
  readonly changed: number;
}

/** Folders whose content is not for this job, by absolute path or by name. */
export interface WalkLimits {
  readonly leaveOut: (folder: string, name: string) => boolean;
  readonly skip: (skip: Skip) => void;
  readonly signal: AbortSignal;
}

/** Bookkeeping of file managers and unfinished results, left out without a word. */
const UNSEEN = /^(\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|\.dropmill-.*\.part)$/i;

/** Files that are looked at side by side: one after the other, each waits for the way there and back. */
const AT_ONCE = 64;

/** Finds files in a stable order; each file once, however often it was dropped. */
export async function* findFiles(inputs: readonly string[], limits: WalkLimits): AsyncGenerator<FoundFile> {
  const seen = new Set<string>();
  const paths = inputs.map((input) => resolve(input));
  for await (const [input, entry] of lookAtAll(paths, stat)) {
    for await (const file of walkInput(input, entry, limits)) {
      limits.signal.throwIfAborted();
      if (seen.has(file.path)) continue;
      seen.add(file.path);
      yield file;
    }
  }
}

/** Looks at files, and gives each with what was found or why nothing was. */
async function* lookAtAll(
  paths: readonly string[],
  look: (path: string) => Promise<Stats>,
): AsyncGenerator<[path: string, found: Stats | Error]> {
  for (let start = 0; start < paths.length; start += AT_ONCE) {
    const group = paths.slice(start, start + AT_ONCE);
    const found = await Promise.all(group.map((path) => look(path).catch((error: Error) => error)));
    for (const [index, path] of group.entries()) yield [path, found[index] ?? new Error(path)];
  }
}

async function* walkInput(input: string, entry: Stats | Error, limits: WalkLimits): AsyncGenerator<FoundFile> {
  try {
    if (entry instanceof Error) throw entry;
    if (entry.isDirectory()) {
      yield* walkFolder({ folder: input, inner: '', tree: basename(input) }, limits);
    } else if (entry.isFile()) {
      yield { path: input, name: basename(input), tree: '', bytes: entry.size, changed: entry.mtimeMs };
    } else {
      limits.skip({ path: input, reason: 'It is neither a file nor a folder.' });
    }
  } catch (error) {
    if (limits.signal.aborted) throw error;
    limits.skip({ path: input, reason: toUserError(error).message });
  }
}

interface Place {
  readonly folder: string;
  /** Relative to the input, `/` between folders. */
  readonly inner: string;
  readonly tree: string;
}

async function* walkFolder(place: Place, limits: WalkLimits): AsyncGenerator<FoundFile> {
  const entries = await readdir(place.folder, { withFileTypes: true }).catch((error: unknown) => {
    limits.skip({ path: place.folder, reason: toUserError(error).message });
    return [];
  });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    limits.signal.throwIfAborted();
    yield* walkEntry(entry, place, limits);
  }
}

async function* walkEntry(
  entry: Dirent,
  { folder, inner, tree }: Place,
  limits: WalkLimits,
): AsyncGenerator<FoundFile> {
  const path = join(folder, entry.name);
  const name = inner === '' ? entry.name : `${inner}/${entry.name}`;
  if (entry.isDirectory()) {
    if (limits.leaveOut(path, entry.name)) limits.skip({ path, reason: 'Results are saved there.' });
    else yield* walkFolder({ folder: path, inner: name, tree: `${tree}/${entry.name}` }, limits);
  } else if (entry.isFile()) {
    if (UNSEEN.test(entry.name)) return;
    const found = await lstat(path).catch((error: unknown) => {
      limits.skip({ path, reason: toUserError(error).message });
    });
    if (found) yield { path, name, tree, bytes: found.size, changed: found.mtimeMs };
  } else {
    const reason = entry.isSymbolicLink() ? 'Links are not followed.' : 'It is neither a file nor a folder.';
    limits.skip({ path, reason });
  }
}
