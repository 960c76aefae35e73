// Reads an archive back before it gets its name.

import { closeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { readUpTo } from '../../../files/read-at.ts';
import { patientOpen } from '../../../files/system/patience.ts';
import { systemPath } from '../../../files/system-path.ts';
import { readDirectory } from '../../../zip-format/read-directory.ts';
import { LOCAL_SIGNATURE, LOCAL_SIZE } from '../../../zip-format/zip-records.ts';
import { JobError } from '../../user-error.ts';
import type { WrittenPiece } from '../pack/archives/archive-writer.ts';
import type { DirectorySlice, VerifyRequest } from './verify-request.ts';

const BUFFER = 1 << 20;
/** One task unpacks entries of so many bytes, or so many entries. */
const SLICE_BYTES = 32 << 20;
const SLICE_ENTRIES = 1024;

/** Compares what the disk holds with what was packed. @throws {JobError} */
export function verifyPieces(path: string, pieces: readonly WrittenPiece[], check: () => void): void {
  withFile(path, (fd) => {
    const buffer = Buffer.allocUnsafeSlow(BUFFER);
    for (const piece of pieces) {
      check();
      if (crcOf(fd, piece.offset, piece.length, buffer) !== piece.crc) {
        throw damaged(`bytes ${piece.offset} to ${piece.offset + piece.length}`);
      }
    }
  });
}

/**
 * Reads the directory back, and checks that it is complete, that its entries follow each other without gaps from the start of
 * the archive to the directory, and that the end record leads to it.
 * @returns the directory in slices, for tasks that unpack all entries
 */
export function verifyDirectory(request: VerifyRequest, check: () => void): DirectorySlice[] {
  return withFile(request.path, (fd) => {
    const slices = new Slices(request.directoryOffset);
    let entries = 0;
    let expected = 0;
    const end = verifyEnd(fd, request);
    for (const entry of readDirectory(fd, request.directoryOffset, end)) {
      if (entries++ % 1024 === 0) check();
      if (entry.offset !== expected) throw damaged(`entry ${entries}: it does not start where the last one ends`);
      // Small entries have the same extra fields in both headers. Big ones may not, so theirs are read.
      const extraLength = entry.zip64 || entry.size > BUFFER ? localExtra(fd, entry.offset) : entry.extraLength;
      expected += LOCAL_SIZE + entry.nameLength + extraLength + entry.packedSize;
      slices.add(entry.recordEnd, entry.size);
    }
    if (entries !== request.entries) throw damaged(`the directory names ${entries} of ${request.entries} entries`);
    if (expected !== request.directoryOffset) throw damaged('the entries do not reach the directory');
    return slices.all();
  });
}

class Slices {
  #slices: DirectorySlice[] = [];
  #start: number;
  #end: number;
  #bytes = 0;
  #entries = 0;

  constructor(start: number) {
    this.#start = start;
    this.#end = start;
  }

  add(recordEnd: number, bytes: number): void {
    this.#end = recordEnd;
    this.#bytes += bytes;
    this.#entries++;
    if (this.#bytes >= SLICE_BYTES || this.#entries >= SLICE_ENTRIES) this.#cut();
  }

  all(): DirectorySlice[] {
    if (this.#entries > 0) this.#cut();
    return this.#slices;
  }

  #cut(): void {
    this.#slices.push({ start: this.#start, end: this.#end });
    this.#start = this.#end;
    this.#bytes = 0;
    this.#entries = 0;
  }
}

/** Checks that the end record is where it must be, and returns where the directory ends. */
function verifyEnd(fd: number, { size, directoryOffset, entries, commentLength }: VerifyRequest): number {
  const endAt = size - 22 - commentLength;
  const end = Buffer.alloc(22);
  if (readUpTo(fd, end, 0, 22, endAt) < 22 || end.readUInt32LE(0) !== 0x06054b50) throw damaged('the end record');
  if (end.readUInt16LE(20) !== commentLength) throw damaged('the comment');
  const plain = end.readUInt32LE(16) === directoryOffset && end.readUInt32LE(12) === endAt - directoryOffset;
  if (plain && end.readUInt16LE(10) === entries) return endAt;
  const wide = Buffer.alloc(76);
  const wideAt = endAt - wide.length;
  const whole = readUpTo(fd, wide, 0, 76, wideAt) === 76;
  if (!whole || wide.readUInt32LE(0) !== 0x06064b50 || wide.readUInt32LE(56) !== 0x07064b50) {
    throw damaged('the zip64 end record');
  }
  const found = [
    wide.readBigUInt64LE(32),
    wide.readBigUInt64LE(40),
    wide.readBigUInt64LE(48),
    wide.readBigUInt64LE(64),
  ];
  const right = [entries, wideAt - directoryOffset, directoryOffset, wideAt].map(BigInt);
  if (found.some((value, index) => value !== right[index])) throw damaged('the zip64 end record');
  return wideAt;
}

function localExtra(fd: number, offset: number): number {
  const header = Buffer.alloc(LOCAL_SIZE);
  readUpTo(fd, header, 0, LOCAL_SIZE, offset);
  if (header.readUInt32LE(0) !== LOCAL_SIGNATURE) throw damaged(`the header at ${offset}`);
  return header.readUInt16LE(28);
}

function crcOf(fd: number, offset: number, length: number, buffer: Buffer): number {
  let crc = 0;
  for (let done = 0; done < length; ) {
    const count = readUpTo(fd, buffer, 0, Math.min(buffer.length, length - done), offset + done);
    if (count === 0) throw damaged('the end is missing');
    crc = crc32(buffer.subarray(0, count), crc);
    done += count;
  }
  return crc;
}

export function withFile<T>(path: string, work: (fd: number) => T): T {
  const fd = patientOpen(systemPath(path), 'r');
  try {
    return work(fd);
  } finally {
    closeSync(fd);
  }
}

/** @param what the part of the archive that differs from what was written */
export function damaged(what: string, cause?: unknown): JobError {
  return new JobError('VERIFY_FAILED', { what }, { cause });
}
