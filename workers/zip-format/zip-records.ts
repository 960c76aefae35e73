// Writes the records of a zip file. Section numbers are those of PKWARE's APPNOTE.TXT 6.3.10.
import { isEscaped, unescapeBytes } from '../files/system-path.ts';

/** Methods of compression (4.4.5). */
export const STORED = 0;
export const DEFLATED = 8;
/** WinZip AES: the real method is in the extra field (winzip.com, "AES Encryption Information"). */
export const AES_METHOD = 99;

/** Sizes of what surrounds encrypted data: salt and password check before it, authentication code after it. */
export const AES_SALT = 16;
export const AES_CHECK = 2;
export const AES_CODE = 10;
export const AES_HEADER = AES_SALT + AES_CHECK;
export const AES_OVERHEAD = AES_HEADER + AES_CODE;

export type Method = typeof STORED | typeof DEFLATED;

export const LOCAL_SIGNATURE = 0x04034b50;
export const CENTRAL_SIGNATURE = 0x02014b50;
export const LOCAL_SIZE = 30;
export const CENTRAL_SIZE = 46;
export const ZIP64_EXTRA = 0x0001;
export const TIME_EXTRA = 0x5455;
export const NTFS_EXTRA = 0x000a;
/** Milliseconds from 1601, when NTFS times begin, to 1970. */
export const NTFS_EPOCH_MS = 11_644_473_600_000;
export const OWNER_EXTRA = 0x7875;
export const AES_EXTRA = 0x9901;
/** "AE". */
const AES_VENDOR = 0x4541;

/** The value of a field of 32 bits if the real value is in the zip64 extra field (4.5.3). */
export const IN_ZIP64 = 0xffff_ffff;

/** Bytes; the field for the length has 16 bits (4.4.10). */
export const MAX_NAME_BYTES = 0xffff;

/** Files from this size on get 64-bit sizes. It is less than 4 GiB, because deflating can make a file larger. */
const ZIP64_FROM = 2 ** 32 - 2 ** 22;

/** Bit 11: names are UTF-8 (4.4.4). Bit 0: encrypted. */
export const FLAG_UTF8 = 1 << 11;
export const FLAG_ENCRYPTED = 1;

/** The system of the "made by" field (4.4.2). */
export const UNIX = 3;
const MADE_BY_UNIX = (UNIX << 8) | 63;
/** The DOS attribute of folders, in the low byte of the external attributes (4.4.15). */
export const DOS_FOLDER = 0x10;

/** What both headers of an entry contain. */
export interface EntryRecord {
  /** With `/` at the end of a folder; in the form of `files/system-path.ts`. */
  readonly name: string;
  readonly method: Method;
  /** 0..9; tells which of the deflate option bits to set. */
  readonly level: number;
  /** Milliseconds since 1970. */
  readonly mtime: number;
  /** Unix type and permission bits. */
  readonly mode: number;
  readonly crc: number;
  /** Bytes before and after packing. */
  readonly size: number;
  readonly packedSize: number;
  readonly encrypted: boolean;
  /** User and group, if they are kept. */
  readonly owner?: { readonly uid: number; readonly gid: number } | undefined;
  /** Whether it has no extra fields, as the entry `mimetype` of a document must have none. */
  readonly bare?: boolean;
}

/** Size of all extra fields of one header. */
const MAX_EXTRA_BYTES = 120;

/** How many bytes the two headers of an entry take at most. */
export function headersBound(name: string): number {
  return LOCAL_SIZE + CENTRAL_SIZE + 2 * (Buffer.byteLength(name) + MAX_EXTRA_BYTES);
}

/** Writes a local file header (4.3.7) at `at`. Returns where it ends. */
export function writeLocalHeader(target: Buffer, at: number, entry: EntryRecord): number {
  const view = viewOf(target);
  const zip64 = needsZip64(entry);
  const nameLength = writeName(target, at + LOCAL_SIZE, entry.name);
  let end = at + LOCAL_SIZE + nameLength;
  if (zip64) end = writeZip64(view, end, [entry.size, entry.packedSize]);
  if (!entry.bare) end = writeTimes(view, end, entry.mtime);
  if (entry.owner) end = writeOwner(view, end, entry.owner);
  if (entry.encrypted) end = writeAes(view, end, entry.method);
  view.setUint32(at, LOCAL_SIGNATURE, true);
  writeCommon(view, at + 4, entry);
  view.setUint32(at + 18, zip64 ? IN_ZIP64 : entry.packedSize, true);
  view.setUint32(at + 22, zip64 ? IN_ZIP64 : entry.size, true);
  view.setUint16(at + 26, nameLength, true);
  view.setUint16(at + 28, end - at - LOCAL_SIZE - nameLength, true);
  return end;
}

/** Writes a central directory record (4.3.12) at `at`. Returns where it ends. */
export function writeCentralRecord(target: Buffer, at: number, entry: EntryRecord, offset: number): number {
  const view = viewOf(target);
  const size = Math.min(entry.size, IN_ZIP64);
  const packedSize = Math.min(entry.packedSize, IN_ZIP64);
  const offset32 = Math.min(offset, IN_ZIP64);
  const wide: number[] = [];
  if (size === IN_ZIP64) wide.push(entry.size);
  if (packedSize === IN_ZIP64) wide.push(entry.packedSize);
  if (offset32 === IN_ZIP64) wide.push(offset);
  const nameLength = writeName(target, at + CENTRAL_SIZE, entry.name);
  let end = at + CENTRAL_SIZE + nameLength;
  if (wide.length > 0) end = writeZip64(view, end, wide);
  if (!entry.bare) end = writeTimes(view, end, entry.mtime);
  if (entry.owner) end = writeOwner(view, end, entry.owner);
  if (entry.encrypted) end = writeAes(view, end, entry.method);
  view.setUint32(at, CENTRAL_SIGNATURE, true);
  view.setUint16(at + 4, MADE_BY_UNIX, true);
  writeCommon(view, at + 6, entry);
  if (wide.length > 0) view.setUint16(at + 6, 45, true);
  view.setUint32(at + 20, packedSize, true);
  view.setUint32(at + 24, size, true);
  view.setUint16(at + 28, nameLength, true);
  view.setUint16(at + 30, end - at - CENTRAL_SIZE - nameLength, true);
  // Comment length, disk number and internal attributes.
  view.setUint32(at + 32, 0, true);
  view.setUint16(at + 36, 0, true);
  view.setUint32(at + 38, attributes(entry), true);
  view.setUint32(at + 42, offset32, true);
  return end;
}

/**
 * Adds `base` to the local header offsets of central records. Offsets that need more than 32 bits get a zip64 field.
 * Before the call, all offsets must be below 4 GiB and no record may have a zip64 field.
 */
export function relocateRecords(records: Buffer, base: number): Buffer {
  const view = viewOf(records);
  const starts = recordStarts(view);
  const last = starts.at(-1);
  // In the order of the entries.
  if (last === undefined || base + view.getUint32(last + 42, true) < IN_ZIP64) {
    for (const at of starts) view.setUint32(at + 42, view.getUint32(at + 42, true) + base, true);
    return records;
  }
  return Buffer.concat(starts.flatMap((at) => relocated(records.subarray(at, recordEnd(view, at)), base)));
}

function relocated(record: Buffer, base: number): Buffer[] {
  const view = viewOf(record);
  const offset = view.getUint32(42, true) + base;
  const extraAt = CENTRAL_SIZE + view.getUint16(28, true);
  const extra = record.subarray(extraAt);
  const head = Buffer.from(record.subarray(0, extraAt));
  const headView = viewOf(head);
  headView.setUint32(42, Math.min(offset, IN_ZIP64), true);
  if (offset < IN_ZIP64) return [head, extra];
  const wide = Buffer.alloc(12);
  writeZip64(viewOf(wide), 0, [offset]);
  headView.setUint16(6, 45, true);
  headView.setUint16(30, extra.length + wide.length, true);
  return [head, wide, extra];
}

/** Where each central record begins, in a buffer that contains only such records. */
export function recordStarts(records: DataView): number[] {
  const starts: number[] = [];
  for (let at = 0; at < records.byteLength; at = recordEnd(records, at)) starts.push(at);
  return starts;
}

/** Where the central record at `at` ends. */
export function recordEnd(records: DataView, at: number): number {
  const nameLength = records.getUint16(at + 28, true);
  return at + CENTRAL_SIZE + nameLength + records.getUint16(at + 30, true) + records.getUint16(at + 32, true);
}

/** Returns a view to read and write numbers, as V8 takes several times as long to compile Buffer's own methods. */
export function viewOf(buffer: Buffer): DataView {
  return new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
}

/** Returns its length in bytes. */
function writeName(target: Buffer, at: number, name: string): number {
  // Bytes that are not UTF-8 stay as they are.
  const length = isEscaped(name) ? unescapeBytes(name).copy(target, at) : target.write(name, at, 'utf8');
  if (length > MAX_NAME_BYTES) throw new RangeError(`The name has ${length} bytes.`);
  return length;
}

function needsZip64({ size, packedSize }: EntryRecord): boolean {
  return size >= ZIP64_FROM || packedSize >= ZIP64_FROM;
}

/** The fields that both headers share, from "version needed" to CRC. */
function writeCommon(view: DataView, at: number, entry: EntryRecord): void {
  const { time, date } = dosTime(entry.mtime);
  view.setUint16(at, versionNeeded(entry), true);
  const utf8 = isEscaped(entry.name) ? 0 : FLAG_UTF8;
  view.setUint16(at + 2, utf8 | levelBits(entry) | (entry.encrypted ? FLAG_ENCRYPTED : 0), true);
  view.setUint16(at + 4, entry.encrypted ? AES_METHOD : entry.method, true);
  view.setUint16(at + 6, time, true);
  view.setUint16(at + 8, date, true);
  // AE-2 stores no CRC: the authentication code replaces it, and the CRC of a short file would reveal its content.
  view.setUint32(at + 10, entry.encrypted ? 0 : entry.crc, true);
}

function versionNeeded(entry: EntryRecord): number {
  if (entry.encrypted) return 51;
  if (needsZip64(entry)) return 45;
  return entry.method === DEFLATED || entry.name.endsWith('/') ? 20 : 10;
}

/** Bits 1 and 2 for deflate: normal, maximum, fast, super fast (4.4.4). */
function levelBits({ method, level }: EntryRecord): number {
  if (method !== DEFLATED) return 0;
  if (level >= 8) return 2;
  if (level === 2) return 4;
  return level === 1 ? 6 : 0;
}

function attributes({ mode, name }: EntryRecord): number {
  return (((mode & 0xffff) << 16) | (name.endsWith('/') ? DOS_FOLDER : 0)) >>> 0;
}

/** Local time in steps of two seconds, 1980 to 2107 (4.4.6). */
function dosTime(mtime: number): { time: number; date: number } {
  const when = new Date(mtime);
  const year = when.getFullYear();
  if (!(year >= 1980)) return { time: 0, date: (1 << 5) | 1 };
  if (year > 2107) return { time: (23 << 11) | (59 << 5) | 29, date: (127 << 9) | (12 << 5) | 31 };
  return {
    time: (when.getHours() << 11) | (when.getMinutes() << 5) | (when.getSeconds() >> 1),
    date: ((year - 1980) << 9) | ((when.getMonth() + 1) << 5) | when.getDate(),
  };
}

/**
 * Info-ZIP's extended timestamp: seconds in UTC, if they fit into 32 bits. For times before 1970 and after 2038, NTFS times (4.5.5)
 * are added or replace it, as 7-Zip reads the seconds as an unsigned number.
 */
function writeTimes(view: DataView, at: number, mtime: number): number {
  const seconds = Math.floor(mtime / 1000);
  const end = seconds === (seconds | 0) ? writeUnixTime(view, at, seconds) : at;
  return seconds >= 0 && end > at ? end : writeNtfsTime(view, end, mtime);
}

function writeUnixTime(view: DataView, at: number, seconds: number): number {
  view.setUint16(at, TIME_EXTRA, true);
  view.setUint16(at + 2, 5, true);
  view.setUint8(at + 4, 1);
  view.setInt32(at + 5, seconds, true);
  return at + 9;
}

/** Info-ZIP's "ux" field: version 1, and each number with its length. */
function writeOwner(view: DataView, at: number, { uid, gid }: { uid: number; gid: number }): number {
  view.setUint16(at, OWNER_EXTRA, true);
  view.setUint16(at + 2, 11, true);
  view.setUint8(at + 4, 1);
  view.setUint8(at + 5, 4);
  view.setUint32(at + 6, uid, true);
  view.setUint8(at + 10, 4);
  view.setUint32(at + 11, gid, true);
  return at + 15;
}

/** In steps of 100 ns since 1601. A time before that, which the field cannot hold, is the first one that is not 0, which means no time. */
function writeNtfsTime(view: DataView, at: number, mtime: number): number {
  const ticks = mtime > -NTFS_EPOCH_MS ? (BigInt(mtime) + BigInt(NTFS_EPOCH_MS)) * 10_000n : 1n;
  view.setUint16(at, NTFS_EXTRA, true);
  view.setUint16(at + 2, 32, true);
  view.setUint32(at + 4, 0, true);
  view.setUint16(at + 8, 1, true);
  view.setUint16(at + 10, 24, true);
  for (let n = 0; n < 3; n++) view.setBigUint64(at + 12 + n * 8, BigInt.asUintN(64, ticks), true);
  return at + 36;
}

function writeZip64(view: DataView, at: number, values: readonly number[]): number {
  view.setUint16(at, ZIP64_EXTRA, true);
  view.setUint16(at + 2, values.length * 8, true);
  for (const [index, value] of values.entries()) view.setBigUint64(at + 4 + index * 8, BigInt(value), true);
  return at + 4 + values.length * 8;
}

/** Writes AE-2, vendor "AE", 256 bits, and the real compression method. */
function writeAes(view: DataView, at: number, method: Method): number {
  view.setUint16(at, AES_EXTRA, true);
  view.setUint16(at + 2, 7, true);
  view.setUint16(at + 4, 2, true);
  view.setUint16(at + 6, AES_VENDOR, true);
  view.setUint8(at + 8, 3);
  view.setUint16(at + 9, method, true);
  return at + 11;
}
