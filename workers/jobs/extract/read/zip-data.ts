// Reads the content of a zip file's entries: checked, deciphered, inflated.

import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw, createZstdDecompress, inflateRawSync, zstdDecompressSync } from 'node:zlib';
import { type OpenFile, readUpTo } from '../../../files/read-at.ts';
import { release, releaseFull } from '../../../scratch.ts';
import { findExtra } from '../../../zip-format/read-directory.ts';
import {
  AES_METHOD,
  DEFLATED,
  IN_ZIP64,
  LOCAL_SIGNATURE,
  LOCAL_SIZE,
  STORED,
  viewOf,
  ZIP64_EXTRA,
} from '../../../zip-format/zip-records.ts';
import { entryFault } from '../faults.ts';
import type { ZipContent } from './zip-content.ts';
import { type Deciphering, makeDeciphering } from './zip-decipher.ts';

const ZSTANDARD = 93;
/** In place of a name's checksum: the local header may hold another name. */
export const ANY_NAME = -1;
/** Entries up to this many bytes are inflated at once, larger ones as a stream. */
export const AT_ONCE_BYTES = 4 << 20;
const READ_BYTES = 128 << 10;
/** Read ahead of an entry and what follows it, in bytes. */
const WINDOW_BYTES = 1 << 20;

/** Buffers of tasks that have ended: new memory for each task costs page faults and peak. */
const spare: Buffer[] = [];

function takeBuffer(size: number): Buffer {
  const at = spare.findIndex((one) => one.length === size);
  return at < 0 ? Buffer.allocUnsafeSlow(size) : (spare.splice(at, 1)[0] ?? Buffer.allocUnsafeSlow(size));
}

/** Reads an archive in the order of its entries. Views that it gives are good until the next call. */
export class ZipData implements Disposable {
  readonly #file: OpenFile;
  #passwords: readonly string[];
  readonly #window = takeBuffer(WINDOW_BYTES);
  /** For what does not fit into the window. */
  #large: Buffer | undefined;
  /** What the last call gave. */
  #inflated: Buffer | undefined;
  #windowAt = 0;
  #windowEnd = 0;

  /** @param passwords each is tried */
  constructor(file: OpenFile, passwords: readonly string[]) {
    this.#file = file;
    this.#passwords = passwords;
  }

  /**
   * The whole content of a small entry (`AT_ONCE_BYTES`).
   * @throws {JobError} when it is not what the directory says
   */
  readAtOnce(entry: ZipContent): Buffer {
    this.#releaseInflated();
    let fault: unknown;
    for (const passwords of this.#attempts(entry)) {
      try {
        const data = this.#readWith(entry, passwords);
        if (entry.encryption === 'zipcrypto') this.#prefer(passwords[0]);
        return data;
      } catch (error) {
        fault = laterFault(fault, error);
      }
    }
    throw fault;
  }

  #readWith(entry: ZipContent, passwords: readonly string[]): Buffer {
    const { start, deciphering } = this.#open(entry, passwords);
    const length = entry.packedSize - start.overhead;
    let packed = this.#bytes(start.at, length);
    if (deciphering) {
      packed = Buffer.from(packed);
      deciphering.update(packed);
      if (!deciphering.isAuthentic(this.#bytes(start.at + length, start.trailer)))
        throw entryFault('AUTHENTICATION_FAILED');
    }
    const data = inflateAtOnce(packed, entry);
    if (data !== packed) this.#inflated = data;
    if (data.length !== entry.size) throw entryFault('SIZE_MISMATCH');
    if (entry.hasCrc && crc32(data) !== entry.crc) throw entryFault('CRC_MISMATCH');
    if (start.contradicted) throw entryFault('HEADER_MISMATCH');
    return data;
  }

  /**
   * What is to be tried one after the other. The check of ZipCrypto lets one of 256 wrong passwords pass, so that only the
   * content tells which of several is right.
   */
  #attempts({ encryption }: ZipContent): readonly (readonly string[])[] {
    const isUnsure = encryption === 'zipcrypto' && this.#passwords.length > 1;
    return isUnsure ? this.#passwords.map((password) => [password]) : [this.#passwords];
  }

  /** Most entries of an archive have the same password. */
  #prefer(password: string | undefined): void {
    if (password === undefined || password === this.#passwords[0]) return;
    this.#passwords = [password, ...this.#passwords.filter((one) => one !== password)];
  }

  /** @throws {JobError} when no password fits */
  tryPassword(entry: ZipContent): void {
    this.#open(entry, this.#passwords);
  }

  /**
   * Pours the content of an entry of any size into `write`.
   * @param check throws when the task is to stop
   * @throws {JobError} when it is not what the directory says; then `write` had a part of it
   */
  async pour(entry: ZipContent, write: (data: Buffer) => void, check: () => void): Promise<void> {
    await this.#pourWith(entry, await this.#surePasswords(entry, check), write, check);
  }

  /** Where several passwords pass the check of a large entry, it is read once more for each, until its content is right. */
  async #surePasswords(entry: ZipContent, check: () => void): Promise<readonly string[]> {
    const fitting = this.#attempts(entry).filter((passwords) => this.#fits(entry, passwords));
    for (const passwords of fitting.length > 1 ? fitting : []) {
      try {
        await this.#pourWith(entry, passwords, () => {}, check);
        this.#prefer(passwords[0]);
        return passwords;
      } catch {
        check();
      }
    }
    return fitting[0] ?? this.#passwords;
  }

  #fits(entry: ZipContent, passwords: readonly string[]): boolean {
    try {
      this.#open(entry, passwords);
      return true;
    } catch {
      return false;
    }
  }

  async #pourWith(
    entry: ZipContent,
    passwords: readonly string[],
    write: (data: Buffer) => void,
    check: () => void,
  ): Promise<void> {
    const { start, deciphering } = this.#open(entry, passwords);
    const length = entry.packedSize - start.overhead;
    let size = 0;
    let crc = 0;
    const take = (data: Buffer): void => {
      check();
      size += data.length;
      if (size > entry.size) throw entryFault('LARGER_THAN_DECLARED');
      crc = crc32(data, crc);
      write(data);
    };
    const pieces = this.#pieces(start.at, length, deciphering, check);
    if (entry.method === STORED) for (const piece of pieces) take(piece);
    else await inflate(pieces, entry.method, take);
    if (deciphering && !deciphering.isAuthentic(this.#bytes(start.at + length, start.trailer))) {
      throw entryFault('AUTHENTICATION_FAILED');
    }
    if (size !== entry.size) throw entryFault('SIZE_MISMATCH');
    if (entry.hasCrc && crc !== entry.crc) throw entryFault(crcFaultOf(entry));
    if (start.contradicted) throw entryFault('HEADER_MISMATCH');
  }

  /** Where the data of an entry begins, after the header is found to be the directory's. */
  #open(entry: ZipContent, passwords: readonly string[]): { start: Start; deciphering: Deciphering | undefined } {
    const { offset, nameLength, nameCrc, method, encryption } = entry;
    if (method !== STORED && method !== DEFLATED && method !== ZSTANDARD) throw entryFault('METHOD_UNSUPPORTED');
    if (encryption === 'unknown') throw entryFault('ENCRYPTION_UNSUPPORTED');
    const header = this.#bytes(offset, LOCAL_SIZE + nameLength);
    const localLength = header.readUInt16LE(26);
    if (header.readUInt32LE(0) !== LOCAL_SIGNATURE) throw entryFault('HEADER_MISMATCH');
    if (nameCrc !== ANY_NAME && localLength !== nameLength) throw entryFault('HEADER_MISMATCH');
    if (nameCrc !== ANY_NAME && nameChecksum(header.subarray(LOCAL_SIZE)) !== nameCrc)
      throw entryFault('HEADER_MISMATCH');
    if (header.readUInt16LE(8) !== (encryption === 'aes' ? AES_METHOD : method)) throw entryFault('HEADER_MISMATCH');
    if ((header.readUInt16LE(6) & 1) !== (encryption === 'none' ? 0 : 1)) throw entryFault('HEADER_MISMATCH');
    const extraLength = header.readUInt16LE(28);
    const at = offset + LOCAL_SIZE + localLength + extraLength;
    if (at + entry.packedSize > entry.limit) throw entryFault('HEADER_MISMATCH');
    const contradicted =
      contradicts(header, entry) ||
      (hasWideSizes(header) && this.#contradictsWide(Buffer.from(header), at - extraLength, entry));
    if (encryption === 'none') return { start: { at, overhead: 0, trailer: 0, contradicted }, deciphering: undefined };
    const { headerSize, trailerSize, start } = makeDeciphering(entry);
    if (entry.packedSize < headerSize + trailerSize) throw entryFault('DATA_DAMAGED');
    const deciphering = start(this.#bytes(at, headerSize), passwords);
    const overhead = headerSize + trailerSize;
    return { start: { at: at + headerSize, overhead, trailer: trailerSize, contradicted }, deciphering };
  }

  /** Whether the zip64 extra field of the local header says other sizes than the directory. @param at of the extra fields */
  #contradictsWide(header: Buffer, at: number, { size, packedSize }: ZipContent): boolean {
    const extra = this.#bytes(at, header.readUInt16LE(28));
    const field = findExtra(viewOf(extra), 0, extra.length, ZIP64_EXTRA);
    if (!field) return false;
    const view = viewOf(extra.subarray(field.start, field.start + field.length));
    // Sizes stand there in this order, and only those that their own fields are too small for.
    const wanted = [...(isWide(header, 22) ? [size] : []), ...(isWide(header, 18) ? [packedSize] : [])];
    return wanted.some((value, index) => {
      if (view.byteLength < index * 8 + 8) return false;
      const said = Number(view.getBigUint64(index * 8, true));
      return said !== value && said !== 0;
    });
  }

  *#pieces(at: number, length: number, deciphering: Deciphering | undefined, check: () => void): Generator<Buffer> {
    for (let done = 0; done < length; ) {
      check();
      const count = Math.min(READ_BYTES, length - done);
      // zlib's stream still holds what it was given when the next piece is read.
      const piece = Buffer.allocUnsafeSlow(count);
      if (readUpTo(this.#file, piece, 0, count, at + done) < count) throw entryFault('DATA_MISSING');
      deciphering?.update(piece);
      done += count;
      yield piece;
    }
  }

  /** Many small entries lie in one window. */
  #bytes(at: number, length: number): Buffer {
    if (at >= this.#windowAt && at + length <= this.#windowEnd) {
      return this.#window.subarray(at - this.#windowAt, at - this.#windowAt + length);
    }
    if (length > WINDOW_BYTES) return this.#read(this.#room(length), at);
    this.#windowAt = at;
    this.#windowEnd = at + readUpTo(this.#file, this.#window, 0, WINDOW_BYTES, at, length);
    if (this.#windowEnd < at + length) throw entryFault('DATA_MISSING');
    return this.#window.subarray(0, length);
  }

  #releaseInflated(): void {
    if (this.#inflated) release(this.#inflated);
    this.#inflated = undefined;
  }

  #room(length: number): Buffer {
    if (length > AT_ONCE_BYTES) return Buffer.allocUnsafe(length);
    this.#large ??= takeBuffer(AT_ONCE_BYTES);
    return this.#large.subarray(0, length);
  }

  /** Its views must not be used any more. */
  [Symbol.dispose](): void {
    this.#releaseInflated();
    spare.push(this.#window);
    if (this.#large) spare.push(this.#large);
  }

  #read(buffer: Buffer, at: number): Buffer {
    if (readUpTo(this.#file, buffer, 0, buffer.length, at) < buffer.length) throw entryFault('DATA_MISSING');
    return buffer;
  }
}

/** Of a name's bytes. Some writers have backslashes in one header and slashes in the other. */
export function nameChecksum(bytes: Buffer): number {
  if (!bytes.includes(0x5c)) return crc32(bytes);
  return crc32(bytes.map((byte) => (byte === 0x5c ? 0x2f : byte)));
}

/** What is in a field whose value is elsewhere: in a data descriptor, or in the zip64 extra field. */
const ELSEWHERE: ReadonlySet<number> = new Set([0, IN_ZIP64]);

function isWide(header: Buffer, at: number): boolean {
  return header.readUInt32LE(at) === IN_ZIP64;
}

/** Of few entries. With a data descriptor they are behind the data. */
function hasWideSizes(header: Buffer): boolean {
  return (header.readUInt16LE(6) & 8) === 0 && (isWide(header, 18) || isWide(header, 22));
}

/** Whether the header says another checksum or other sizes than the directory. Programs that go by it would extract another file. */
function contradicts(header: Buffer, { crc, packedSize, size }: ZipContent): boolean {
  const hasDescriptor = (header.readUInt16LE(6) & 8) !== 0;
  const differs = (at: number, value: number): boolean =>
    header.readUInt32LE(at) !== value && !ELSEWHERE.has(header.readUInt32LE(at));
  return !hasDescriptor && (differs(14, crc) || differs(18, packedSize) || differs(22, size));
}

interface Start {
  readonly at: number;
  /** Bytes of the packed size that are not data. */
  readonly overhead: number;
  /** Of these, how many are behind the data. */
  readonly trailer: number;
  /** Whether the local header says something else of the content than the directory. */
  readonly contradicted: boolean;
}

/** What is wrong with the content under a password that passed the check says more than that another one did not pass it. */
function laterFault(before: unknown, now: unknown): unknown {
  return before !== undefined && (now as { code?: unknown }).code === 'PASSWORD_WRONG' ? before : now;
}

/** ZipCrypto lets one of 256 wrong passwords pass, which the CRC finds. */
function crcFaultOf({ encryption }: ZipContent): 'PASSWORD_WRONG' | 'CRC_MISMATCH' {
  return encryption === 'zipcrypto' ? 'PASSWORD_WRONG' : 'CRC_MISMATCH';
}

function inflateAtOnce(packed: Buffer, { method, size }: ZipContent): Buffer {
  if (method === STORED) return packed;
  const options = { maxOutputLength: Math.max(1, size), chunkSize: Math.max(64, size + 1) };
  try {
    return method === DEFLATED ? inflateRawSync(packed, options) : zstdDecompressSync(packed, options);
  } catch (error) {
    throw toEntryFault(error);
  }
}

async function inflate(pieces: Iterable<Buffer>, method: number, take: (data: Buffer) => void): Promise<void> {
  const options = { chunkSize: READ_BYTES };
  const stream = method === DEFLATED ? createInflateRaw(options) : createZstdDecompress(options);
  try {
    await pipeline(pieces, stream, async (data: AsyncIterable<Buffer>) => {
      for await (const part of data) {
        take(part);
        releaseFull(part);
      }
    });
  } catch (error) {
    throw toEntryFault(error);
  }
}

function toEntryFault(error: unknown): unknown {
  const { code } = error as { code?: unknown };
  if (code === 'ERR_BUFFER_TOO_LARGE') return entryFault('LARGER_THAN_DECLARED');
  if (code === 'Z_BUF_ERROR') return entryFault('DATA_MISSING');
  return typeof code === 'string' && /^(Z_|ZSTD_)/.test(code) ? entryFault('DATA_DAMAGED') : error;
}
