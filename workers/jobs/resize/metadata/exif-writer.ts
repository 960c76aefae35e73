// Writes a tree of EXIF directories as a block, or at the end of a TIFF.
import {
  type ExifDirectory,
  type ExifEntry,
  type ExifTree,
  findEntry,
  TAG,
  TYPE_BYTES,
  TYPE_LONG,
} from './exif-tree.ts';
import type { Part } from './unused-bytes.ts';

/** Values of these types are two numbers each. */
const RATIONALS: ReadonlySet<number> = new Set([5, 10]);

/** Bytes of the numbers that are swapped when the byte order changes; 1 where there is nothing to swap. */
function numberBytes(type: number): number | undefined {
  const bytes = TYPE_BYTES[type];
  return bytes !== undefined && RATIONALS.has(type) ? bytes / 2 : bytes;
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
      const size = numberBytes(entry.type);
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

/** Hands out room in a block, beside the parts that have their place already. */
class Layout {
  /** In the order of their places. */
  readonly #fixed: readonly { readonly start: number; readonly end: number }[];
  #cursor: number;

  constructor(start: number, fixed: readonly Part[]) {
    this.#cursor = start;
    this.#fixed = fixed
      .map(({ at, value }) => ({ start: at, end: at + value.length }))
      .sort((a, b) => a.start - b.start);
  }

  take(bytes: number): number {
    for (const { start, end } of this.#fixed) {
      if (this.#cursor < end && this.#cursor + bytes > start) this.#cursor = end + (end % 2);
    }
    const at = this.#cursor;
    this.#cursor += bytes + (bytes % 2);
    return at;
  }

  get end(): number {
    return Math.max(this.#cursor, ...this.#fixed.map(({ end }) => end));
  }
}

const HEADER_BYTES = 8;

interface WriteHow {
  readonly little: boolean;
  /** Offset of the first byte in the finished block. */
  readonly start: number;
  /** Pointer to a further directory. */
  readonly after?: number;
  /** What a maker's note leads to outside of itself. */
  readonly outside?: readonly Part[];
}

interface Written {
  readonly bytes: Buffer;
  /** Where the main directory is, counted as `start` is: behind the note, if that stands in its way. */
  readonly at: number;
}

/** Writes directories one after the other. A maker's note stays at its offset, which what is in it counts from. */
export function writeDirectories(main: ExifDirectory, { little, start, after = 0, outside = [] }: WriteHow): Written {
  const note = findEntry(findEntry(main, TAG.exif)?.child, TAG.makerNote);
  const fixed = note && note.at >= start && note.value.length > 4 ? note : undefined;
  const layout = new Layout(start, fixed ? [fixed, ...outside] : []);
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
  const at = write(main, after);
  const bytes = Buffer.alloc(layout.end - start);
  if (fixed) for (const part of outside) part.value.copy(bytes, part.at - start);
  for (const chunk of chunks) chunk.data.copy(bytes, chunk.at - start);
  return { bytes, at };
}

/** A whole block, without `Exif\0\0`. The thumbnail's directory is not written. */
export function writeExifTree(
  { little, main }: Pick<ExifTree, 'little' | 'main'>,
  outside: readonly Part[] = [],
): Buffer {
  const { bytes, at } = writeDirectories(main, { little, start: HEADER_BYTES, outside });
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(little ? 'II*\0' : 'MM\0*', 'latin1');
  if (little) header.writeUInt32LE(at, 4);
  else header.writeUInt32BE(at, 4);
  return Buffer.concat([header, bytes]);
}
