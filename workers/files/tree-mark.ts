// What tells whether a file, or a folder with all that is in it, is as it was.

import type { BigIntStats } from 'node:fs';
import { lstat, readFile, realpath } from 'node:fs/promises';
import { laterAtPath, readNamesAt } from './long-path.ts';
import { crypto } from './node-when-used.ts';
import { systemPath } from './system-path.ts';

export interface TreeMark {
  /** The same as long as nothing below is added, removed, renamed or changed. The root's own name does not count. */
  readonly mark: string;
  /** Files, folders and whatever else there is, the root included. */
  readonly entries: number;
}

/** Files that are asked about at a time. */
const ASKED_TOGETHER = 64;

/**
 * Reads no content: a change of it changes the size or one of the times.
 * @returns undefined where a part of it lies on another disk, or is shown there by a mount: such a folder cannot be moved as one
 * @throws the system's error, also when something vanishes meanwhile
 */
export async function markTree(path: string, check: () => void = () => {}): Promise<TreeMark | undefined> {
  const root = await lookAt(path, true);
  if (root.isFolder && (await holdsMount(path))) return undefined;
  const hash = crypto().createHash('sha256').update(root.line);
  let entries = 1;
  const pending = root.isFolder ? [''] : [];
  for (let inside = pending.pop(); inside !== undefined; inside = pending.pop()) {
    check();
    const names = readNamesAt(path + inside).sort();
    for (let at = 0; at < names.length; at += ASKED_TOGETHER) {
      const some = names.slice(at, at + ASKED_TOGETHER).map((name) => `${inside}/${name}`);
      const found = await Promise.all(some.map((one) => lookAt(path + one)));
      for (const [index, { line, dev, isFolder }] of found.entries()) {
        if (dev !== root.dev) return undefined;
        hash.update(`\0${some[index]}\0${line}`);
        if (isFolder) pending.push(some[index] ?? '');
      }
      entries += some.length;
    }
  }
  return { mark: hash.digest('hex'), entries };
}

/**
 * Whether anything in a folder was written, added or removed since the folder got its name, going by times of change. Where the disk
 * keeps none besides those of content, that cannot be told.
 */
export async function isChangedInside(path: string): Promise<boolean> {
  const { ctimeNs: named, mtimeNs: written } = await lookUp(path);
  if (named === written) return false;
  const pending = [''];
  for (let inside = pending.pop(); inside !== undefined; inside = pending.pop()) {
    const names = readNamesAt(path + inside);
    for (let at = 0; at < names.length; at += ASKED_TOGETHER) {
      const some = names.slice(at, at + ASKED_TOGETHER).map((name) => `${inside}/${name}`);
      const found = await Promise.all(some.map((one) => lookUp(path + one)));
      // An archive may say of a file that it is of the year 2100: then that is no news.
      if (found.some(({ mtimeNs, ctimeNs }) => mtimeNs > named && ctimeNs > named)) return true;
      pending.push(...some.filter((_, index) => found[index]?.isDirectory()));
    }
  }
  return false;
}

/** Linux can show one folder of a disk in another one: what is seen there has the same number of the disk, but lies elsewhere. */
async function holdsMount(path: string): Promise<boolean> {
  const mounts = await readFile('/proc/self/mountinfo', 'latin1').catch(() => '');
  if (mounts === '') return false;
  const real = `${(await realpath(systemPath(path), 'buffer')).toString('latin1')}/`;
  return mounts.split('\n').some((line) => unescaped(line.split(' ')[4] ?? '').startsWith(real));
}

/** A blank in a name is written as `\040`. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

async function lookAt(path: string, isRoot = false) {
  const found = await lookUp(path);
  const isFolder = found.isDirectory();
  // The size of a folder says nothing; its time of change says whether it holds other names. A root that is renamed has another
  // ctime, what is in it has not.
  const line = `${found.mode} ${isFolder ? '' : found.size} ${found.mtimeNs} ${isRoot ? '' : found.ctimeNs}`;
  return { dev: found.dev, isFolder, line };
}

function lookUp(path: string): Promise<BigIntStats> {
  return laterAtPath(path, (at) => lstat(at, { bigint: true }));
}
