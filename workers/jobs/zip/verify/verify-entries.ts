// Unpacks entries of an archive and compares them with their CRCs. Only a full verification does this.

import { closeSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { readUpTo } from '../../../files/read-at.ts';
import { patientOpen } from '../../../files/system/patience.ts';
import { systemPath } from '../../../files/system-path.ts';
import { AesDecryption } from '../../../zip-format/aes.ts';
import { type DirectoryEntry, readDirectory } from '../../../zip-format/read-directory.ts';
import { AES_HEADER, AES_OVERHEAD, LOCAL_SIGNATURE, LOCAL_SIZE } from '../../../zip-format/zip-records.ts';
import { damaged } from './verify.ts';
import type { DirectorySlice } from './verify-request.ts';

/** Entries up to this many bytes are unpacked at once, larger ones as a stream. */
const AT_ONCE = 4 << 20;
const READ_SIZE = 256 << 10;

/** Where an entry's data is, and how to decrypt it. */
interface Packed {
  readonly fd: number;
  readonly start: number;
  readonly length: number;
  readonly decryption: AesDecryption | undefined;
}

interface Unpacked {
  size: number;
  crc: number;
}

/** @param check throws when the task is to stop @throws {JobError} */
export async function verifyEntries(
  path: string,
  slice: DirectorySlice,
  password: string,
  check: () => void,
): Promise<void> {
  const fd = patientOpen(systemPath(path), 'r');
  try {
    for (const entry of readDirectory(fd, slice.start, slice.end)) {
      check();
      if (!(await isSound(fd, entry, password, check))) throw damaged(`the entry at ${entry.offset}`);
    }
  } finally {
    closeSync(fd);
  }
}

async function isSound(fd: number, entry: DirectoryEntry, password: string, check: () => void): Promise<boolean> {
  try {
    const packed = findData(fd, entry, password);
    const { length, start, decryption } = packed;
    const { size, crc } =
      entry.size <= AT_ONCE && length <= AT_ONCE ? unpackAtOnce(packed, entry) : await unpack(packed, entry, check);
    if (size !== entry.size) return false;
    return decryption ? decryption.isAuthentic(read(fd, start + length, 10)) : crc === entry.crc;
  } catch (error) {
    check();
    throw damaged(`the entry at ${entry.offset}: ${error instanceof Error ? error.message : error}`, error);
  }
}

function findData(fd: number, { offset, encrypted, packedSize }: DirectoryEntry, password: string): Packed {
  const header = read(fd, offset, LOCAL_SIZE);
  if (header.readUInt32LE(0) !== LOCAL_SIGNATURE) throw new Error('its header is damaged');
  const start = offset + LOCAL_SIZE + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (!encrypted) return { fd, start, length: packedSize, decryption: undefined };
  const decryption = new AesDecryption(password, read(fd, start, AES_HEADER));
  return { fd, start: start + AES_HEADER, length: packedSize - AES_OVERHEAD, decryption };
}

/** Unpacks synchronously, which is faster for many small entries; this thread has nothing else to do. */
function unpackAtOnce({ fd, start, length, decryption }: Packed, { innerMethod, size }: DirectoryEntry): Unpacked {
  const packed = read(fd, start, length);
  decryption?.update(packed);
  const options = { maxOutputLength: Math.max(1, size), chunkSize: Math.max(1024, size) };
  const data = innerMethod === 8 ? inflateRawSync(packed, options) : packed;
  return { size: data.length, crc: crc32(data) };
}

async function unpack(packed: Packed, { innerMethod }: DirectoryEntry, check: () => void): Promise<Unpacked> {
  const found = { size: 0, crc: 0 };
  const count = async (data: AsyncIterable<Buffer>) => {
    for await (const part of data) {
      found.crc = crc32(part, found.crc);
      found.size += part.length;
    }
  };
  if (innerMethod === 8) await pipeline(pieces(packed, check), createInflateRaw(), count);
  else await count(pieces(packed, check));
  return found;
}

async function* pieces({ fd, start, length, decryption }: Packed, check: () => void): AsyncGenerator<Buffer> {
  for (let done = 0; done < length; ) {
    check();
    const piece = read(fd, start + done, Math.min(READ_SIZE, length - done));
    decryption?.update(piece);
    done += piece.length;
    yield piece;
  }
}

function read(fd: number, position: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length);
  if (readUpTo(fd, buffer, 0, length, position) < length) throw new Error('the end is missing');
  return buffer;
}
