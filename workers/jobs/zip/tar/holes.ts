// Finds the holes of a file: runs of zeros that its disk does not store.
import { readUpTo } from '../../../files/read-at.ts';
import type { Extent } from './tar-header.ts';

/** Shorter runs of zeros are not worth a line in the map. In bytes. */
const GRAIN = 64 << 10;
const READ_SIZE = 16 * GRAIN;
/** A longer map costs more than it saves. */
const MAX_EXTENTS = 10_000;
const ZEROS = Buffer.alloc(GRAIN);

/**
 * Finds where the data of a file is. Node cannot ask the system (`SEEK_DATA`), so the whole file is read; reading holes is fast.
 * @param check throws when the task is to stop
 * @returns undefined if there is no hole
 */
export function findExtents(fd: number, size: number, check: () => void): Extent[] | undefined {
  const extents: [start: number, length: number][] = [];
  const buffer = Buffer.allocUnsafeSlow(READ_SIZE);
  let holes = false;
  for (let at = 0; at < size; at += READ_SIZE) {
    check();
    const count = readUpTo(fd, buffer, 0, Math.min(READ_SIZE, size - at), at);
    for (let from = 0; from < count; from += GRAIN) {
      const grain = buffer.subarray(from, Math.min(from + GRAIN, count));
      if (grain.equals(ZEROS.subarray(0, grain.length))) holes = true;
      else addExtent(extents, at + from, grain.length);
    }
    if (extents.length > MAX_EXTENTS) return undefined;
  }
  return holes ? extents : undefined;
}

function addExtent(extents: [start: number, length: number][], start: number, length: number): void {
  const last = extents.at(-1);
  if (last && last[0] + last[1] === start) last[1] += length;
  else extents.push([start, length]);
}
