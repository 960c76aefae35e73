// Removes the location from makers' notes. These have no common form; layouts and tag numbers are those that ExifTool documents
// (https://exiftool.org/TagNames/). Notes are edited in place, as offsets in them may count from anywhere.
import { TYPE_BYTES } from './exif-tree.ts';
import { bytesTellPlace } from './places/place-readings.ts';
import type { Range } from './unused-bytes.ts';

interface Maker {
  /** How its notes begin. */
  readonly begins: string;
  /** Of the directory in the note; of the note's own TIFF header, when there is one. */
  readonly directoryAt: number;
  readonly header?: number;
  /** Offsets count from the note's beginning. */
  readonly ownOffsets?: boolean;
  /** Numbers of the entries that tell a place. */
  readonly places: readonly number[];
}

/** The second one is the altitude that a barometer has told. */
const NIKON = [0x0039, 0x00c3];
/** Cities at home and where one is, also those of the world clock. */
const PENTAX = [0x0022, 0x0023, 0x0024, 0x006b];

const MAKERS: readonly Maker[] = [
  { begins: 'Panasonic\0\0\0', directoryAt: 12, places: [0x3a, 0x65, 0x67, 0x69, 0x6b, 0x6d, 0x6f, 0x80] },
  { begins: 'LEICA\0\0\0', directoryAt: 8, places: [0x3a, 0x65, 0x67, 0x69, 0x6b, 0x6d, 0x6f, 0x80] },
  { begins: 'Nikon\0\x02', directoryAt: 18, header: 10, places: NIKON },
  { begins: 'Nikon\0\x01\0', directoryAt: 8, places: NIKON },
  { begins: 'AOC\0', directoryAt: 6, places: PENTAX },
  { begins: 'PENTAX \0', directoryAt: 10, ownOffsets: true, places: PENTAX },
  { begins: 'QVC\0', directoryAt: 6, places: [0x3006] },
  { begins: 'DCI\0', directoryAt: 6, places: [0x3006] },
];

/** By the maker's name in the main directory, where the note begins with its directory. */
const BARE: readonly (readonly [make: RegExp, places: readonly number[]])[] = [
  [/^canon/i, [0x0035]],
  [/^nikon/i, NIKON],
  [/^(asahi|pentax)/i, [0x1000, 0x1001]],
];

/** Name of the place in two spellings. What offsets in these notes count from differs by model. */
const SAMSUNG = { make: /^samsung/i, places: [0x0030, 0x0031] };

/** Makers that are known to put a place into parts of their notes that are not searched here. */
const UNSEARCHED = /^(parrot|gopro|reconyx)/i;

export interface MakerNote {
  readonly bytes: Buffer;
  /** Where it was, from the start of the TIFF header: most notes count from there. */
  readonly at: number;
  /** The maker's name as in the main directory. */
  readonly make: string;
  /** The byte order of the block around it. */
  readonly little: boolean;
}

/** @returns the note without the location; undefined if it is not certain that it is gone */
export function withoutNotePlaces(note: MakerNote): Buffer | undefined {
  const { bytes, make } = note;
  if (UNSEARCHED.test(make)) return undefined;
  if (SAMSUNG.make.test(make) && new NoteDirectory(note, undefined).has(SAMSUNG.places)) return undefined;
  const maker = MAKERS.find(({ begins }) => bytes.toString('latin1', 0, begins.length) === begins);
  const places = maker?.places ?? BARE.find(([name]) => name.test(make))?.[1] ?? [];
  const cleaned = places.length > 0 ? new NoteDirectory(note, maker).without(places) : bytes;
  // Values lie anywhere in a note: its texts are looked at without knowing which entry they belong to.
  return cleaned && !bytesTellPlace(cleaned) ? cleaned : undefined;
}

/** Notes whose offsets count from their own beginning, or from a header in them: they can stand anywhere. */
const MOVABLE = ['Nikon\0\x02', 'PENTAX \0', 'OLYMPUS\0', 'OM SYSTEM\0', 'FUJIFILM', 'Apple iOS\0'];

export function isMovable(note: Buffer): boolean {
  return MOVABLE.some((begins) => note.toString('latin1', 0, begins.length) === begins);
}

/** Where a note's directory begins: behind names of different lengths. */
const DIRECTORY_STARTS = [0, 6, 8, 10, 12, 14];
const MAX_OUTSIDE_ENTRIES = 512;

/**
 * Finds values of a note's directory that are outside of the note itself: older cameras of Olympus, Nikon, Minolta and
 * others spread them over the block.
 * @param block the block that contains the note, from its TIFF header on
 */
export function outsideValues(block: Buffer, { bytes, at, little }: MakerNote): Range[] {
  if (isMovable(bytes)) return [];
  for (const start of DIRECTORY_STARTS) {
    for (const order of [little, !little]) {
      const found = new OutsideValues(block, order, [at, at + bytes.length]);
      if (found.directory(at + start, 0)) return found.ranges;
    }
  }
  return [];
}

class OutsideValues {
  readonly ranges: Range[] = [];
  readonly #block: Buffer;
  readonly #little: boolean;
  readonly #note: Range;

  constructor(block: Buffer, little: boolean, note: Range) {
    this.#block = block;
    this.#little = little;
    this.#note = note;
  }

  /** @returns whether it is one */
  directory(start: number, depth: number): boolean {
    if (start + 2 > this.#block.length) return false;
    const count = this.#u16(start);
    const end = start + 2 + count * ENTRY_BYTES;
    if (count === 0 || count > MAX_OUTSIDE_ENTRIES || end > this.#block.length) return false;
    const entries = Array.from({ length: count }, (_, index) => start + 2 + index * ENTRY_BYTES);
    if (!entries.every((entry) => TYPE_BYTES[this.#u16(entry + 2)] !== undefined)) return false;
    this.#add(start, end);
    for (const entry of entries) this.#entry(entry, depth);
    return true;
  }

  #entry(entry: number, depth: number): void {
    const [type, count, value] = [this.#u16(entry + 2), this.#u32(entry + 4), this.#u32(entry + 8)];
    const size = (TYPE_BYTES[type] ?? 0) * count;
    if (size > 4) this.#add(value, value + size);
    else if (count === 1 && size === 4 && depth < 2 && !this.#isInside(value)) this.directory(value, depth + 1);
  }

  #add(start: number, end: number): void {
    if (!this.#isInside(start) && end <= this.#block.length) this.ranges.push([start, end]);
  }

  #isInside(at: number): boolean {
    return at >= this.#note[0] && at < this.#note[1];
  }

  #u16(at: number): number {
    return this.#little ? this.#block.readUInt16LE(at) : this.#block.readUInt16BE(at);
  }

  #u32(at: number): number {
    return this.#little ? this.#block.readUInt32LE(at) : this.#block.readUInt32BE(at);
  }
}

const ENTRY_BYTES = 12;

/** A note's own directory. */
class NoteDirectory {
  readonly #original: Buffer;
  readonly #bytes: Buffer;
  readonly #start: number;
  readonly #little: boolean;
  /** What offsets count from, as an offset in the note: mostly the start of the block around it. */
  readonly #base: number;

  constructor({ bytes, at, little }: MakerNote, maker: Maker | undefined) {
    this.#original = bytes;
    this.#bytes = Buffer.from(bytes);
    this.#start = maker?.directoryAt ?? 0;
    const mark = bytes.toString('latin1', maker?.header ?? this.#start - 2, (maker?.header ?? this.#start - 2) + 2);
    this.#little = mark === 'II' || (mark !== 'MM' && little);
    this.#base = maker?.header ?? (maker?.ownOffsets ? 0 : -at);
  }

  /** Whether it is a directory with one of these entries. */
  has(places: readonly number[]): boolean {
    if (this.#start + 2 > this.#bytes.length) return false;
    const count = this.#u16(this.#start);
    if (this.#start + 2 + count * ENTRY_BYTES > this.#bytes.length) return false;
    const tags = Array.from({ length: count }, (_, index) => this.#u16(this.#start + 2 + index * ENTRY_BYTES));
    return tags.some((tag) => places.includes(tag));
  }

  /** Takes entries and their values out. @returns the note itself without any; undefined when it is not what it should be */
  without(places: readonly number[]): Buffer | undefined {
    const bytes = this.#bytes;
    if (this.#start + 2 > bytes.length) return undefined;
    const all = this.#u16(this.#start);
    let count = all;
    const end = this.#start + 2 + count * ENTRY_BYTES;
    if (count === 0 || end > bytes.length) return undefined;
    for (let index = count - 1; index >= 0; index--) {
      const entry = this.#start + 2 + index * ENTRY_BYTES;
      if (!places.includes(this.#u16(entry))) continue;
      if (!this.#blank(entry)) return undefined;
      bytes.copyWithin(entry, entry + ENTRY_BYTES, end);
      bytes.fill(0, end - ENTRY_BYTES, end);
      count--;
    }
    if (count === all) return this.#original;
    if (this.#little) bytes.writeUInt16LE(count, this.#start);
    else bytes.writeUInt16BE(count, this.#start);
    return bytes;
  }

  /** @returns false when the value lies outside of the note */
  #blank(entry: number): boolean {
    const size = (TYPE_BYTES[this.#u16(entry + 2)] ?? 1) * this.#u32(entry + 4);
    if (size <= 4) return true;
    const at = this.#base + this.#u32(entry + 8);
    if (at < 0 || at + size > this.#bytes.length) return false;
    this.#bytes.fill(0, at, at + size);
    return true;
  }

  #u16(at: number): number {
    return this.#little ? this.#bytes.readUInt16LE(at) : this.#bytes.readUInt16BE(at);
  }

  #u32(at: number): number {
    return this.#little ? this.#bytes.readUInt32LE(at) : this.#bytes.readUInt32BE(at);
  }
}
