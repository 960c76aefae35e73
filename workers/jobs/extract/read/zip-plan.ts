// Reads a zip file's directory and settles where each entry goes. Nothing is written.
import type { OpenFile } from '../../../files/read-at.ts';
import { findDirectory } from '../../../zip-format/find-directory.ts';
import { type DirectoryEntry, extraBytes, nameBytes, readDirectory } from '../../../zip-format/read-directory.ts';
import { FLAG_UTF8, LOCAL_SIZE, UNIX } from '../../../zip-format/zip-records.ts';
import { archiveFault } from '../faults.ts';
import type { Encoding } from '../names/code-pages.ts';
import { isAscii } from '../names/code-pages.ts';
import { guessEncoding } from '../names/guess-encoding.ts';
import { modeOf, mtimeOf, ownerOf, typeOf } from './zip-attributes.ts';
import type { ZipContent } from './zip-content.ts';
import { ANY_NAME, nameChecksum } from './zip-data.ts';
import { entryName, UNICODE_NAME } from './zip-name.ts';

/** One entry as its directory record tells of it. */
export interface ZipEntry extends ZipContent {
  /** Its number in the directory. */
  readonly index: number;
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'special';
  /** Milliseconds since 1970. */
  readonly mtime: number;
  /** Permission bits; -1 where the archive has none. */
  readonly mode: number;
  /** Numbers of the owner and the group; -1 where the archive has none. */
  readonly uid: number;
  readonly gid: number;
}

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  /** What names without a flag were read as; null where there are none, or they are bytes. */
  readonly encoding: Encoding | null;
  /** Whether backslashes are between folders. */
  readonly backslashes: boolean;
}

/** Systems of the "made by" field whose names are divided by backslashes: FAT, OS/2, NTFS, VFAT. */
const DOS_LIKE = new Set([0, 6, 10, 11, 14]);

/**
 * @param encoding for names that do not say theirs; undefined to guess
 * @throws {DirectoryError} where there is no directory
 * @throws {JobError} when its entries contradict each other
 */
export function readZip(file: OpenFile, size: number, encoding?: Encoding): ZipDirectory {
  const { start, end, entries, zip64, prefix } = findDirectory(file, size);
  const records = [...readDirectory(file, start, end)];
  const missing = records.length - entries;
  // The plain end record counts 16 bits.
  if ((zip64 ? missing : missing % 0x1_0000) !== 0) throw archiveFault('DIRECTORY_DAMAGED');
  const limits = limitsOf(records, start - prefix);
  const silent = records.filter((record) => !saysItsEncoding(record) && !isAscii(nameBytes(record)));
  const chosen = silent.length === 0 ? null : (encoding ?? guessOf(records, silent));
  const backslashes =
    records.length > 0 &&
    records.every((record) => DOS_LIKE.has(record.host) && !nameBytes(record).includes(0x2f)) &&
    records.some((record) => nameBytes(record).includes(0x5c));
  return {
    entries: records.map((record, index) => ({
      ...toEntry(record, { prefix, encoding: chosen, limit: limits.get(record.offset) ?? 0 }),
      index,
    })),
    encoding: chosen,
    backslashes,
  };
}

/**
 * Programs on unix that know the flag for UTF-8, ours as well, leave it off where a name is not UTF-8: then it is what it is, and
 * no text in some encoding. So is one that reads like no words.
 * @param silent those whose names do not say their encoding @returns null for bytes
 */
function guessOf(records: readonly DirectoryEntry[], silent: readonly DirectoryEntry[]): Encoding | null {
  const isUnix = silent.every(({ host }) => host === UNIX);
  if (isUnix && records.some(({ flags }) => (flags & FLAG_UTF8) !== 0)) return null;
  return guessEncoding(silent.map(nameBytes)) ?? (isUnix ? null : 'cp437');
}

function saysItsEncoding(record: DirectoryEntry): boolean {
  return (record.flags & FLAG_UTF8) !== 0 || extraBytes(record, UNICODE_NAME) !== undefined;
}

/**
 * Where each entry ends at the latest, by where it starts. Entries that share bytes make bombs, and no writer makes such archives.
 * @param directoryAt where the last one ends at the latest
 */
function limitsOf(records: readonly DirectoryEntry[], directoryAt: number): Map<number, number> {
  const sorted = isInOrder(records) ? records : [...records].sort((a, b) => a.offset - b.offset);
  const limits = new Map<number, number>();
  for (const [index, { offset, nameLength, packedSize, disk }] of sorted.entries()) {
    if (disk !== 0) throw archiveFault('VOLUMES_MISSING');
    const limit = sorted[index + 1]?.offset ?? directoryAt;
    if (offset + LOCAL_SIZE + nameLength + packedSize > limit) {
      throw archiveFault(index + 1 < sorted.length ? 'ENTRIES_OVERLAP' : 'DIRECTORY_DAMAGED');
    }
    limits.set(offset, limit);
  }
  return limits;
}

function isInOrder(records: readonly DirectoryEntry[]): boolean {
  for (let index = 1; index < records.length; index++) {
    if ((records[index - 1]?.offset ?? 0) > (records[index]?.offset ?? 0)) return false;
  }
  return true;
}

interface Circumstances {
  readonly prefix: number;
  readonly encoding: Encoding | null;
  readonly limit: number;
}

function toEntry(record: DirectoryEntry, { prefix, encoding, limit }: Circumstances): Omit<ZipEntry, 'index'> {
  const bytes = nameBytes(record);
  const name = entryName(record, bytes, encoding);
  const kind = typeOf(record, name);
  const { flags, encrypted, aes, method, crc } = record;
  return {
    name,
    kind,
    encryption: encrypted ? encryptionOf(flags, method, aes !== undefined) : 'none',
    strength: aes?.strength ?? 0,
    // AE-2 keeps none.
    hasCrc: aes?.version !== 2,
    check: (flags & 8) !== 0 ? record.record.readUInt8(13) : crc >>> 24,
    offset: record.offset + prefix,
    limit: limit + prefix,
    packedSize: record.packedSize,
    size: record.size,
    crc,
    method: record.innerMethod,
    mtime: mtimeOf(record),
    mode: modeOf(record, kind),
    ...ownerOf(record),
    // The name for old programs may differ in the other header, where there is one in Unicode.
    nameCrc: extraBytes(record, UNICODE_NAME) === undefined ? nameChecksum(bytes) : ANY_NAME,
    nameLength: bytes.length,
  };
}

function encryptionOf(flags: number, method: number, hasAes: boolean): ZipEntry['encryption'] {
  // Bit 6: PKWARE's strong encryption (7.1), which nobody else reads.
  if ((flags & (1 << 6)) !== 0) return 'unknown';
  if (method === 99) return hasAes ? 'aes' : 'unknown';
  return 'zipcrypto';
}
