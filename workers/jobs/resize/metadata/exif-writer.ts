// Writes a tree of EXIF directories as a block, or behind a TIFF.
import {
  type ExifDirectory,
  type ExifEntry,
  type ExifTree,
  findEntry,
  TAG,
  TYPE_BYTES,
  TYPE_LONG,
} from './exif-tree.ts';

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
