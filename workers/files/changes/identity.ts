// What makes a file the same one that was looked at before: its number on the disk, its size and its time of change.
import type { BigIntStats } from 'node:fs';
import { lstat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isWindows } from '../system.ts';
import { systemPath } from '../system-path.ts';

/** Numbers that may be larger than what JavaScript's hold are text, as they are kept in a log. */
export interface Identity {
  /** The disk's number, good until the computer is started again. */
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

/** The same file with the same content. Disks are numbered again at each start of the computer and are not compared. */
export function isSame(a: Identity, b: Identity | undefined): boolean {
  return b !== undefined && a.ino === b.ino && a.size === b.size && a.mtime === b.mtime;
}

/**
 * The same as `isSame`, on every disk: exFAT and FAT have no numbers of their own for files, and what the system makes up
 * may change. There, size and time have to do.
 * @param path of what was looked at as `found`
 */
export async function isStill(known: Identity | null, found: Identity | undefined, path: string): Promise<boolean> {
  if (!known) return false;
  if (isSame(known, found)) return true;
  if (!found || known.size !== found.size || known.mtime !== found.mtime) return false;
  return !(await hasLastingNumbers(dirname(path)));
}

/** The file system types of Linux (`statfs`) whose files have no numbers of their own: FAT, exFAT, and what runs on FUSE. */
const WITHOUT_NUMBERS: ReadonlySet<number> = new Set([0x4d44, 0x2011bab0, 0x65735546]);

/** Whether a file has the same number there however its name is written. Elsewhere `A.JPG` and `a.jpg` may have two. */
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
 * Windows does not tell the kind of a disk. A file's number on NTFS begins with how often its place was used, in 16 bits, at least once;
 * on FAT and exFAT it is where on the disk its name is, which is far less and changes with the name (Microsoft,
 * FILE_INTERNAL_INFORMATION). Drives of other systems are taken for such ones.
 * @param number also as Node gives large ones: negative
 */
export function isNumberOfNtfs(number: bigint): boolean {
  return BigInt.asUintN(64, number) >> BITS_OF_PLACE > 0n;
}
