// Reads and opens files of the app that somebody may have tampered with. They must be regular files of a bounded size; nothing waits.
import { closeSync, constants, fstatSync, readFileSync, readSync } from 'node:fs';
import { patientOpen } from './system/patience.ts';

const { O_RDONLY, O_WRONLY, O_APPEND, O_CREAT, O_TRUNC, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;

/** Flags to open such a file for appending. A link in its place is refused, and so is a pipe, as opening one would wait for a reader. */
export const APPEND_OWN = O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK;
/** The same for a file that is written from its beginning. */
export const WRITE_OWN = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_NONBLOCK;

/**
 * @param path of a regular file; a link, a pipe or a folder counts as no file
 * @returns undefined where there is no such file
 * @throws {RangeError} when it is larger than `maxBytes`; the system's error where it cannot be read
 */
export function readBounded(path: string | Buffer, maxBytes: number): Buffer | undefined {
  return withFile(path, (descriptor, size) => {
    if (size > maxBytes) throw new RangeError(`${path} is larger than ${maxBytes} bytes.`);
    return readFileSync(descriptor);
  });
}

/** Returns the last bytes of such a file, at most `maxBytes`. */
export function readEnd(path: string, maxBytes: number): Buffer | undefined {
  return withFile(path, (descriptor, size) => {
    const end = Buffer.alloc(Math.min(size, maxBytes));
    return end.subarray(0, readSync(descriptor, end, 0, end.length, size - end.length));
  });
}

function withFile<T>(path: string | Buffer, read: (descriptor: number, size: number) => T): T | undefined {
  let descriptor: number;
  try {
    descriptor = patientOpen(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const found = fstatSync(descriptor);
    if (!found.isFile()) throw new TypeError(`${path} is not a regular file.`);
    return read(descriptor, found.size);
  } finally {
    closeSync(descriptor);
  }
}
