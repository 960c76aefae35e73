// Reads a zip file's directory back from the disk.
import { readUpTo } from './read-entry.ts';
import { CENTRAL_SIGNATURE, CENTRAL_SIZE, IN_ZIP64, recordEnd, ZIP64_EXTRA } from './zip-records.ts';

/** Read at a time, in bytes. The longest record is under 200 kB. */
const WINDOW = 1 << 20;
const LONGEST_RECORD = CENTRAL_SIZE + 3 * 0xffff;

export interface DirectoryEntry {
  /** Where its record starts in the file, and where it ends. */
  readonly recordAt: number;
  readonly recordEnd: number;
  readonly nameLength: number;
  readonly extraLength: number;
  readonly encrypted: boolean;
  /** 0, 8, or 99 when it is encrypted. */
  readonly method: number;
  /** The method under the encryption. */
  readonly innerMethod: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
  /** Whether a field stands in a zip64 extra field. */
  readonly zip64: boolean;
}

/** The records from `start` to `end`. @throws {RangeError} when there is something else */
export function* readDirectory(fd: number, start: number, end: number): Generator<DirectoryEntry> {
  let window: Buffer = Buffer.alloc(0);
  let windowAt = start;
  for (let at = start; at < end; ) {
    const available = windowAt + window.length;
    if (available < end && available - at < LONGEST_RECORD) {
      const length = Math.min(WINDOW, end - at);
      window = Buffer.allocUnsafe(length);
      if (readUpTo(fd, window, 0, length, at) < length) throw new RangeError('The directory ends early.');
      windowAt = at;
    }
    const from = at - windowAt;
    if (window.length - from < CENTRAL_SIZE || window.readUInt32LE(from) !== CENTRAL_SIGNATURE) {
      throw new RangeError(`There is no directory record at ${at}.`);
    }
    const to = recordEnd(window, from);
    if (to > window.length) throw new RangeError(`The directory record at ${at} is too long.`);
    yield parseRecord(window.subarray(from, to), at);
    at = windowAt + to;
  }
}

function parseRecord(record: Buffer, at: number): DirectoryEntry {
  const nameLength = record.readUInt16LE(28);
  const extraLength = record.readUInt16LE(30);
  const method = record.readUInt16LE(10);
  const extra = record.subarray(CENTRAL_SIZE + nameLength, CENTRAL_SIZE + nameLength + extraLength);
  const wide = extraField(extra, ZIP64_EXTRA);
  let wideAt = 0;
  const field = (value: number): number => {
    if (value !== IN_ZIP64 || !wide || wide.length < wideAt + 8) return value;
    wideAt += 8;
    return Number(wide.readBigUInt64LE(wideAt - 8));
  };
  const size = field(record.readUInt32LE(24));
  const packedSize = field(record.readUInt32LE(20));
  const offset = field(record.readUInt32LE(42));
  const encrypted = (record.readUInt16LE(8) & 1) === 1;
  const innerMethod = encrypted ? (extraField(extra, 0x9901)?.readUInt16LE(5) ?? method) : method;
  const place = { recordAt: at, recordEnd: at + record.length };
  const lengths = { nameLength, extraLength, packedSize, size, offset, zip64: wide !== undefined };
  return { ...place, ...lengths, encrypted, method, innerMethod, crc: record.readUInt32LE(16) };
}

function extraField(extra: Buffer, id: number): Buffer | undefined {
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, end);
    at = end;
  }
  return undefined;
}
