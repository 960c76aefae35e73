// Reads an open file at given positions, in the caller's thread.
import { readSync } from 'node:fs';

/** What can be read at any position: an open file by its number, or several files that are read as one. */
export type OpenFile = number | ReadableAt;

export interface ReadableAt {
  /** Like `readSync`: it may return less than `length`, and returns 0 only at the end. @throws the system's error */
  read(buffer: Buffer, at: number, length: number, position: number): number;
}

/**
 * Reads until `enough` bytes have come or the file ends. Returns how many came.
 * @param length most bytes to read; one more than the file should have tells whether it has grown
 */
export function readUpTo(
  file: OpenFile,
  buffer: Buffer,
  at: number,
  length: number,
  position: number,
  enough = length,
): number {
  let done = 0;
  while (done < enough) {
    const count = readOnce(file, buffer, at + done, length - done, position + done);
    if (count === 0) break;
    done += count;
  }
  return done;
}

function readOnce(file: OpenFile, buffer: Buffer, at: number, length: number, position: number): number {
  if (typeof file === 'number') return readSync(file, buffer, at, length, position);
  return file.read(buffer, at, length, position);
}
