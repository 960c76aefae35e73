// The tasks for nested archives: they find them, and check all links when everything is unpacked.
import { closeSync, lstatSync, readlinkSync } from 'node:fs';
import { atPath, readNamesAt } from '../../../files/long-path.ts';
import { readUpTo } from '../../../files/read-at.ts';
import { patientOpen } from '../../../files/system/patience.ts';
import { escapeBytes } from '../../../files/system-path.ts';
import type { Folding } from '../names/name-tree.ts';
import { removeUnfinishedFile } from '../write/remove-tree.ts';
import { type LinkFault, SafeLinks, type WantedLink } from '../write/safe-links.ts';
import { isNestedArchive } from './nested-names.ts';

export interface FindRequest {
  /** The unfinished folder. */
  readonly part: string;
  /** A folder in it, with `/` between folders; empty for the whole folder. */
  readonly folder: string;
}

/** @returns files that are archives by their name, relative to the unfinished folder. No link is followed. */
export function findNested({ part, folder }: FindRequest): readonly string[] {
  const found: string[] = [];
  visit(part, folder, (path, kind) => {
    if (kind === 'file' && isNestedArchive(path)) found.push(path);
  });
  return found.sort();
}

export interface LinksRequest {
  readonly part: string;
  /** The one folder that is the result; empty if everything is. */
  readonly kept: string;
  readonly folding: Folding;
}

export interface RemovedLink {
  readonly path: string;
  readonly fault: LinkFault;
}

/**
 * The links of each archive stay in its own folder, but a link of the outer archive may lead through a link of an inner one. So all links
 * are checked together. @returns the links that lead out, which were removed
 */
export function removeLinksOut({ part, kept, folding }: LinksRequest): readonly RemovedLink[] {
  const links: WantedLink[] = [];
  visit(part, '', (path, kind) => {
    if (kind === 'link')
      links.push({ path, target: escapeBytes(atPath(`${part}/${path}`, (at) => readlinkSync(at, 'buffer'))) });
  });
  const safe = new SafeLinks(links, kept, folding);
  const removed = links.flatMap((link) => {
    const fault = safe.faultOf(link);
    return fault ? [{ path: link.path, fault }] : [];
  });
  for (const { path } of removed) removeUnfinishedFile(part, path);
  return removed;
}

/** @param see called with everything that is no folder */
function visit(part: string, folder: string, see: (path: string, kind: 'file' | 'link') => void): void {
  for (const name of readNamesAt(folder === '' ? part : `${part}/${folder}`)) {
    const path = folder === '' ? name : `${folder}/${name}`;
    const found = atPath(`${part}/${path}`, (at) => lstatSync(at));
    if (found.isDirectory()) visit(part, path, see);
    else see(path, found.isSymbolicLink() ? 'link' : 'file');
  }
}

const COMPARE_BYTES = 256 << 10;

export interface CompareRequest {
  /** Absolute, like the others. */
  readonly path: string;
  readonly others: readonly string[];
}

/** Whether a file has the same content as one of the others. */
export function isSameContent({ path, others }: CompareRequest): boolean {
  const size = sizeOf(path);
  return others.some((other) => sizeOf(other) === size && isSame(path, other));
}

function isSame(path: string, other: string): boolean {
  const [one, two] = [openToRead(path), openToRead(other)];
  const [here, there] = [Buffer.allocUnsafe(COMPARE_BYTES), Buffer.allocUnsafe(COMPARE_BYTES)];
  try {
    for (let at = 0; ; at += COMPARE_BYTES) {
      const count = readUpTo(one, here, 0, COMPARE_BYTES, at);
      if (readUpTo(two, there, 0, COMPARE_BYTES, at) !== count) return false;
      if (count === 0) return true;
      if (here.compare(there, 0, count, 0, count) !== 0) return false;
    }
  } finally {
    closeSync(one);
    closeSync(two);
  }
}

function sizeOf(path: string): number {
  return atPath(path, (at) => lstatSync(at).size);
}

function openToRead(path: string): number {
  return atPath(path, (at) => patientOpen(at, 'r'));
}
