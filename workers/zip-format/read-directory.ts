// Reads a zip file's directory from the disk, whichever program has written it. Everything in it is checked.
import { type OpenFile, readUpTo } from '../files/read-at.ts';
import {
  AES_EXTRA,
  CENTRAL_SIGNATURE,
  CENTRAL_SIZE,
  FLAG_ENCRYPTED,
  IN_ZIP64,
  recordEnd,
  viewOf,
  ZIP64_EXTRA,
} from './zip-records.ts';

/** How many bytes are read at a time. The longest record has less than 200 kB. */
const WINDOW = 1 << 20;
/** The value of a field of 16 bits if the real value is in the zip64 extra field. */
const IN_ZIP64_16 = 0xffff;
const MAX_RECORD_BYTES = CENTRAL_SIZE + 3 * 0xffff;

export interface DirectoryEntry {
  /** The record as it is in the file. A view: it keeps a window of the directory alive. */
  readonly record: Buffer;
  /** Where its record starts in the file, and where it ends. */
  readonly recordAt: number;
  readonly recordEnd: number;
  readonly nameLength: number;
  readonly extraLength: number;
  /** The system that the attributes are of (APPNOTE 4.4.2): 0 FAT, 3 unix, 10 NTFS, 19 macOS. */
  readonly host: number;
  readonly flags: number;
  readonly encrypted: boolean;
  /** The compression method; 99 if the entry is encrypted with AES. */
  readonly method: number;
  /** The compression method, also of an entry that is encrypted with AES. */
  readonly innerMethod: number;
  /** Undefined without AES. */
  readonly aes: AesFacts | undefined;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
  /** The number of the volume that it starts on: 0 in an archive of one file. */
  readonly disk: number;
  /** External attributes: unix type and mode in the upper half, those of DOS in the lower one. */
  readonly attributes: number;
  /** Whether a field is in a zip64 extra field. */
  readonly zip64: boolean;
}

/** What WinZip's extra field says about an encrypted entry. */
export interface AesFacts {
  /** 1: the CRC is stored. 2: it is not. */
  readonly version: number;
  /** 1, 2, 3: 128, 192, 256 bits. */
  readonly strength: number;
}

/** Yields the records from `start` to `end`. @throws {RangeError} if there is anything else */
export function* readDirectory(file: OpenFile, start: number, end: number): Generator<DirectoryEntry> {
  let window = Buffer.alloc(0);
  let windowAt = start;
  for (let at = start; at < end; ) {
    const available = windowAt + window.length;
    if (available < end && available - at < MAX_RECORD_BYTES) {
      const length = Math.min(WINDOW, end - at);
      window = Buffer.allocUnsafe(length);
      if (readUpTo(file, window, 0, length, at) < length) throw new RangeError('The directory ends early.');
      windowAt = at;
    }
    const from = at - windowAt;
    const view = viewOf(window);
    if (view.byteLength - from < CENTRAL_SIZE || view.getUint32(from, true) !== CENTRAL_SIGNATURE) {
      throw new RangeError(`There is no directory record at ${at}.`);
    }
    const to = recordEnd(view, from);
    if (to > view.byteLength) throw new RangeError(`The directory record at ${at} is too long.`);
    yield parseRecord(window.subarray(from, to), at);
    at = windowAt + to;
  }
}

/** @param recordAt its position in the file */
function parseRecord(record: Buffer, recordAt: number): DirectoryEntry {
  const view = viewOf(record);
  const nameLength = view.getUint16(28, true);
  const extraLength = view.getUint16(30, true);
  const method = view.getUint16(10, true);
  const flags = view.getUint16(8, true);
  const wide = findExtra(view, CENTRAL_SIZE + nameLength, extraLength, ZIP64_EXTRA);
  let wideAt = 0;
  const field = (value: number): number => {
    if (value !== IN_ZIP64 || !wide || wide.length < wideAt + 8) return value;
    wideAt += 8;
    const found = Number(view.getBigUint64(wide.start + wideAt - 8, true));
    if (!Number.isSafeInteger(found))
      throw new RangeError(`The directory record at ${recordAt} has a size beyond all disks.`);
    return found;
  };
  const size = field(view.getUint32(24, true));
  const packedSize = field(view.getUint32(20, true));
  const offset = field(view.getUint32(42, true));
  const disk = view.getUint16(34, true);
  const encrypted = (flags & FLAG_ENCRYPTED) !== 0;
  const aes =
    encrypted && method === 99 ? findExtra(view, CENTRAL_SIZE + nameLength, extraLength, AES_EXTRA) : undefined;
  const hasAes = aes !== undefined && aes.length >= 7;
  return {
    record,
    recordAt,
    recordEnd: recordAt + record.length,
    nameLength,
    extraLength,
    host: view.getUint8(5),
    flags,
    packedSize,
    size,
    offset,
    disk: disk === IN_ZIP64_16 && wide ? wideDisk(view, wide, wideAt) : disk,
    attributes: view.getUint32(38, true),
    zip64: wide !== undefined,
    encrypted,
    method,
    innerMethod: hasAes ? view.getUint16(aes.start + 5, true) : method,
    aes: hasAes ? { version: view.getUint16(aes.start, true), strength: view.getUint8(aes.start + 4) } : undefined,
    crc: view.getUint32(16, true),
  };
}

/** After the fields of 64 bits comes one of 32 bits. If a writer omits it, there is only one volume. */
function wideDisk(view: DataView, { start, length }: Field, at: number): number {
  return length >= at + 4 ? view.getUint32(start + at, true) : 0;
}

/** The name as its bytes. */
export function nameBytes({ record, nameLength }: DirectoryEntry): Buffer {
  return record.subarray(CENTRAL_SIZE, CENTRAL_SIZE + nameLength);
}

/** Returns the content of the extra field with this id; undefined if there is none. */
export function extraBytes({ record, nameLength, extraLength }: DirectoryEntry, id: number): Buffer | undefined {
  const found = findExtra(viewOf(record), CENTRAL_SIZE + nameLength, extraLength, id);
  return found && record.subarray(found.start, found.start + found.length);
}

interface Field {
  readonly start: number;
  readonly length: number;
}

/** @param start where the extra fields begin, and how many bytes they have */
export function findExtra(view: DataView, start: number, length: number, id: number): Field | undefined {
  for (let at = start; at + 4 <= start + length; ) {
    const size = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === id) return { start: at + 4, length: Math.min(size, start + length - at - 4) };
    at += 4 + size;
  }
  return undefined;
}
