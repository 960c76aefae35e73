// The records of a zip file. Sections are those of PKWARE's APPNOTE.TXT 6.3.10.

export const STORED = 0;
export const DEFLATED = 8;
/** WinZip AES: the real method stands in the extra field (winzip.com, "AES Encryption Information"). */
const ENCRYPTED = 99;

/** Bytes of what stands around encrypted data: salt and password check before, authentication code after. */
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
const TIME_EXTRA = 0x5455;
const NTFS_EXTRA = 0x000a;
const AES_EXTRA = 0x9901;

/** Stands in a 32-bit field whose value is in the zip64 extra field (4.5.3). */
export const IN_ZIP64 = 0xffff_ffff;

/** A file this large gets room for 64-bit sizes. Below the limit by what deflating can add to 4 GiB. */
const ZIP64_FROM = 2 ** 32 - 2 ** 22;

/** Bit 11: names are UTF-8 (4.4.4). Bit 0: encrypted. */
const FLAG_UTF8 = 1 << 11;
const FLAG_ENCRYPTED = 1;

const MADE_BY_UNIX = (3 << 8) | 63;
const DOS_FOLDER = 0x10;

/** What both of an entry's headers say. */
export interface EntryRecord {
  /** With `/` at the end of a folder. */
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
}

/** Most bytes that the two headers of an entry take together. */
export function headersBound(name: string): number {
  return LOCAL_SIZE + CENTRAL_SIZE + 2 * (Buffer.byteLength(name) + 100);
}

/** Writes a local file header (4.3.7) at `at`. Returns where it ends. */
export function writeLocalHeader(target: Buffer, at: number, entry: EntryRecord): number {
  const zip64 = needsZip64(entry);
  const nameLength = target.write(entry.name, at + LOCAL_SIZE, 'utf8');
  let end = at + LOCAL_SIZE + nameLength;
  if (zip64) end = writeZip64(target, end, [entry.size, entry.packedSize]);
  end = writeTime(target, end, entry.mtime);
  if (entry.encrypted) end = writeAes(target, end, entry.method);
  target.writeUInt32LE(LOCAL_SIGNATURE, at);
  writeCommon(target, at + 4, entry);
  target.writeUInt32LE(zip64 ? IN_ZIP64 : entry.packedSize, at + 18);
  target.writeUInt32LE(zip64 ? IN_ZIP64 : entry.size, at + 22);
  target.writeUInt16LE(nameLength, at + 26);
  target.writeUInt16LE(end - at - LOCAL_SIZE - nameLength, at + 28);
  return end;
}

/** Writes a central directory record (4.3.12) at `at`. Returns where it ends. */
export function writeCentralRecord(target: Buffer, at: number, entry: EntryRecord, offset: number): number {
  const size = Math.min(entry.size, IN_ZIP64);
  const packedSize = Math.min(entry.packedSize, IN_ZIP64);
  const offset32 = Math.min(offset, IN_ZIP64);
  const wide = [
    ...(size === IN_ZIP64 ? [entry.size] : []),
    ...(packedSize === IN_ZIP64 ? [entry.packedSize] : []),
    ...(offset32 === IN_ZIP64 ? [offset] : []),
  ];
  const nameLength = target.write(entry.name, at + CENTRAL_SIZE, 'utf8');
  let end = at + CENTRAL_SIZE + nameLength;
  if (wide.length > 0) end = writeZip64(target, end, wide);
  end = writeTime(target, end, entry.mtime);
  if (entry.encrypted) end = writeAes(target, end, entry.method);
  target.writeUInt32LE(CENTRAL_SIGNATURE, at);
  target.writeUInt16LE(MADE_BY_UNIX, at + 4);
  writeCommon(target, at + 6, entry);
  if (wide.length > 0) target.writeUInt16LE(45, at + 6);
  target.writeUInt32LE(packedSize, at + 20);
  target.writeUInt32LE(size, at + 24);
  target.writeUInt16LE(nameLength, at + 28);
  target.writeUInt16LE(end - at - CENTRAL_SIZE - nameLength, at + 30);
  // Comment length, disk number and internal attributes.
  target.writeUInt32LE(0, at + 32);
  target.writeUInt16LE(0, at + 36);
  target.writeUInt32LE(attributes(entry), at + 38);
  target.writeUInt32LE(offset32, at + 42);
  return end;
}

/**
 * Adds `base` to the local header offsets of central records. Those that leave 32 bits get a zip64 field.
 * The records hold offsets below 4 GiB on entry and no zip64 field.
 */
export function relocateRecords(records: Buffer, base: number): Buffer {
  if (base + IN_ZIP64 / 2 < IN_ZIP64 || base + lastOffset(records) < IN_ZIP64) {
    for (const at of recordStarts(records)) records.writeUInt32LE(records.readUInt32LE(at + 42) + base, at + 42);
    return records;
  }
  const parts: Buffer[] = [];
  for (const at of recordStarts(records)) parts.push(...relocated(records.subarray(at), base));
  return Buffer.concat(parts);
}

function lastOffset(records: Buffer): number {
  let last = 0;
  for (const at of recordStarts(records)) last = Math.max(last, records.readUInt32LE(at + 42));
  return last;
}

function relocated(record: Buffer, base: number): Buffer[] {
  const offset = record.readUInt32LE(42) + base;
  const extraAt = CENTRAL_SIZE + record.readUInt16LE(28);
  const extraLength = record.readUInt16LE(30);
  const head = Buffer.from(record.subarray(0, extraAt));
  const extra = record.subarray(extraAt, extraAt + extraLength);
  head.writeUInt32LE(Math.min(offset, IN_ZIP64), 42);
  if (offset < IN_ZIP64) return [head, extra];
  const wide = Buffer.alloc(12);
  writeZip64(wide, 0, [offset]);
  head.writeUInt16LE(45, 6);
  head.writeUInt16LE(extraLength + wide.length, 30);
  return [head, wide, extra];
}

/** Where each central record in a buffer of nothing else begins. */
export function* recordStarts(records: Buffer): Generator<number> {
  for (let at = 0; at < records.length; at = recordEnd(records, at)) yield at;
}

/** Where the central record at `at` ends. */
export function recordEnd(records: Buffer, at: number): number {
  const variable = records.readUInt16LE(at + 28) + records.readUInt16LE(at + 30) + records.readUInt16LE(at + 32);
  return at + CENTRAL_SIZE + variable;
}

function needsZip64({ size, packedSize }: EntryRecord): boolean {
  return size >= ZIP64_FROM || packedSize >= ZIP64_FROM;
}

/** The fields that both headers share, from "version needed" to CRC. */
function writeCommon(target: Buffer, at: number, entry: EntryRecord): void {
  const { time, date } = dosTime(entry.mtime);
  target.writeUInt16LE(versionNeeded(entry), at);
  target.writeUInt16LE(FLAG_UTF8 | levelBits(entry) | (entry.encrypted ? FLAG_ENCRYPTED : 0), at + 2);
  target.writeUInt16LE(entry.encrypted ? ENCRYPTED : entry.method, at + 4);
  target.writeUInt16LE(time, at + 6);
  target.writeUInt16LE(date, at + 8);
  // AE-2 keeps no CRC: the authentication code stands for it, and a CRC would tell about short files.
  target.writeUInt32LE(entry.encrypted ? 0 : entry.crc, at + 10);
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

/** Seconds in UTC: Info-ZIP's extended timestamp; NTFS times (4.5.5) where it would overflow. */
function writeTime(target: Buffer, at: number, mtime: number): number {
  const seconds = Math.floor(mtime / 1000);
  if (seconds !== (seconds | 0)) return writeNtfsTime(target, at, mtime);
  target.writeUInt16LE(TIME_EXTRA, at);
  target.writeUInt16LE(5, at + 2);
  target.writeUInt8(1, at + 4);
  return target.writeInt32LE(seconds, at + 5);
}

function writeNtfsTime(target: Buffer, at: number, mtime: number): number {
  const ticks = (BigInt(mtime) + 11_644_473_600_000n) * 10_000n;
  target.writeUInt16LE(NTFS_EXTRA, at);
  target.writeUInt16LE(32, at + 2);
  target.writeUInt32LE(0, at + 4);
  target.writeUInt16LE(1, at + 8);
  target.writeUInt16LE(24, at + 10);
  for (let n = 0; n < 3; n++) target.writeBigUInt64LE(BigInt.asUintN(64, ticks), at + 12 + n * 8);
  return at + 36;
}

function writeZip64(target: Buffer, at: number, values: readonly number[]): number {
  target.writeUInt16LE(ZIP64_EXTRA, at);
  target.writeUInt16LE(values.length * 8, at + 2);
  let end = at + 4;
  for (const value of values) end = target.writeBigUInt64LE(BigInt(value), end);
  return end;
}

/** AE-2, vendor "AE", 256 bits, and the method under the encryption. */
function writeAes(target: Buffer, at: number, method: Method): number {
  target.writeUInt16LE(AES_EXTRA, at);
  target.writeUInt16LE(7, at + 2);
  target.writeUInt16LE(2, at + 4);
  target.write('AE', at + 6, 'latin1');
  target.writeUInt8(3, at + 8);
  return target.writeUInt16LE(method, at + 9);
}
