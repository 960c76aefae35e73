// Reads what the walk has found, however it has changed since: what comes out is right, or an error says why not.
import { closeSync, constants, fstatSync, lstatSync, openSync, readlinkSync, type Stats, statSync } from 'node:fs';
import { atPath } from '../../../../files/long-path.ts';
import { readUpTo } from '../../../../files/read-at.ts';
import { modeOf } from '../../../../files/system/modes.ts';
import { linkTarget } from '../../../../files/system/paths.ts';
import { changedMs } from '../../../../files/system/times.ts';
import { JobError } from '../../../user-error.ts';
import { givenOwner } from '../given-owner.ts';
import type { PackSettings } from '../pack-settings.ts';
import type { PlannedEntry, Seen } from '../plan.ts';

/** A pipe that took the file's place must not be waited for, nor a link followed. Windows has neither flag. */
const OPEN_KEPT = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);
const OPEN_FOLLOWED = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
/** A file that changes while it is read is read again so often. */
const ATTEMPTS = 3;
/** A file that is longer than its size is read in parts of so many bytes ... */
const PART_BYTES = 1 << 20;
/** ... and up to so many. */
const MAX_UNKNOWN_BYTES = 256 << 20;

export interface ReadFile extends Seen {
  /** A view into `buffer`. */
  readonly data: Buffer;
}

/** Opens a regular file, whatever has taken its place since the walk. */
export function openFile(path: string, follow: boolean): number {
  return atPath(path, (real) => openSync(real, follow ? OPEN_FOLLOWED : OPEN_KEPT));
}

function statFile(fd: number): Stats {
  const stats = fstatSync(fd);
  if (!stats.isFile()) throw new JobError('NOT_A_FILE');
  return stats;
}

/**
 * Reads a small file whole. One that grows is read up to the size it had. What a file holds counts, and not what its system
 * says of it: files of `/proc` have no size, and those of `/sys` a page each.
 * @param buffer at least one byte larger than the file was
 * @throws {JobError} when it does not hold still
 */
export function readFile(entry: PlannedEntry, buffer: Buffer, follow: boolean): ReadFile {
  const fd = openFile(entry.path, follow);
  try {
    return readOpened(fd, entry, buffer);
  } finally {
    closeSync(fd);
  }
}

/** `readFile` of a file that is open. */
export function readOpened(fd: number, entry: PlannedEntry, buffer: Buffer): ReadFile {
  let before: Seen = entry;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const count = readUpTo(fd, buffer, 0, before.size + 1, 0, Math.max(1, before.size));
    const after = toSeen(statFile(fd), entry.path);
    const data = buffer.subarray(0, Math.min(count, before.size));
    if (isSame(before, after)) {
      return { ...after, data: count > before.size ? readOn(fd, buffer.subarray(0, count)) : data };
    }
    if (hasGrown(before, after) && count >= before.size) return { data, ...after, size: data.length };
    before = { ...after, size: Math.min(after.size, buffer.length - 1) };
  }
  throw new JobError('CHANGED');
}

/** The whole of a file that is longer than its size, of which this was read. */
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

/** A link's target as the bytes that the system has, with `/` between folders. */
export function readLink(path: string): Buffer {
  return linkTarget(atPath(path, (real) => readlinkSync(real, { encoding: 'buffer' })));
}

/** User and group of an entry of a zip file, whatever has taken its place since the walk; undefined where they are not asked for. */
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

export function isSame(a: Seen, b: Seen): boolean {
  return a.size === b.size && a.mtime === b.mtime;
}

/** A log that is being written to: what it held is still what it holds. */
function hasGrown(before: Seen, after: Seen): boolean {
  return after.size > before.size;
}

/** @returns whether it has grown since the walk @throws {JobError} CHANGED when it has changed in another way */
export function checkUnchanged(fd: number, entry: PlannedEntry): boolean {
  const now = toSeen(statFile(fd), entry.path);
  const grown = hasGrown(entry, now);
  if (!grown && !isSame(entry, now)) throw new JobError('CHANGED');
  return grown;
}
