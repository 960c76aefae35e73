// Types, permissions and times of a zip file's entries, from whichever system they come.

import { FOLDER, LINK, TYPE_BITS } from '../../../files/system/modes.ts';
import { type DirectoryEntry, extraBytes } from '../../../zip-format/read-directory.ts';
import {
  DOS_FOLDER,
  NTFS_EPOCH_MS,
  NTFS_EXTRA,
  OWNER_EXTRA,
  TIME_EXTRA,
  UNIX,
} from '../../../zip-format/zip-records.ts';
import { keptModeBits } from '../kept-mode-bits.ts';

const MACOS = 19;
const REGULAR = 0o100000;
const PIPE = 0o010000;
const DOS_READ_ONLY = 1;

export function typeOf(
  { host, attributes, size }: DirectoryEntry,
  name: string,
): 'file' | 'folder' | 'link' | 'special' {
  const type = host === UNIX || host === MACOS ? (attributes >>> 16) & TYPE_BITS : 0;
  if (type === LINK) return 'link';
  if (name.endsWith('/') || type === FOLDER) return 'folder';
  // Old programs say so by the attribute of DOS alone.
  if (type === 0 && size === 0 && (attributes & DOS_FOLDER) !== 0) return 'folder';
  // Info-ZIP says so of what it packed from its standard input.
  if (type === PIPE && size > 0) return 'file';
  return type === 0 || type === REGULAR ? 'file' : 'special';
}

/** -1 where the archive has none. */
export function modeOf({ host, attributes }: DirectoryEntry, kind: ReturnType<typeof typeOf>): number {
  const unix = attributes >>> 16;
  const isFolder = (unix & TYPE_BITS) === FOLDER;
  // Some programs give a folder the permissions of a file: nobody could enter it.
  const entered = kind === 'folder' && !isFolder ? (unix & 0o444) >> 2 : 0;
  if ((host === UNIX || host === MACOS) && unix !== 0) return (unix & keptModeBits(isFolder)) | entered;
  return (attributes & DOS_READ_ONLY) !== 0 && (attributes & DOS_FOLDER) === 0 ? 0o444 : -1;
}

const OLD_UNIX_EXTRA = 0x5855;
/** What DOS times, which are local, may be off. */
const DAY_SECONDS = 86_400;

/** The most exact time there is, in milliseconds since 1970. */
export function mtimeOf(entry: DirectoryEntry): number {
  const seconds = extendedTime(entry) ?? oldUnixTime(extraBytes(entry, OLD_UNIX_EXTRA));
  const exact = ntfsTime(extraBytes(entry, NTFS_EXTRA));
  if (seconds === undefined) return exact ?? dosTime(entry);
  // Beside whole seconds NTFS times may have the fraction. Where both differ by more, some programs have changed one of them.
  return exact !== undefined && Math.floor(exact / 1000) === seconds ? exact : seconds * 1000;
}

const MAX_INT32 = 0x7fff_ffff;

/**
 * Info-ZIP's extended timestamp. Its 32 bits hold times before 1970 for some writers and after 2038 for others: the time of DOS,
 * which knows none before 1980, tells which.
 */
function extendedTime(entry: DirectoryEntry): number | undefined {
  const extra = extraBytes(entry, TIME_EXTRA);
  if (!extra || extra.length < 5 || ((extra[0] ?? 0) & 1) === 0) return undefined;
  return dosTime(entry) / 1000 > MAX_INT32 - DAY_SECONDS ? extra.readUInt32LE(1) : extra.readInt32LE(1);
}

function ntfsTime(extra: Buffer | undefined): number | undefined {
  if (!extra) return undefined;
  for (let at = 4; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1 && length >= 8 && at + 12 <= extra.length) {
      const ticks = extra.readBigUInt64LE(at + 4);
      return ticks === 0n ? undefined : Number(ticks / 10_000n) - NTFS_EPOCH_MS;
    }
    at += 4 + length;
  }
  return undefined;
}

/** Access and modification time, 4 bytes each. */
function oldUnixTime(extra: Buffer | undefined): number | undefined {
  return extra && extra.length >= 8 ? extra.readInt32LE(4) : undefined;
}

/** Local time in steps of two seconds (APPNOTE 4.4.6). */
function dosTime({ record }: DirectoryEntry): number {
  const time = record.readUInt16LE(12);
  const date = record.readUInt16LE(14);
  if (date === 0) return new Date(1980, 0, 1).getTime();
  return new Date(
    1980 + (date >> 9),
    ((date >> 5) & 15) - 1,
    date & 31,
    time >> 11,
    (time >> 5) & 63,
    (time & 31) * 2,
  ).getTime();
}

/** Info-ZIP's field "ux": a version, then both numbers with their lengths before them. */
export function ownerOf(entry: DirectoryEntry): { readonly uid: number; readonly gid: number } {
  const extra = extraBytes(entry, OWNER_EXTRA);
  if (extra?.[0] !== 1) return { uid: -1, gid: -1 };
  const length = extra[1] ?? 0;
  return { uid: numberAt(extra, 2, length), gid: numberAt(extra, 3 + length, extra[2 + length] ?? 0) };
}

function numberAt(extra: Buffer, at: number, length: number): number {
  return length >= 1 && length <= 6 && at + length <= extra.length ? extra.readUIntLE(at, length) : -1;
}
