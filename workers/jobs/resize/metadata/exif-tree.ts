// An EXIF block as a tree of directories, read whole and written anew without gaps.
// Structure: TIFF 6.0 section 2 (image file directories); tags: CIPA DC-008 (Exif 2.32) section 4.6.

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
  /** Some entries lie outside of the block, or are of no known type, and are not in the tree. */
  readonly damaged: boolean;
}

export const TAG = {
  imageWidth: 0x0100,
  imageLength: 0x0101,
  description: 0x010e,
  make: 0x010f,
  model: 0x0110,
  orientation: 0x0112,
  xResolution: 0x011a,
  yResolution: 0x011b,
  resolutionUnit: 0x0128,
  dateTime: 0x0132,
  artist: 0x013b,
  subDirectories: 0x014a,
  thumbnailAt: 0x0201,
  thumbnailBytes: 0x0202,
  xmp: 0x02bc,
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
  pixelWidth: 0xa002,
  pixelHeight: 0xa003,
  interoperability: 0xa005,
  subjectLocation: 0xa214,
} as const;

/** Bytes of one value of each type, by type number (TIFF 6.0 page 15; 13 is IFD; 129 is UTF-8 of Exif 3.0). */
const TYPE_BYTES: Readonly<Record<number, number>> = {
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
  129: 1,
};

/** Types of which each value is swapped in parts of so many bytes when the byte order changes. */
const SWAP_BYTES: Readonly<Record<number, number>> = { 3: 2, 4: 4, 5: 4, 8: 2, 9: 4, 10: 4, 11: 4, 12: 8, 13: 4 };

const POINTERS: ReadonlySet<number> = new Set([TAG.exif, TAG.gps, TAG.interoperability]);
const TYPE_IFD = 13;
const TYPE_LONG = 4;

/** No block of a camera has more. Bounds the work on a damaged one. */
const MAX_ENTRIES = 8192;
/** Of a TIFF with thousands of pages. */
const MAX_PAGE_ENTRIES = 2 ** 20;

class TreeReader {
  readonly #bytes: Buffer;
  readonly #little: boolean;
  readonly #maxEntries: number;
  readonly #seen = new Set<number>();
  #entries = 0;
  damaged = false;

  constructor(bytes: Buffer, little: boolean, maxEntries = MAX_ENTRIES) {
    this.#maxEntries = maxEntries;
    this.#bytes = bytes;
    this.#little = little;
  }

  u16(at: number): number {
    return this.#little ? this.#bytes.readUInt16LE(at) : this.#bytes.readUInt16BE(at);
  }

  u32(at: number): number {
    return this.#little ? this.#bytes.readUInt32LE(at) : this.#bytes.readUInt32BE(at);
  }

  /** @throws RangeError when it is not there */
  directory(start: number): { directory: ExifDirectory; next: number } {
    if (this.#seen.has(start)) throw new RangeError('a directory leads to itself');
    this.#seen.add(start);
    const count = this.u16(start);
    this.#entries += count;
    if (this.#entries > this.#maxEntries || start + 2 + count * 12 > this.#bytes.length)
      throw new RangeError('too many entries');
    const entries: ExifEntry[] = [];
    for (let index = 0; index < count; index++) {
      const entry = this.#entry(start + 2 + index * 12);
      if (entry) entries.push(entry);
      else this.damaged = true;
    }
    const after = start + 2 + count * 12;
    // Some cameras leave out the pointer after the last directories of a block.
    return { directory: { entries }, next: after + 4 <= this.#bytes.length ? this.u32(after) : 0 };
  }

  #entry(at: number): ExifEntry | undefined {
    const [tag, type, count] = [this.u16(at), this.u16(at + 2), this.u32(at + 4)];
    const size = (TYPE_BYTES[type] ?? Number.NaN) * count;
    const valueAt = size <= 4 ? at + 8 : this.u32(at + 8);
    if (!(valueAt + size <= this.#bytes.length)) return undefined;
    const entry = { tag, type, count, value: this.#bytes.subarray(valueAt, valueAt + size), at: valueAt };
    return count === 1 && (POINTERS.has(tag) || type === TYPE_IFD) ? this.#pointer(entry) : entry;
  }

  #pointer(entry: ExifEntry): ExifEntry | undefined {
    if (entry.value.length !== 4) return undefined;
    try {
      return { ...entry, child: this.directory(this.u32(entry.at)).directory };
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
    return { little: order === 'II', main, next: readNext(reader, next), damaged: reader.damaged };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * The directories of all pages of a TIFF.
 * @param first where another chain of directories begins
 * @returns undefined for a BigTIFF, and when one of them cannot be read
 */
export function readPages(
  file: Buffer,
  first?: number,
): { readonly little: boolean; readonly pages: readonly ExifDirectory[] } | undefined {
  const head = file.toString('latin1', 0, 4);
  if (head !== 'II*\0' && head !== 'MM\0*') return undefined;
  const little = head.startsWith('II');
  const reader = new TreeReader(file, little, MAX_PAGE_ENTRIES);
  const pages: ExifDirectory[] = [];
  try {
    for (let at = first ?? reader.u32(4); at !== 0; ) {
      const { directory, next } = reader.directory(at);
      pages.push(directory);
      at = next;
    }
    return { little, pages };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function readNext(reader: TreeReader, at: number): ExifDirectory | undefined {
  if (at === 0) return undefined;
  try {
    return reader.directory(at).directory;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    reader.damaged = true;
    return undefined;
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
export function numberOf(tree: ExifTree, entry: ExifEntry | undefined): number | undefined {
  if (!entry) return undefined;
  const { type, value } = entry;
  if (type === 3 && value.length >= 2) return tree.little ? value.readUInt16LE() : value.readUInt16BE();
  if (type === 4 && value.length >= 4) return tree.little ? value.readUInt32LE() : value.readUInt32BE();
  if (type === 5 && value.length >= 8) {
    const [top, bottom] = tree.little
      ? [value.readUInt32LE(), value.readUInt32LE(4)]
      : [value.readUInt32BE(), value.readUInt32BE(4)];
    return bottom === 0 ? undefined : top / bottom;
  }
  return undefined;
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

/** An entry of one SHORT or LONG. */
export function numberEntry(tree: Pick<ExifTree, 'little'>, tag: number, type: 3 | 4, number: number): ExifEntry {
  const value = Buffer.alloc(type === 3 ? 2 : 4);
  if (type === 3) tree.little ? value.writeUInt16LE(number) : value.writeUInt16BE(number);
  else tree.little ? value.writeUInt32LE(number) : value.writeUInt32BE(number);
  return { tag, type, count: 1, value, at: 0 };
}

export function textEntry(tag: number, text: string): ExifEntry {
  const value = Buffer.from(`${text}\0`);
  return { tag, type: 2, count: value.length, value, at: 0 };
}

/** An entry of bytes without a meaning of their own. */
export function bytesEntry(tag: number, value: Buffer): ExifEntry {
  return { tag, type: 7, count: value.length, value, at: 0 };
}

export function pointerEntry(tag: number, child: ExifDirectory): ExifEntry {
  return { tag, type: TYPE_LONG, count: 1, value: Buffer.alloc(4), at: 0, child };
}

/** The same directory in the other byte order, its children too. What is `UNDEFINED` stays as it is. */
export function swapDirectory({ entries }: ExifDirectory): ExifDirectory {
  return {
    entries: entries.map((entry) => {
      const value = Buffer.from(entry.value);
      const size = SWAP_BYTES[entry.type];
      if (size === 2) value.swap16();
      else if (size === 4) value.swap32();
      else if (size === 8) value.swap64();
      return { ...entry, value, ...(entry.child && { child: swapDirectory(entry.child) }) };
    }),
  };
}

/** Bytes of a directory itself. */
function directoryBytes({ entries }: ExifDirectory): number {
  return 2 + entries.length * 12 + 4;
}

/** Hands out room in a block, beside a part that has its place already. */
class Layout {
  readonly #fixed: { readonly start: number; readonly end: number } | undefined;
  #cursor: number;

  constructor(start: number, fixed: ExifEntry | undefined) {
    this.#cursor = start;
    this.#fixed = fixed && { start: fixed.at, end: fixed.at + fixed.value.length };
  }

  take(bytes: number): number {
    const fixed = this.#fixed;
    if (fixed && this.#cursor < fixed.end && this.#cursor + bytes > fixed.start)
      this.#cursor = fixed.end + (fixed.end % 2);
    const at = this.#cursor;
    this.#cursor += bytes + (bytes % 2);
    return at;
  }

  get end(): number {
    return Math.max(this.#cursor, this.#fixed?.end ?? 0);
  }
}

const HEADER_BYTES = 8;

/**
 * Writes directories one after the other. A maker's note stays at its offset, which what is in it counts from.
 * @param start offset of the first byte in the finished block
 * @param after pointer to a further directory
 */
export function writeDirectories(
  main: ExifDirectory,
  { little, start, after = 0 }: { readonly little: boolean; readonly start: number; readonly after?: number },
): Buffer {
  const note = findEntry(findEntry(main, TAG.exif)?.child, TAG.makerNote);
  const fixed = note && note.at >= start + directoryBytes(main) ? note : undefined;
  const layout = new Layout(start, fixed);
  const chunks: { readonly at: number; readonly data: Buffer }[] = [];
  const write = (directory: ExifDirectory, next: number): number => {
    const at = layout.take(directoryBytes(directory));
    const data = Buffer.alloc(directoryBytes(directory));
    const u16 = (value: number, to: number) => (little ? data.writeUInt16LE(value, to) : data.writeUInt16BE(value, to));
    const u32 = (value: number, to: number) => (little ? data.writeUInt32LE(value, to) : data.writeUInt32BE(value, to));
    u16(directory.entries.length, 0);
    for (const [index, entry] of directory.entries.entries()) {
      const to = 2 + index * 12;
      u16(entry.tag, to);
      u16(entry.type, to + 2);
      u32(entry.count, to + 4);
      if (entry.child) u32(write(entry.child, 0), to + 8);
      else if (entry.value.length <= 4) entry.value.copy(data, to + 8);
      else {
        const valueAt = entry === fixed ? entry.at : layout.take(entry.value.length);
        u32(valueAt, to + 8);
        chunks.push({ at: valueAt, data: entry.value });
      }
    }
    u32(next, data.length - 4);
    chunks.push({ at, data });
    return at;
  };
  write(main, after);
  const block = Buffer.alloc(layout.end - start);
  for (const { at, data } of chunks) data.copy(block, at - start);
  return block;
}

/** A whole block, without `Exif\0\0`. The thumbnail's directory is not written. */
export function writeExifTree({ little, main }: Pick<ExifTree, 'little' | 'main'>): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(little ? 'II*\0' : 'MM\0*', 'latin1');
  if (little) header.writeUInt32LE(HEADER_BYTES, 4);
  else header.writeUInt32BE(HEADER_BYTES, 4);
  return Buffer.concat([header, writeDirectories(main, { little, start: HEADER_BYTES })]);
}
