// The entries that one task unpacks together, in a form that is quick to send to a worker: numbers and texts in a few arrays.
import type { ZipEntry } from '../read/zip-plan.ts';
import type { Owner } from '../write/owners.ts';

export interface ZipChunk {
  /** Paths, joined by NUL, which no name contains. */
  readonly paths: string;
  readonly numbers: Float64Array<ArrayBuffer>;
  readonly count: number;
  /** Unpacked. */
  readonly bytes: number;
}

export type ChunkEntry = Omit<ZipEntry, 'name' | 'kind'> & { readonly path: string };

const ENCRYPTIONS = ['none', 'zipcrypto', 'aes', 'unknown'] as const;
const COLUMNS = 17;

export function makeChunk(entries: readonly { readonly path: string; readonly entry: ZipEntry }[]): ZipChunk {
  const numbers = new Float64Array(entries.length * COLUMNS);
  let bytes = 0;
  for (const [index, { entry }] of entries.entries()) {
    numbers.set(rowOf(entry), index * COLUMNS);
    bytes += entry.size;
  }
  return { paths: entries.map(({ path }) => path).join('\0'), numbers, count: entries.length, bytes };
}

function rowOf(entry: ZipEntry): number[] {
  const { offset, limit, packedSize, size, crc, method, strength, check, nameCrc, nameLength, mtime, mode } = entry;
  const encryption = ENCRYPTIONS.indexOf(entry.encryption);
  const hasCrc = entry.hasCrc ? 1 : 0;
  return [
    offset,
    limit,
    packedSize,
    size,
    crc,
    method,
    strength,
    check,
    nameCrc,
    nameLength,
    mtime,
    mode,
    encryption,
    hasCrc,
    entry.index,
    entry.uid,
    entry.gid,
  ];
}

export function* chunkEntries({ paths, numbers }: ZipChunk): Generator<ChunkEntry> {
  for (const [index, path] of paths.split('\0').entries()) {
    const at = (column: number): number => numbers[index * COLUMNS + column] ?? 0;
    yield {
      path,
      offset: at(0),
      limit: at(1),
      packedSize: at(2),
      size: at(3),
      crc: at(4),
      method: at(5),
      strength: at(6),
      check: at(7),
      nameCrc: at(8),
      nameLength: at(9),
      mtime: at(10),
      mode: at(11),
      encryption: ENCRYPTIONS[at(12)] ?? 'unknown',
      hasCrc: at(13) === 1,
      index: at(14),
      uid: at(15),
      gid: at(16),
    };
  }
}

/** A zip file has only the numbers of owners. */
export function ownerOf({ uid, gid }: Pick<ZipEntry, 'uid' | 'gid'>): Owner | undefined {
  return uid < 0 && gid < 0 ? undefined : { uid, gid, user: '', group: '' };
}

export function packedSizeAt({ numbers }: ZipChunk, index: number): number {
  return numbers[index * COLUMNS + 2] ?? 0;
}

export function sizeAt({ numbers }: ZipChunk, index: number): number {
  return numbers[index * COLUMNS + 3] ?? 0;
}
