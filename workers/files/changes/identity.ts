// Tells whether a file is the same one as before, by its number on the disk, its size and its time of change.
import type { BigIntStats } from 'node:fs';
import { lstat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isLayered } from '../system/layers.ts';
import { isWindows } from '../system.ts';
import { systemPath } from '../system-path.ts';

/** Numbers that may be too large for JavaScript's numbers are texts, because they are kept in a log. */
export interface Identity {
  /** The disk's number, valid until the computer is started again. */
  readonly dev: string;
  /** The file's number on its disk. */
  readonly ino: string;
  /** Bytes. */
  readonly size: number;
  /** Time of the last change of the content, in nanoseconds since 1970. */
  readonly mtime: string;
}

export function identityOf({ dev, ino, size, mtimeNs }: BigIntStats): Identity {
  return { dev: dev.toString(), ino: ino.toString(), size: Number(size), mtime: mtimeNs.toString() };
}

type Numeral = bigint | number | string;

/** Two names with the same key are the same file on the disk, whatever its content is by now. */
export function fileKey({ dev, ino }: { readonly dev: Numeral; readonly ino: Numeral }): string {
  return `${dev}-${ino}`;
}

/** Whether both are the same file with the same content. The numbers of disks are not compared, as they may change when the computer starts. */
export function isSame(a: Identity, b: Identity | undefined): boolean {
  return b !== undefined && a.ino === b.ino && a.size === b.size && a.mtime === b.mtime;
}

/**
 * Like `isSame`, but correct on every disk: exFAT and FAT do not number files, and the numbers that the system makes up
 * may change. There, only size and time are compared; and so where overlayfs says that a file was on another disk before, as it copies
 * files from one of its disks to another one when they are changed.
 * @param path of the file that `found` describes
 */
export async function isStill(known: Identity | null, found: Identity | undefined, path: string): Promise<boolean> {
  if (!known) return false;
  if (isSame(known, found)) return true;
  if (!found || known.size !== found.size || known.mtime !== found.mtime) return false;
  const folder = dirname(path);
  return (known.dev !== found.dev && (await isLayered(folder))) || !(await hasLastingNumbers(folder));
}

/** The file system types of Linux (`statfs`) whose files have no numbers of their own: FAT, exFAT, and what runs on FUSE. */
const WITHOUT_NUMBERS: ReadonlySet<number> = new Set([0x4d44, 0x2011bab0, 0x65735546]);

/** Whether a file on this disk has the same number however its name is written. On others, `A.JPG` and `a.jpg` may have different ones. */
export async function hasLastingNumbers(folder: string): Promise<boolean> {
  if (isWindows) {
    const number = await lstat(systemPath(folder), { bigint: true }).catch(() => undefined);
    return number === undefined || isNumberOfNtfs(number.ino);
  }
  const found = await statfs(systemPath(folder)).catch(() => undefined);
  return found === undefined || !WITHOUT_NUMBERS.has(found.type);
}

const BITS_OF_PLACE = 48n;

/**
 * Windows does not tell the kind of a disk, so it is derived from a file's number. On NTFS the upper 16 bits count how often the record was
 * used, which is at least 1. On FAT and exFAT the number is the position of the name on the disk, which is much smaller (Microsoft,
 * FILE_INTERNAL_INFORMATION). Other file systems are treated like FAT.
 * @param number as Node returns it: large ones can be negative
 */
export function isNumberOfNtfs(number: bigint): boolean {
  return BigInt.asUintN(64, number) >> BITS_OF_PLACE > 0n;
}
