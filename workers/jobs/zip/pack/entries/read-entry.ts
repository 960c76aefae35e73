// Reads entries that the walk has found. If one has changed since, its content is still consistent, or an error says why not.
import { closeSync, constants, fstatSync, lstatSync, readlinkSync, type Stats, statSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { atPath } from '../../../../files/long-path.ts';
import { readUpTo } from '../../../../files/read-at.ts';
import { modeOf } from '../../../../files/system/modes.ts';
import { linkTarget } from '../../../../files/system/paths.ts';
import { patientOpen } from '../../../../files/system/patience.ts';
import { changedMs } from '../../../../files/system/times.ts';
import { JobError } from '../../../user-error.ts';
import { givenOwner } from '../given-owner.ts';
import type { PackSettings } from '../pack-settings.ts';
import type { PlannedEntry, Seen } from '../plan.ts';

/** If a pipe has taken the file's place, opening does not wait; a link is not followed. Windows has neither flag. */
const OPEN_KEPT = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);
const OPEN_FOLLOWED = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
/** How often a file that changes while it is read is tried. */
const ATTEMPTS = 3;
/** A file that is longer than its size is read in parts of so many bytes ... */
const PART_BYTES = 1 << 20;
/** ... and up to so many; a file that has grown beyond them has changed. */
const MAX_UNKNOWN_BYTES = 256 << 20;

export interface ReadFile extends Seen {
  /** A view into `buffer`. */
  readonly data: Buffer;
}

/** Opens a regular file. Anything else that has taken its place since the walk is refused. */
export function openFile(path: string, follow: boolean): number {
  return atPath(path, (real) => patientOpen(real, follow ? OPEN_FOLLOWED : OPEN_KEPT));
}

function statFile(fd: number): Stats {
  const stats = fstatSync(fd);
  if (!stats.isFile()) throw new JobError('NOT_A_FILE');
  return stats;
}

/**
 * Reads a small file completely. The content decides, and not the size that the system reports: files in `/proc` have the size 0, and those
 * in `/sys` that of a page.
 * @param buffer at least one byte larger than the file was
 * @throws {JobError} if it changes each time it is read
 */
export function readFile(entry: PlannedEntry, buffer: Buffer, follow: boolean): ReadFile {
  const fd = openFile(entry.path, follow);
  try {
    return readOpened(fd, entry, buffer);
  } finally {
    closeSync(fd);
  }
}

/**
 * `readFile` for an open file. If the file is not as the walk found it, it is read again, with the size that it has now. If it grows while it is
 * read again, and still begins as before, it is a growing log, which is read up to the size that it had when that reading began.
 */
export function readOpened(fd: number, entry: PlannedEntry, buffer: Buffer): ReadFile {
  let before: Seen = entry;
  let start: { readonly length: number; readonly crc: number } | undefined;
  for (let attempt = 0; attempt < ATTEMPTS && before.size <= MAX_UNKNOWN_BYTES; attempt++) {
    const target = before.size < buffer.length ? buffer : Buffer.allocUnsafe(before.size + 1);
    const count = readUpTo(fd, target, 0, before.size + 1, 0, Math.max(1, before.size));
    const after = toSeen(statFile(fd), entry.path);
    const data = target.subarray(0, Math.min(count, before.size));
    if (isSame(before, after)) {
      return { ...after, data: count > before.size ? readOn(fd, target.subarray(0, count)) : data };
    }
    const isLonger = hasGrown(before, after) && count >= before.size;
    if (isLonger && start && crc32(data.subarray(0, start.length)) === start.crc)
      return { ...after, data, size: data.length };
    start = { length: data.length, crc: crc32(data) };
    before = after;
  }
  throw new JobError('CHANGED');
}

/** Reads the rest of a file that is longer than its size says. @param start what was read already */
function readOn(fd: number, start: Buffer): Buffer {
  const parts = [Buffer.from(start)];
  for (let length = start.length; ; ) {
    const part = Buffer.allocUnsafe(PART_BYTES);
    const count = readUpTo(fd, part, 0, part.length, length);
    parts.push(part.subarray(0, count));
    length += count;
    if (count < part.length) return Buffer.concat(parts);
    if (length > MAX_UNKNOWN_BYTES) throw new JobError('ENDLESS');
  }
}

/** Returns a link's target as bytes, with `/` between folders. */
export function readLink(path: string): Buffer {
  return linkTarget(atPath(path, (real) => readlinkSync(real, { encoding: 'buffer' })));
}

/** User and group for an entry of a zip file; undefined if they are not kept. */
export function ownerOf(
  { kind, path }: Pick<PlannedEntry, 'kind' | 'path'>,
  { owner, owners }: Pick<PackSettings, 'owner' | 'owners'>,
): { readonly uid: number; readonly gid: number } | undefined {
  const given = givenOwner(owner);
  if (given || !owners) return given;
  const { uid, gid } = atPath(path, (real) => (kind === 'link' ? lstatSync(real) : statSync(real)));
  return { uid, gid };
}

export function toSeen(stats: Stats, path: string): Seen {
  return { size: stats.size, mtime: Math.floor(changedMs(stats)), mode: modeOf(stats.mode, path) };
}

function isSame(a: Seen, b: Seen): boolean {
  return a.size === b.size && a.mtime === b.mtime;
}

/** Whether a file has grown, as a log does. What was read is then still its beginning. */
function hasGrown(before: Seen, after: Seen): boolean {
  return after.size > before.size;
}

/**
 * @param mayGrow whether the file may have become longer, as a log does
 * @returns whether it has grown @throws {JobError} CHANGED when it has changed in another way
 */
export function checkUnchanged(fd: number, entry: PlannedEntry, mayGrow: boolean): boolean {
  const now = toSeen(statFile(fd), entry.path);
  const grown = mayGrow && hasGrown(entry, now);
  if (!grown && !isSame(entry, now)) throw new JobError('CHANGED');
  return grown;
}
