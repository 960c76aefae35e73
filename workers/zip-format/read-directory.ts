// Reads a zip file's directory back from the disk.
import { readUpTo } from '../jobs/zip/pack/read-entry.ts';
import { AES_EXTRA, CENTRAL_SIGNATURE, CENTRAL_SIZE, IN_ZIP64, recordEnd, viewOf, ZIP64_EXTRA } from './zip-records.ts';

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
  let view = viewOf(Buffer.alloc(0));
  let windowAt = start;
  for (let at = start; at < end; ) {
    const available = windowAt + view.byteLength;
    if (available < end && available - at < LONGEST_RECORD) {
      const length = Math.min(WINDOW, end - at);
      const window = Buffer.allocUnsafe(length);
      if (readUpTo(fd, window, 0, length, at) < length) throw new RangeError('The directory ends early.');
      view = viewOf(window);
      windowAt = at;
    }
    const from = at - windowAt;
    if (view.byteLength - from < CENTRAL_SIZE || view.getUint32(from, true) !== CENTRAL_SIGNATURE) {
      throw new RangeError(`There is no directory record at ${at}.`);
    }
    const to = recordEnd(view, from);
    if (to > view.byteLength) throw new RangeError(`The directory record at ${at} is too long.`);
    yield parseRecord(view, from, at);
    at = windowAt + to;
  }
}

/** @param from where the record is in `view`, @param recordAt where it is in the file */
function parseRecord(view: DataView, from: number, recordAt: number): DirectoryEntry {
  const nameLength = view.getUint16(from + 28, true);
  const extraLength = view.getUint16(from + 30, true);
  const method = view.getUint16(from + 10, true);
  const extra = { view, start: from + CENTRAL_SIZE + nameLength, length: extraLength };
  const wide = extraField(extra, ZIP64_EXTRA);
  let wideAt = 0;
  const field = (value: number): number => {
    if (value !== IN_ZIP64 || !wide || wide.length < wideAt + 8) return value;
    wideAt += 8;
    return Number(view.getBigUint64(wide.start + wideAt - 8, true));
  };
  const size = field(view.getUint32(from + 24, true));
  const packedSize = field(view.getUint32(from + 20, true));
  const offset = field(view.getUint32(from + 42, true));
  const encrypted = (view.getUint16(from + 8, true) & 1) === 1;
  const aes = encrypted ? extraField(extra, AES_EXTRA) : undefined;
  return {
    recordAt,
    recordEnd: recordAt + recordEnd(view, from) - from,
    nameLength,
    extraLength,
    packedSize,
    size,
    offset,
    zip64: wide !== undefined,
    encrypted,
    method,
    innerMethod: aes && aes.length >= 7 ? view.getUint16(aes.start + 5, true) : method,
    crc: view.getUint32(from + 16, true),
  };
}

interface Field {
  readonly start: number;
  readonly length: number;
}

/** What the extra field of this number holds. */
function extraField({ view, start, length }: Field & { readonly view: DataView }, id: number): Field | undefined {
  for (let at = start; at + 4 <= start + length; ) {
    const size = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === id) return { start: at + 4, length: Math.min(size, start + length - at - 4) };
    at += 4 + size;
  }
  return undefined;
}
