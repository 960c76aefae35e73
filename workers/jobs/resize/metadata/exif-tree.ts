// Reads an EXIF block as a tree of directories, which `exif-writer.ts` writes again without gaps.
// Structure: TIFF 6.0 section 2 (image file directories); tags: CIPA DC-008 (Exif 2.32) section 4.6.

import type { Range } from './unused-bytes.ts';

export interface ExifEntry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** In the byte order of the block. */
  readonly value: Buffer;
  /** Where the value was, from the start of the TIFF header. */
  readonly at: number;
  /** The directory that a pointer leads to. */
  readonly child?: ExifDirectory | undefined;
}

export interface ExifDirectory {
  readonly entries: readonly ExifEntry[];
}

export interface ExifTree {
  readonly little: boolean;
  readonly main: ExifDirectory;
  /** The directory of the thumbnail, or of a TIFF's second page. */
  readonly next?: ExifDirectory | undefined;
  /** There are directories behind that one, which are not read. */
  readonly hasMore?: boolean;
  /** Some entries lie outside of the block, or are of no known type, and are not in the tree. */
  readonly damaged: boolean;
  /** What directories and values take of the block, behind `Exif\0\0`. */
  readonly ranges: readonly Range[];
}

export const TAG = {
  /** Of the interoperability directory. */
  interoperabilityIndex: 0x0001,
  imageWidth: 0x0100,
  imageLength: 0x0101,
  documentName: 0x010d,
  description: 0x010e,
  make: 0x010f,
  model: 0x0110,
  stripOffsets: 0x0111,
  orientation: 0x0112,
  stripByteCounts: 0x0117,
  xResolution: 0x011a,
  yResolution: 0x011b,
  pageName: 0x011d,
  resolutionUnit: 0x0128,
  transferFunction: 0x012d,
  dateTime: 0x0132,
  artist: 0x013b,
  whitePoint: 0x013e,
  primaries: 0x013f,
  subDirectories: 0x014a,
  thumbnailAt: 0x0201,
  thumbnailBytes: 0x0202,
  xmp: 0x02bc,
  relatedWidth: 0x1001,
  relatedHeight: 0x1002,
  copyright: 0x8298,
  iptc: 0x83bb,
  photoshop: 0x8649,
  exif: 0x8769,
  gps: 0x8825,
  dateTimeOriginal: 0x9003,
  dateTimeDigitized: 0x9004,
  offsetTimeOriginal: 0x9011,
  subjectArea: 0x9214,
  makerNote: 0x927c,
  userComment: 0x9286,
  colourSpace: 0xa001,
  pixelWidth: 0xa002,
  pixelHeight: 0xa003,
  interoperability: 0xa005,
  subjectLocation: 0xa214,
  gamma: 0xa500,
} as const;

/** Bytes of one value of each type, by type number (TIFF 6.0 page 15; 13 is IFD; 16 to 18 are BigTIFF's; 129 is UTF-8 of Exif 3.0). */
export const TYPE_BYTES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  16: 8,
  17: 8,
  18: 8,
  129: 1,
};

const POINTERS: ReadonlySet<number> = new Set([TAG.exif, TAG.gps, TAG.interoperability]);
const TYPE_IFD = 13;
const TYPE_IFD8 = 18;
export const TYPE_LONG = 4;

/** Bytes of numbers, and of a value within its entry. BigTIFF: https://libtiff.gitlab.io/libtiff/specification/bigtiff.html */
const LAYOUTS = {
  classic: { countBytes: 2, entryBytes: 12, valueBytes: 4 },
  big: { countBytes: 8, entryBytes: 20, valueBytes: 8 },
} as const;

/** No block of a camera has more. Bounds the work on a damaged one. */
const MAX_ENTRIES = 8192;
/** Of a TIFF with thousands of pages. */
const MAX_PAGE_ENTRIES = 2 ** 20;

class TreeReader {
  readonly #bytes: Buffer;
  readonly #little: boolean;
  readonly #maxEntries: number;
  readonly #layout: (typeof LAYOUTS)[keyof typeof LAYOUTS];
  readonly #seen = new Set<number>();
  #entries = 0;
  damaged = false;
  readonly ranges: Range[];

  constructor(bytes: Buffer, little: boolean, maxEntries = MAX_ENTRIES, layout: keyof typeof LAYOUTS = 'classic') {
    this.#maxEntries = maxEntries;
    this.#layout = LAYOUTS[layout];
    this.#bytes = bytes;
    this.#little = little;
    this.ranges = [[0, layout === 'big' ? 16 : 8]];
  }

  u16(at: number): number {
    return this.#little ? this.#bytes.readUInt16LE(at) : this.#bytes.readUInt16BE(at);
  }

  u32(at: number): number {
    return this.#little ? this.#bytes.readUInt32LE(at) : this.#bytes.readUInt32BE(at);
  }

  u64(at: number): number {
    return Number(this.#little ? this.#bytes.readBigUInt64LE(at) : this.#bytes.readBigUInt64BE(at));
  }

  /** An offset or a number of values. */
  word(at: number): number {
    return this.#layout.valueBytes === 8 ? this.u64(at) : this.u32(at);
  }

  /** @throws RangeError when it is not there */
  directory(start: number): { directory: ExifDirectory; next: number } {
    if (this.#seen.has(start)) throw new RangeError('a directory leads to itself');
    this.#seen.add(start);
    const { countBytes, entryBytes, valueBytes } = this.#layout;
    const count = countBytes === 8 ? this.u64(start) : this.u16(start);
    const first = start + countBytes;
    const after = first + count * entryBytes;
    this.#entries += count;
    if (this.#entries > this.#maxEntries || after > this.#bytes.length) throw new RangeError('too many entries');
    const entries: ExifEntry[] = [];
    for (let index = 0; index < count; index++) {
      const entry = this.#entry(first + index * entryBytes);
      if (entry) entries.push(entry);
      else this.damaged = true;
    }
    this.ranges.push([start, after + valueBytes]);
    // Some cameras leave out the pointer after the last directories of a block.
    return { directory: { entries }, next: after + valueBytes <= this.#bytes.length ? this.word(after) : 0 };
  }

  #entry(at: number): ExifEntry | undefined {
    const { valueBytes } = this.#layout;
    const [tag, type, count] = [this.u16(at), this.u16(at + 2), this.word(at + 4)];
    const size = (TYPE_BYTES[type] ?? Number.NaN) * count;
    const inside = at + 4 + valueBytes;
    const valueAt = size <= valueBytes ? inside : this.word(inside);
    if (!(valueAt + size <= this.#bytes.length)) return undefined;
    if (valueAt !== inside) this.ranges.push([valueAt, valueAt + size]);
    const entry = { tag, type, count, value: this.#bytes.subarray(valueAt, valueAt + size), at: valueAt };
    const leads = POINTERS.has(tag) || type === TYPE_IFD || type === TYPE_IFD8;
    return count === 1 && leads ? this.#pointer(entry) : entry;
  }

  #pointer(entry: ExifEntry): ExifEntry | undefined {
    const { at, value } = entry;
    if (value.length !== 4 && value.length !== 8) return undefined;
    try {
      const start = value.length === 8 ? this.u64(at) : this.u32(at);
      return { ...entry, type: TYPE_LONG, child: this.directory(start).directory };
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }
}

/**
 * @param block with or without `Exif\0\0` before it, or a whole TIFF
 * @returns undefined when it cannot be read at all
 */
export function readExifTree(block: Buffer): ExifTree | undefined {
  const bytes = block.toString('latin1', 0, 6) === 'Exif\0\0' ? block.subarray(6) : block;
  const order = bytes.toString('latin1', 0, 2);
  if (order !== 'II' && order !== 'MM') return undefined;
  const reader = new TreeReader(bytes, order === 'II');
  try {
    const { directory: main, next } = reader.directory(reader.u32(4));
    return { little: order === 'II', main, ...readNext(reader, next), damaged: reader.damaged, ranges: reader.ranges };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

export interface Pages extends Pick<ExifTree, 'little' | 'damaged' | 'ranges'> {
  readonly pages: readonly ExifDirectory[];
}

/**
 * The directories of all pages of a TIFF.
 * @param first where another chain of directories begins
 * @returns undefined when one of them cannot be read
 */
export function readPages(file: Buffer, first?: number): Pages | undefined {
  const head = file.toString('latin1', 0, 4);
  if (!/^(II[*+]\0|MM\0[*+])$/.test(head)) return undefined;
  const little = head.startsWith('II');
  const isBig = head.includes('+');
  const reader = new TreeReader(file, little, MAX_PAGE_ENTRIES, isBig ? 'big' : 'classic');
  const pages: ExifDirectory[] = [];
  try {
    for (let at = first ?? reader.word(isBig ? 8 : 4); at !== 0; ) {
      const { directory, next } = reader.directory(at);
      pages.push(directory);
      at = next;
    }
    return { little, pages, damaged: reader.damaged, ranges: reader.ranges };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function readNext(reader: TreeReader, at: number): Pick<ExifTree, 'next' | 'hasMore'> {
  if (at === 0) return {};
  try {
    const { directory, next } = reader.directory(at);
    return { next: directory, hasMore: next !== 0 };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    reader.damaged = true;
    return {};
  }
}

export function findEntry(directory: ExifDirectory | undefined, tag: number): ExifEntry | undefined {
  return directory?.entries.find((entry) => entry.tag === tag);
}

/** The Exif directory of a block. */
export function exifDirectory(tree: ExifTree | undefined): ExifDirectory | undefined {
  return findEntry(tree?.main, TAG.exif)?.child;
}

/** A number of an entry of one value. */
export function numberOf(tree: Pick<ExifTree, 'little'>, entry: ExifEntry | undefined): number | undefined {
  if (!entry) return undefined;
  const { type, value } = entry;
  if (type === 3 && value.length >= 2) return tree.little ? value.readUInt16LE() : value.readUInt16BE();
  if (type === 4 && value.length >= 4) return tree.little ? value.readUInt32LE() : value.readUInt32BE();
  if (type === 16 && value.length >= 8) return Number(tree.little ? value.readBigUInt64LE() : value.readBigUInt64BE());
  if (type === 5 && value.length >= 8) {
    const [top, bottom] = tree.little
      ? [value.readUInt32LE(), value.readUInt32LE(4)]
      : [value.readUInt32BE(), value.readUInt32BE(4)];
    return bottom === 0 ? undefined : top / bottom;
  }
  return undefined;
}

/** All numbers of an entry of SHORTs, LONGs or BigTIFF's. */
export function numbersOf(little: boolean, entry: ExifEntry | undefined): number[] {
  const bytes = entry && TYPE_BYTES[entry.type];
  if (!entry || (bytes !== 2 && bytes !== 4 && bytes !== 8)) return [];
  return Array.from({ length: entry.value.length / bytes }, (_, index) => {
    const at = index * bytes;
    if (bytes === 8) return Number(little ? entry.value.readBigUInt64LE(at) : entry.value.readBigUInt64BE(at));
    return little ? entry.value.readUIntLE(at, bytes) : entry.value.readUIntBE(at, bytes);
  });
}

/** A text value, as UTF-8 or else Latin-1, without its closing NULs and blanks. */
export function textOf(entry: ExifEntry | undefined): string | undefined {
  if (entry?.type !== 2 && entry?.type !== 129) return undefined;
  const end = entry.value.indexOf(0);
  const bytes = end < 0 ? entry.value : entry.value.subarray(0, end);
  const utf8 = bytes.toString('utf8');
  const text = (utf8.includes('\uFFFD') ? bytes.toString('latin1') : utf8).trim();
  return text === '' ? undefined : text;
}
