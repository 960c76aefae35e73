// Reads a file again that has grown while it was packed block by block. If text was only appended, as to a log, the file still begins with
// what was packed; if it was rewritten, the packed blocks may be a mixture of old and new ones.
import { closeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { readUpTo } from '../../../../files/read-at.ts';
import type { Extent } from '../../tar/tar-header.ts';
import type { PlannedEntry } from '../plan.ts';
import { openFile } from './read-entry.ts';

export interface ContentRequest {
  readonly entry: PlannedEntry;
  readonly follow: boolean;
  /** Where the data of a file with holes is, if only the data is packed. */
  readonly extents?: readonly Extent[];
}

const READ_BYTES = 1 << 20;

/** @returns the CRC of the part of the file that was packed @throws the system's error */
export function contentCrc({ entry, follow, extents = [[0, entry.size]] }: ContentRequest, check: () => void): number {
  const fd = openFile(entry.path, follow);
  try {
    const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
    let crc = 0;
    for (const [start, length] of extents) {
      for (let done = 0; done < length; ) {
        check();
        const count = readUpTo(fd, buffer, 0, Math.min(READ_BYTES, length - done), start + done);
        if (count === 0) return crc;
        crc = crc32(buffer.subarray(0, count), crc);
        done += count;
      }
    }
    return crc;
  } finally {
    closeSync(fd);
  }
}
