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
  /** Read from the file as they are asked for, while it is open: a hundred thousand of them would take 30 MB. */
  readonly entries: Iterable<ZipEntry>;
  readonly count: number;
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
  const { start, end, entries: count, zip64, prefix } = findDirectory(file, size);
  const traits = new Traits();
  for (const record of readDirectory(file, start, end)) traits.add(record);
  const missing = traits.count - count;
  // The plain end record counts 16 bits.
  if ((zip64 ? missing : missing % 0x1_0000) !== 0) throw archiveFault('DIRECTORY_DAMAGED');
  if (traits.hasVolumes) throw archiveFault('VOLUMES_MISSING');
  const limits = traits.limits(start - prefix);
  const chosen = traits.silent.length === 0 ? null : (encoding ?? traits.guess());
  function* entries(): Generator<ZipEntry> {
    let index = 0;
    for (const record of readDirectory(file, start, end)) {
      const limit = limits[index] ?? 0;
      yield toEntry(record, { prefix, encoding: chosen, limit, index: index++ });
    }
  }
  return {
    entries: { [Symbol.iterator]: entries },
    count: traits.count,
    encoding: chosen,
    backslashes: traits.hasBackslashes,
  };
}

/** What the entries have in common. */
class Traits {
  /** Names that do not say their encoding, and are not ASCII. */
  readonly silent: Buffer[] = [];
  hasVolumes = false;
  /** Where entries start, and where they end at the earliest, from the start of the archive. */
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  #someUtf8 = false;
  #allUnix = true;
  #allDos = true;
  #someBackslash = false;

  get count(): number {
    return this.#starts.length;
  }

  add(record: DirectoryEntry): void {
    const name = nameBytes(record);
    this.#starts.push(record.offset);
    this.#ends.push(record.offset + LOCAL_SIZE + record.nameLength + record.packedSize);
    if (record.disk !== 0) this.hasVolumes = true;
    if ((record.flags & FLAG_UTF8) !== 0) this.#someUtf8 = true;
    if (!DOS_LIKE.has(record.host) || name.includes(0x2f)) this.#allDos = false;
    if (name.includes(0x5c)) this.#someBackslash = true;
    if (saysItsEncoding(record) || isAscii(name)) return;
    this.silent.push(Buffer.from(name));
    if (record.host !== UNIX) this.#allUnix = false;
  }

  /** Whether backslashes are between folders. */
  get hasBackslashes(): boolean {
    return this.#allDos && this.#someBackslash;
  }

  /**
   * Programs on unix that know the flag for UTF-8, ours as well, leave it off where a name is not UTF-8: then it is what it is, and
   * no text in some encoding. So is one that reads like no words. Returns null for bytes.
   */
  guess(): Encoding | null {
    if (this.#allUnix && this.#someUtf8) return null;
    return guessEncoding(this.silent) ?? (this.#allUnix ? null : 'cp437');
  }

  /**
   * Returns where each entry ends at the latest. Entries that share bytes make bombs, and no writer makes such archives.
   * @param directoryAt where the last one ends at the latest
   */
  limits(directoryAt: number): Float64Array {
    const [starts, ends] = [this.#starts, this.#ends];
    const order = Uint32Array.from(starts.keys());
    if (!isSorted(starts)) order.sort((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0));
    const limits = new Float64Array(starts.length);
    for (const [place, index] of order.entries()) {
      const next = order[place + 1];
      const limit = next === undefined ? directoryAt : (starts[next] ?? 0);
      if ((ends[index] ?? 0) > limit) throw archiveFault(next === undefined ? 'DIRECTORY_DAMAGED' : 'ENTRIES_OVERLAP');
      limits[index] = limit;
    }
    return limits;
  }
}

function saysItsEncoding(record: DirectoryEntry): boolean {
  return (record.flags & FLAG_UTF8) !== 0 || extraBytes(record, UNICODE_NAME) !== undefined;
}

function isSorted(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => index === 0 || (numbers[index - 1] ?? 0) <= number);
}

interface Circumstances {
  readonly prefix: number;
  readonly encoding: Encoding | null;
  readonly limit: number;
  readonly index: number;
}

function toEntry(record: DirectoryEntry, { prefix, encoding, limit, index }: Circumstances): ZipEntry {
  const bytes = nameBytes(record);
  const name = entryName(record, bytes, encoding);
  const kind = typeOf(record, name);
  const { flags, encrypted, aes, method, crc } = record;
  const { uid, gid } = ownerOf(record);
  return {
    index,
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
    uid,
    gid,
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
