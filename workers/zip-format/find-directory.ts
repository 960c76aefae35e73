// Finds the directory of a zip file that another program may have written. Section numbers are those of PKWARE's APPNOTE.TXT 6.3.10.
import { type OpenFile, readUpTo } from '../files/read-at.ts';
import { CENTRAL_SIGNATURE, LOCAL_SIGNATURE } from './zip-records.ts';

const END_SIGNATURE = 0x06054b50;
const END_SIZE = 22;
const END64_SIGNATURE = 0x06064b50;
const END64_SIZE = 56;
const LOCATOR_SIGNATURE = 0x07064b50;
const LOCATOR_SIZE = 20;
/** Comes before the first record of a volume (8.5.4). */
const SPANNED_SIGNATURE = 0x08074b50;
const MAX_COMMENT = 0xffff;

/** Where the directory is. */
export interface FoundDirectory {
  readonly start: number;
  readonly end: number;
  /** Number of entries, as the end record says: without zip64 only its lower 16 bits. */
  readonly entries: number;
  readonly zip64: boolean;
  /** How many bytes come before the archive: the program of a self-extracting one. Offsets count from the end of it. */
  readonly prefix: number;
  readonly comment: Buffer;
}

/** Why there is no directory to read. */
export type DirectoryProblem = 'NOT_A_ZIP' | 'END_MISSING' | 'VOLUMES_MISSING' | 'DIRECTORY_DAMAGED';

export class DirectoryError extends Error {
  override readonly name = 'DirectoryError';
  readonly problem: DirectoryProblem;

  constructor(problem: DirectoryProblem) {
    super(problem);
    this.problem = problem;
  }
}

interface EndRecord {
  /** Where the first end record begins. The directory ends before it. */
  readonly at: number;
  readonly disk: number;
  readonly directoryDisk: number;
  readonly entries: number;
  readonly zip64: boolean;
  readonly size: number;
  readonly offset: number;
}

/** @param size of the file, in bytes @throws {DirectoryError} */
export function findDirectory(file: OpenFile, size: number): FoundDirectory {
  const tailSize = Math.min(size, END_SIZE + MAX_COMMENT + LOCATOR_SIZE);
  const tail = read(file, size - tailSize, tailSize);
  let fault: DirectoryError | undefined;
  let empty: FoundDirectory | undefined;
  for (let at = tail.length - END_SIZE; at >= 0; at--) {
    if (tail[at] !== 0x50 || tail.readUInt32LE(at) !== END_SIGNATURE) continue;
    const commentLength = tail.readUInt16LE(at + 20);
    if (at + END_SIZE + commentLength > tail.length) continue;
    try {
      const record = widened(file, endRecord(tail, at, size - tailSize + at));
      const comment = tail.subarray(at + END_SIZE, at + END_SIZE + commentLength);
      const found = { ...locate(file, record), comment };
      if (found.end > found.start) return found;
      // The 22 bytes of an empty archive's end may be found by chance. If there is another end record before it, that one counts.
      empty ??= found;
    } catch (error) {
      if (!(error instanceof DirectoryError)) throw error;
      // A comment may contain what looks like an end record. The last one that leads to a directory counts.
      fault ??= error;
    }
  }
  if (empty) return empty;
  throw fault ?? new DirectoryError(startsLikeZip(file, size) ? 'END_MISSING' : 'NOT_A_ZIP');
}

function endRecord(tail: Buffer, at: number, position: number): EndRecord {
  return {
    at: position,
    disk: tail.readUInt16LE(at + 4),
    directoryDisk: tail.readUInt16LE(at + 6),
    entries: tail.readUInt16LE(at + 10),
    zip64: false,
    size: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
  };
}

/** Reads the zip64 end record, if there is one (4.3.14). It has the values of fields that are too small. */
function widened(file: OpenFile, plain: EndRecord): EndRecord {
  const locatorAt = plain.at - LOCATOR_SIZE;
  if (locatorAt < 0) return plain;
  const locator = read(file, locatorAt, LOCATOR_SIZE);
  if (locator.readUInt32LE(0) !== LOCATOR_SIGNATURE) return plain;
  // If a prefix has moved it, it is right before its locator, as no program adds anything to it.
  for (const at of [Number(locator.readBigUInt64LE(8)), locatorAt - END64_SIZE]) {
    if (!(at >= 0 && at + END64_SIZE <= locatorAt)) continue;
    const wide = read(file, at, END64_SIZE);
    if (wide.readUInt32LE(0) !== END64_SIGNATURE) continue;
    const value = (from: number): number => Number(wide.readBigUInt64LE(from));
    return {
      at,
      disk: wide.readUInt32LE(16),
      directoryDisk: wide.readUInt32LE(20),
      entries: value(32),
      zip64: true,
      size: value(40),
      offset: value(48),
    };
  }
  throw new DirectoryError('DIRECTORY_DAMAGED');
}

function locate(
  file: OpenFile,
  { at, disk, directoryDisk, entries, zip64, size, offset }: EndRecord,
): Omit<FoundDirectory, 'comment'> {
  if (disk !== 0 || directoryDisk !== 0) throw new DirectoryError('VOLUMES_MISSING');
  const start = at - size;
  const prefix = start - offset;
  if (start < 0) throw new DirectoryError('DIRECTORY_DAMAGED');
  if (prefix >= 0 && isDirectoryAt(file, start, at)) return { start, end: at, entries, zip64, prefix };
  // Something is between the directory and its end, or the directory is longer than it says.
  if (offset + size <= at && isDirectoryAt(file, offset, offset + size)) {
    return { start: offset, end: offset + size, entries, zip64, prefix: 0 };
  }
  throw new DirectoryError('DIRECTORY_DAMAGED');
}

function isDirectoryAt(file: OpenFile, start: number, end: number): boolean {
  return start === end || (end - start >= 46 && read(file, start, 4).readUInt32LE(0) === CENTRAL_SIGNATURE);
}

function startsLikeZip(file: OpenFile, size: number): boolean {
  if (size < 4) return false;
  const signature = read(file, 0, 4).readUInt32LE(0);
  return signature === LOCAL_SIGNATURE || signature === SPANNED_SIGNATURE;
}

/** Bytes beyond the end are read as zeros, which match no signature. */
function read(file: OpenFile, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  readUpTo(file, buffer, 0, length, position);
  return buffer;
}
