// Reading at positions of an open file, in the caller's thread.
import { readSync } from 'node:fs';

/**
 * Reads until `enough` bytes have come or the file ends. Returns how many came.
 * @param length most bytes to read; one more than the file should have tells whether it has grown
 */
export function readUpTo(
  fd: number,
  buffer: Buffer,
  at: number,
  length: number,
  position: number,
  enough = length,
): number {
  let done = 0;
  while (done < enough) {
    const count = readSync(fd, buffer, at + done, length - done, position + done);
    if (count === 0) break;
    done += count;
  }
  return done;
}
