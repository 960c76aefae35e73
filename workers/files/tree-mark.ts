// Marks a file, or a folder with everything in it, so that a later mark shows whether it has changed.

import type { BigIntStats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { slices } from '../slices.ts';
import { laterAtPath, readNamesAt } from './long-path.ts';
import { crypto } from './node-when-used.ts';
import { holdsMount } from './system/mounts.ts';

export interface TreeMark {
  /** It stays the same as long as nothing below is added, removed, renamed or changed. The root's own name does not count. */
  readonly mark: string;
  /** The number of files, folders and other entries, including the root. */
  readonly entries: number;
}

/** How many files are examined at a time. */
const ASKED_TOGETHER = 64;

/**
 * Content is not read, because a change of it changes the size or one of the times.
 * @returns undefined where a part of it is on another disk or is a mount: such a folder cannot be moved as one
 * @throws the system's error, also when something vanishes meanwhile
 */
export async function markTree(path: string, check: () => void = () => {}): Promise<TreeMark | undefined> {
  const root = await lookUp(path);
  const isFolder = root.isDirectory();
  if (isFolder && (await holdsMount(path))) return undefined;
  const hash = crypto().createHash('sha256').update(lineOf(root, true));
  let entries = 1;
  for await (const some of isFolder ? entriesIn(path, check) : []) {
    for (const { inside, found } of some) {
      if (found.dev !== root.dev) return undefined;
      hash.update(`\0${inside}\0${lineOf(found)}`);
    }
    entries += some.length;
  }
  return { mark: hash.digest('hex'), entries };
}

/**
 * Whether anything in a folder was written, added or removed since the folder got its name. This is judged by times of change (ctime).
 * On a disk that keeps only the times of content, it cannot be known.
 */
export async function isChangedInside(path: string): Promise<boolean> {
  const { ctimeNs: named, mtimeNs: written } = await lookUp(path);
  if (named === written) return false;
  for await (const some of entriesIn(path)) {
    // An archive may date a file to the year 2100: its content is new only where its status has changed since, too.
    if (some.some(({ found: { mtimeNs, ctimeNs } }) => mtimeNs > named && ctimeNs > named)) return true;
  }
  return false;
}

interface Entry {
  /** Its path below the folder, with a `/` at its beginning. */
  readonly inside: string;
  readonly found: BigIntStats;
}

/** Yields everything in a folder, some entries at a time, always in the same order. @param check is called before a folder is read */
async function* entriesIn(path: string, check: () => void = () => {}): AsyncGenerator<readonly Entry[]> {
  const pending = [''];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    check();
    const paths = readNamesAt(path + folder).map((name) => `${folder}/${name}`);
    for (const some of slices(paths.sort(), ASKED_TOGETHER)) {
      const entries = await Promise.all(some.map(async (inside) => ({ inside, found: await lookUp(path + inside) })));
      for (const { inside, found } of entries) if (found.isDirectory()) pending.push(inside);
      yield entries;
    }
  }
}

function lineOf(found: BigIntStats, isRoot = false): string {
  // The size of a folder means nothing, and its time of change shows whether the names in it have changed. Renaming the root changes the
  // root's ctime, but not that of its contents.
  return `${found.mode} ${found.isDirectory() ? '' : found.size} ${found.mtimeNs} ${isRoot ? '' : found.ctimeNs}`;
}

function lookUp(path: string): Promise<BigIntStats> {
  return laterAtPath(path, (at) => lstat(at, { bigint: true }));
}
