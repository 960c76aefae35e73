// What tells whether a file, or a folder with all that is in it, is as it was.

import { lstat } from 'node:fs/promises';
import { crypto } from './node-when-used.ts';
import { namesAt, systemPath } from './system-path.ts';

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
 * @returns undefined where a part of it lies on another disk: such a folder cannot be moved as one
 * @throws the system's error, also when something vanishes meanwhile
 */
export async function markTree(path: string, check: () => void = () => {}): Promise<TreeMark | undefined> {
  const root = await lookAt(path, true);
  const hash = crypto().createHash('sha256').update(root.line);
  let entries = 1;
  const pending = root.isFolder ? [''] : [];
  for (let inside = pending.pop(); inside !== undefined; inside = pending.pop()) {
    check();
    const names = namesAt(systemPath(path + inside)).sort();
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

async function lookAt(path: string, isRoot = false) {
  const found = await lstat(systemPath(path), { bigint: true });
  const isFolder = found.isDirectory();
  // The size of a folder says nothing; its time of change says whether it holds other names. A root that is renamed has another
  // ctime, what is in it has not.
  const line = `${found.mode} ${isFolder ? '' : found.size} ${found.mtimeNs} ${isRoot ? '' : found.ctimeNs}`;
  return { dev: found.dev, isFolder, line };
}
