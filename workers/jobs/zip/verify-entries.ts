// Unpacks entries of an archive and compares them with their CRCs: what only a full verification does.
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { AesDecryption } from './aes.ts';
import { type DirectoryEntry, readDirectory } from './read-directory.ts';
import { type DirectorySlice, damaged } from './verify.ts';
import { AES_HEADER, AES_OVERHEAD, LOCAL_SIGNATURE, LOCAL_SIZE } from './zip-records.ts';

/** Entries up to this many bytes are unpacked at once, larger ones as a stream. */
const AT_ONCE = 4 << 20;
const READ_SIZE = 256 << 10;

/** @param check throws when the task is to stop @throws {JobError} */
export async function verifyEntries(
  path: string,
  slice: DirectorySlice,
  password: string,
  check: () => void,
): Promise<void> {
  await using file = await open(path, 'r');
  for (const entry of readDirectory(file.fd, slice.start, slice.end)) {
    check();
    const dataAt = await findData(file, entry);
    const sound = await isSound(file, entry, dataAt, password, check).catch((error: Error) => {
      check();
      throw damaged(`the entry at ${entry.offset}: ${error.message}`);
    });
    if (!sound) throw damaged(`the entry at ${entry.offset}`);
  }
}

async function findData(file: FileHandle, { offset }: DirectoryEntry): Promise<number> {
  const { buffer } = await file.read(Buffer.alloc(LOCAL_SIZE), 0, LOCAL_SIZE, offset);
  if (buffer.readUInt32LE(0) !== LOCAL_SIGNATURE) throw damaged(`the header at ${offset}`);
  return offset + LOCAL_SIZE + buffer.readUInt16LE(26) + buffer.readUInt16LE(28);
}

async function isSound(
  file: FileHandle,
  entry: DirectoryEntry,
  dataAt: number,
  password: string,
  check: () => void,
): Promise<boolean> {
  const decryption = entry.encrypted ? new AesDecryption(password, await read(file, dataAt, AES_HEADER)) : undefined;
  const start = dataAt + (decryption ? AES_HEADER : 0);
  const length = entry.packedSize - (decryption ? AES_OVERHEAD : 0);
  const found = await unpack(file, entry, start, length, decryption, check);
  if (found.size !== entry.size) return false;
  return decryption ? decryption.isAuthentic(await read(file, start + length, 10)) : found.crc === entry.crc;
}

async function unpack(
  file: FileHandle,
  { innerMethod, size }: DirectoryEntry,
  start: number,
  length: number,
  decryption: AesDecryption | undefined,
  check: () => void,
): Promise<{ size: number; crc: number }> {
  if (innerMethod === 8 && size <= AT_ONCE && length <= AT_ONCE) {
    const packed = await read(file, start, length);
    decryption?.update(packed);
    const data = inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
    return { size: data.length, crc: crc32(data) };
  }
  const found = { size: 0, crc: 0 };
  const count = async (data: AsyncIterable<Buffer>) => {
    for await (const part of data) {
      found.crc = crc32(part, found.crc);
      found.size += part.length;
    }
  };
  const packed = pieces(file, start, length, decryption, check);
  if (innerMethod === 8) await pipeline(packed, createInflateRaw(), count);
  else await count(packed);
  return found;
}

async function* pieces(
  file: FileHandle,
  start: number,
  length: number,
  decryption: AesDecryption | undefined,
  check: () => void,
): AsyncGenerator<Buffer> {
  for (let done = 0; done < length; ) {
    check();
    const piece = await read(file, start + done, Math.min(READ_SIZE, length - done));
    decryption?.update(piece);
    done += piece.length;
    yield piece;
  }
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, position);
  if (bytesRead < length) throw damaged('the end is missing');
  return buffer;
}
