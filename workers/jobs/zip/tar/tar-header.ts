// Writes the headers of a tar entry: POSIX.1-2008 "pax", with GNU's forms for what pax cannot express: long names that
// are not UTF-8, and files with holes.
import { isUtf8 } from 'node:buffer';
import { withoutTrailing } from '../../../files/trailing.ts';
import { tarNumber, writeNumber } from './tar-number.ts';

/** A tar file consists of blocks of so many bytes. */
export const TAR_BLOCK = 512;

export type TarKind = 'file' | 'folder' | 'link' | 'hardlink';

/** A run of data in a file with holes, in bytes. */
export type Extent = readonly [start: number, length: number];

export interface TarMember {
  readonly kind: TarKind;
  /** As bytes, with `/` at the end of a folder's name. */
  readonly name: Buffer;
  /** The target of a link: a path, or the name of an earlier entry. Empty for other entries. */
  readonly target: Buffer;
  /** Permission bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Names of owner and group; empty where there are none. */
  readonly owner: string;
  readonly group: string;
  /** Nanoseconds since 1970. */
  readonly mtime: bigint;
  /** Bytes of the file. */
  readonly size: number;
  /** Where the data of a file with holes is. Only the data follows the header. */
  readonly extents?: readonly Extent[] | undefined;
}

/** Types of entries (POSIX "ustar"), and GNU's. */
const TYPES: Readonly<Record<TarKind, string>> = { file: '0', hardlink: '1', link: '2', folder: '5' };
const PAX_TYPE = 'x';
const SPARSE_TYPE = 'S';
const LONG_NAME_TYPE = 'L';
const LONG_TARGET_TYPE = 'K';

const MAX_NAME = 100;
const MAX_PREFIX = 155;
const MAX_OWNER = 31;
/** The largest numbers that octal fields of 8 and 12 bytes can hold. */
const MAX_ID = 0o7777777;
const MAX_OCTAL = 0o77777777777;
const SECOND = 1_000_000_000n;
/** How many extents are in the header of a file with holes, and in each block that continues it. */
const EXTENTS_IN_HEADER = 4;
const EXTENTS_IN_BLOCK = 21;
const EXTENT_BYTES = 24;

/** Returns the blocks before an entry's data. */
export function tarHeader(member: TarMember): Buffer {
  const sparse = member.extents !== undefined;
  const name = placeName(member.name, sparse);
  const target = placeTarget(member.target);
  const blocks: Buffer[] = [];
  if (name.gnu) blocks.push(...gnuLong(LONG_NAME_TYPE, member.name));
  if (target.gnu) blocks.push(...gnuLong(LONG_TARGET_TYPE, member.target));
  const records = paxRecords(member, name.pax, target.pax);
  if (records.length > 0) blocks.push(...paxHeader(member.name, records));
  blocks.push(...mainHeader(member, name, target.field));
  return Buffer.concat(blocks);
}

/** Returns how many zeros follow data of this length. */
export function paddingOf(length: number): number {
  return (TAR_BLOCK - (length % TAR_BLOCK)) % TAR_BLOCK;
}

/** How many bytes of a file are stored. */
export function storedSize({ size, extents }: Pick<TarMember, 'size' | 'extents'>): number {
  return extents ? extents.reduce((sum, [, length]) => sum + length, 0) : size;
}

interface PlacedName {
  readonly field: Buffer;
  readonly prefix: Buffer;
  /** Whether the full name is in a pax record or in a GNU entry before it. */
  readonly pax: boolean;
  readonly gnu: boolean;
}

const NOTHING = Buffer.alloc(0);

/** Pax names are UTF-8 and unambiguous everywhere; the plain field holds any bytes, as far as they fit. */
function placeName(name: Buffer, sparse: boolean): PlacedName {
  const split = splitName(name, sparse);
  const text = isUtf8(name);
  const pax = text && (split === undefined || !isAscii(name));
  const [prefix, field] = split ?? [NOTHING, cutName(name, MAX_NAME)];
  return { field, prefix, pax, gnu: split === undefined && !text };
}

function placeTarget(target: Buffer): Omit<PlacedName, 'prefix'> {
  const fits = target.length <= MAX_NAME;
  const text = isUtf8(target);
  const field = fits ? target : cutName(target, MAX_NAME);
  return { field, pax: text && (!fits || !isAscii(target)), gnu: !fits && !text };
}

/** Prefix and name for the plain header; undefined if they do not fit. */
function splitName(name: Buffer, sparse: boolean): readonly [prefix: Buffer, name: Buffer] | undefined {
  if (name.length <= MAX_NAME) return [NOTHING, name];
  // The header of a file with holes has its map in place of the prefix.
  if (sparse) return undefined;
  const slash = name.indexOf(0x2f, Math.max(1, name.length - MAX_NAME - 1));
  if (slash < 0 || slash > MAX_PREFIX || slash === name.length - 1) return undefined;
  return [name.subarray(0, slash), name.subarray(slash + 1)];
}

/** The first bytes of a name, for readers that do not know pax. No character is cut in two. */
function cutName(name: Buffer, length: number): Buffer {
  let end = Math.min(length, name.length);
  while (end > 0 && ((name[end] ?? 0) & 0xc0) === 0x80) end--;
  return name.subarray(0, end);
}

function isAscii(bytes: Buffer): boolean {
  return bytes.every((byte) => byte < 0x80);
}

function paxRecords(member: TarMember, path: boolean, linkpath: boolean): Buffer[] {
  const { mtime, uid, gid, owner, group, size, extents } = member;
  const records: Buffer[] = [];
  const add = (key: string, value: string | Buffer) => records.push(paxRecord(key, value));
  if (path) add('path', member.name);
  if (linkpath) add('linkpath', member.target);
  const time = paxTime(mtime);
  if (time !== undefined) add('mtime', time);
  if (uid > MAX_ID) add('uid', String(uid));
  if (gid > MAX_ID) add('gid', String(gid));
  if (needsPax(owner)) add('uname', owner);
  if (needsPax(group)) add('gname', group);
  if (extents === undefined && size > MAX_OCTAL) add('size', String(size));
  return records;
}

function needsPax(owner: string): boolean {
  const bytes = Buffer.from(owner);
  return bytes.length > MAX_OWNER || !isAscii(bytes);
}

/** `length key=value\n`, where the length counts itself, too. */
function paxRecord(key: string, value: string | Buffer): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${key}=`), Buffer.from(value), Buffer.from('\n')]);
  let length = rest.length;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

/**
 * Returns undefined if the plain field is enough. Times before 1970 are whole seconds, because libarchive reads the fraction of a
 * negative time with the wrong sign.
 */
function paxTime(mtime: bigint): string | undefined {
  const seconds = floorSeconds(mtime);
  const fraction = mtime - seconds * SECOND;
  if (seconds < 0n || fraction === 0n) return isPlainTime(seconds) ? undefined : String(seconds);
  return `${seconds}.${withoutTrailing(String(fraction).padStart(9, '0'), '0')}`;
}

function isPlainTime(seconds: bigint): boolean {
  return seconds >= 0n && seconds <= BigInt(MAX_OCTAL);
}

function floorSeconds(nanoseconds: bigint): bigint {
  const seconds = nanoseconds / SECOND;
  return nanoseconds % SECOND < 0n ? seconds - 1n : seconds;
}

function paxHeader(name: Buffer, records: readonly Buffer[]): Buffer[] {
  const data = Buffer.concat(records);
  const last = name.subarray(0, name.at(-1) === 0x2f ? -1 : undefined);
  const base = last.subarray(last.lastIndexOf(0x2f) + 1).toString('latin1');
  // Only readers that do not know pax show this name.
  const own = `PaxHeaders/${base.replace(/[^\x20-\x7e]/g, '_').slice(0, MAX_NAME - 12)}`;
  return [plainHeader(PAX_TYPE, Buffer.from(own), data.length), padded(data)];
}

/** GNU's form for long names: an entry whose data is the name, with a NUL at its end. */
function gnuLong(type: string, name: Buffer): Buffer[] {
  const data = Buffer.concat([name, Buffer.alloc(1)]);
  const header = plainHeader(type, Buffer.from('././@LongLink'), data.length);
  writeMagic(header, true);
  return [checked(header), padded(data)];
}

function padded(data: Buffer): Buffer {
  return Buffer.concat([data, Buffer.alloc(paddingOf(data.length))]);
}

/** The header of an entry that only describes the next one. */
function plainHeader(type: string, name: Buffer, size: number): Buffer {
  const header = Buffer.alloc(TAR_BLOCK);
  name.copy(header, 0);
  writeFields(header, { mode: 0o644, uid: 0, gid: 0, size, seconds: 0, type });
  writeMagic(header, false);
  return checked(header);
}

function mainHeader(member: TarMember, { field, prefix }: PlacedName, target: Buffer): Buffer[] {
  const { mode, uid, gid, mtime, extents } = member;
  const header = Buffer.alloc(TAR_BLOCK);
  field.copy(header, 0);
  const seconds = floorSeconds(mtime);
  writeFields(header, {
    mode,
    uid: Math.min(uid, MAX_ID),
    gid: Math.min(gid, MAX_ID),
    size: storedSize(member),
    seconds: isPlainTime(seconds) ? Number(seconds) : 0,
    type: extents ? SPARSE_TYPE : TYPES[member.kind],
  });
  target.copy(header, 157);
  writeMagic(header, extents !== undefined);
  if (!needsPax(member.owner)) header.write(member.owner, 265, 'latin1');
  if (!needsPax(member.group)) header.write(member.group, 297, 'latin1');
  prefix.copy(header, 345);
  const more = extents ? writeExtents(header, extents, member.size) : [];
  return [checked(header), ...more];
}

interface PlainFields {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly seconds: number;
  readonly type: string;
}

function writeFields(header: Buffer, { mode, uid, gid, size, seconds, type }: PlainFields): void {
  writeNumber(header, 100, 8, mode & 0o7777);
  writeNumber(header, 108, 8, uid);
  writeNumber(header, 116, 8, gid);
  writeNumber(header, 124, 12, size);
  writeNumber(header, 136, 12, seconds);
  header.write(type, 156, 'latin1');
}

function writeMagic(header: Buffer, gnu: boolean): void {
  header.write(gnu ? 'ustar  \0' : 'ustar\x0000', 257, 'latin1');
  if (gnu) return;
  // Device numbers, which only devices have.
  writeNumber(header, 329, 8, 0);
  writeNumber(header, 337, 8, 0);
}

/** GNU's map of a file with holes ("Old GNU Format" in its manual). Returns the blocks that continue it. */
function writeExtents(header: Buffer, extents: readonly Extent[], size: number): Buffer[] {
  const end = extents.at(-1);
  // A hole at the end is written as an empty run.
  const map: Extent[] = end && end[0] + end[1] === size ? [...extents] : [...extents, [size, 0]];
  writeMap(header, 386, map.slice(0, EXTENTS_IN_HEADER));
  writeNumber(header, 483, 12, size);
  const blocks: Buffer[] = [];
  let last = { block: header, flag: 482 };
  for (let at = EXTENTS_IN_HEADER; at < map.length; at += EXTENTS_IN_BLOCK) {
    const block = Buffer.alloc(TAR_BLOCK);
    writeMap(block, 0, map.slice(at, at + EXTENTS_IN_BLOCK));
    last.block[last.flag] = 1;
    last = { block, flag: EXTENTS_IN_BLOCK * EXTENT_BYTES };
    blocks.push(block);
  }
  return blocks;
}

function writeMap(block: Buffer, at: number, extents: readonly Extent[]): void {
  for (const [index, [start, length]] of extents.entries()) {
    writeNumber(block, at + index * EXTENT_BYTES, 12, start);
    writeNumber(block, at + index * EXTENT_BYTES + 12, 12, length);
  }
}

/** Writes the checksum: the sum of all bytes, where the field itself counts as spaces. */
function checked(header: Buffer): Buffer {
  header.fill(' ', 148, 156);
  let sum = 0;
  for (const byte of header) sum += byte;
  header.write(`${tarNumber(sum, 6)}\0 `, 148, 'latin1');
  return header;
}
