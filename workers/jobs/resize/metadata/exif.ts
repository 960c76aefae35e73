// Reads values from an EXIF block, and cleans a block: writes a new one without gaps where something was removed.

import {
  type ExifDirectory,
  type ExifEntry,
  type ExifTree,
  exifDirectory,
  findEntry,
  numberOf,
  numbersOf,
  readExifTree,
  TAG,
  textOf,
} from './exif-tree.ts';
import { numberEntry, textEntry, writeExifTree } from './exif-writer.ts';
import type { Change, Geometry } from './geometry-change.ts';
import { withoutPlaces } from './iptc.ts';
import { outsideValues, withoutNotePlaces } from './maker-notes.ts';
import { holdsGpsDirectory, isStrayGps, numbersTellPlace } from './places/coordinates.ts';
import { bytesTellPlace } from './places/place-readings.ts';
import { type Part, type Range, unusedBytes, unusedParts } from './unused-bytes.ts';
import { cleanPacket, decodePacket, dropPlaces } from './xmp.ts';

/** GeoTIFF and GDAL; private data of DNG, of Kodak and of AFCP that is not searched here. */
const PLACE_TAGS: ReadonlySet<number> = new Set([
  TAG.gps,
  33_550,
  33_922,
  34_264,
  34_735,
  34_736,
  34_737,
  42_112,
  42_113,
  0xc634,
  0xfe00,
  0x8568,
]);

/** Directories of pictures, and what lies in them: nothing of it is in a block of metadata. */
const STALE_TAGS: ReadonlySet<number> = new Set([
  TAG.subDirectories,
  TAG.thumbnailAt,
  TAG.thumbnailBytes,
  0x0111,
  0x0117,
  0x0144,
  0x0145,
  0xea1c,
  // A thumbnail by Windows' GDI+.
  0x501b,
]);

/** As EXIF's `ColorSpace` has it. */
const SRGB = 1;

/** What the colours were before they were brought to sRGB. */
const STALE_COLOURS: ReadonlySet<number> = new Set([TAG.transferFunction, TAG.whitePoint, TAG.primaries, TAG.gamma]);

/** A JPEG's beginning and the marker of the segment that comes first. */
const JPEG_STARTS = [0xdb, 0xe0, 0xe1, 0xc0, 0xc4].map((marker) => Buffer.from([0xff, 0xd8, 0xff, marker]));

export interface CleanedExif {
  /** Undefined if nothing is left. */
  readonly exif: Buffer | undefined;
  readonly lost: ReadonlySet<'maker-note' | 'damaged-exif'>;
  /** Whether it told a location, which was removed if that was asked for. */
  readonly placed: boolean;
}

export interface ExifRules {
  readonly removePlaces: boolean;
  /** How the pixels changed; undefined when only places are looked for. */
  readonly geometry?: Geometry | undefined;
}

/** @param block of the original */
export function cleanExif(block: Buffer, rules: ExifRules): CleanedExif {
  const tree = readExifTree(block);
  if (!tree) return { exif: undefined, lost: new Set(['damaged-exif']), placed: false };
  const cleaner = new ExifCleaner(tree, rules, outsideOfNote(withoutName(block), tree, rules));
  const main = cleaner.directory(tree.main);
  if (tree.damaged) cleaner.lost.add('damaged-exif');
  const exif =
    main.entries.length === 0 ? undefined : writeExifTree({ little: tree.little, main }, cleaner.outsideNote);
  return { exif, lost: cleaner.lost, placed: cleaner.placed };
}

/** Without JPEG's `Exif\0\0` before it. */
function withoutName(block: Buffer): Buffer {
  return block.toString('latin1', 0, 6) === 'Exif\0\0' ? block.subarray(6) : block;
}

/**
 * What a maker's note leads to outside of itself. Where something has to go, only what its directory names is taken for that;
 * else all that no other directory leads to, but for the thumbnail.
 */
function outsideOfNote(bytes: Buffer, tree: ExifTree, { removePlaces, geometry }: ExifRules): readonly Part[] {
  const note = findEntry(exifDirectory(tree), TAG.makerNote);
  if (!note) return [];
  const unused = unusedParts(bytes, [...tree.ranges, ...thumbnailRanges(tree)]);
  if (unused.length === 0 || (!removePlaces && geometry?.change !== 'other')) return unused;
  const leads = outsideValues(bytes, { bytes: note.value, at: note.at, make: '', little: tree.little });
  return unused.flatMap(({ at, value }) =>
    leads
      .filter(([start, end]) => start >= at && end <= at + value.length)
      .map(([start, end]) => ({ at: start, value: bytes.subarray(start, end) })),
  );
}

class ExifCleaner {
  readonly lost = new Set<'maker-note' | 'damaged-exif'>();
  placed = false;
  readonly #tree: ExifTree;
  readonly #rules: ExifRules;
  readonly #make: string;
  readonly outsideNote: readonly Part[];

  constructor(tree: ExifTree, rules: ExifRules, outsideNote: readonly Part[] = []) {
    this.#tree = tree;
    this.#rules = rules;
    this.outsideNote = outsideNote;
    this.#make = textOf(findEntry(tree.main, TAG.make)) ?? '';
  }

  /** @param pointer the number of the entry that leads to it */
  directory({ entries }: ExifDirectory, pointer?: number): ExifDirectory {
    const turns = this.#rules.geometry?.turnsDensity && pointer === undefined;
    return {
      entries: (turns ? withDensityTurned(entries) : entries).flatMap((entry) => {
        if (STALE_TAGS.has(entry.tag)) {
          if (isUnsearched(entry)) this.placed = true;
          return [];
        }
        const placeless = this.#rules.removePlaces ? this.#withoutPlaces(entry, pointer) : entry;
        if (placeless !== entry) this.placed = true;
        const followed = placeless && this.#follow(placeless, pointer);
        if (!followed?.child) return followed ? [followed] : [];
        const child = this.directory(followed.child, entry.tag);
        return child.entries.length > 0 ? [{ ...followed, child }] : [];
      }),
    };
  }

  #withoutPlaces(entry: ExifEntry, pointer: number | undefined): ExifEntry | undefined {
    const { tag, value } = entry;
    if (PLACE_TAGS.has(tag) || (pointer !== TAG.interoperability && isStrayGps(entry))) return undefined;
    if (tag === TAG.makerNote) return this.#makerNote(entry);
    if (tag === TAG.xmp) return withValue(entry, cleanedXmp(value));
    if (tag === TAG.iptc) return withValue(entry, withoutPlaces(value));
    // Photoshop's resources stand in a segment of their own; copies in EXIF are nobody's.
    if (tag === TAG.photoshop) return undefined;
    return entryTellsPlace(entry, this.#tree.little) ? undefined : entry;
  }

  #makerNote(entry: ExifEntry): ExifEntry | undefined {
    const { value: bytes, at } = entry;
    const isOutside = this.outsideNote.some((part) => bytesTellPlace(part.value));
    const cleaned = isOutside
      ? undefined
      : withoutNotePlaces({ bytes, at, make: this.#make, little: this.#tree.little });
    if (!cleaned) this.lost.add('maker-note');
    return withValue(entry, cleaned);
  }

  /** Some makers put a picture into their notes, which shows what was cropped away. */
  #withoutPreview(entry: ExifEntry): ExifEntry | undefined {
    const all = [entry, ...this.outsideNote];
    if (!JPEG_STARTS.some((start) => all.some(({ value }) => value.includes(start)))) return entry;
    this.lost.add('maker-note');
    return undefined;
  }

  /** Keeps true what the block says of the pixels. */
  #follow(entry: ExifEntry, pointer: number | undefined): ExifEntry | undefined {
    const { geometry } = this.#rules;
    if (!geometry) return entry;
    if (geometry.becameSrgb && STALE_COLOURS.has(entry.tag)) return undefined;
    if (pointer === TAG.interoperability) return this.#followInteroperability(entry, geometry);
    const { orientation, width, height } = geometry;
    switch (entry.tag) {
      case TAG.orientation:
        return orientation === undefined ? entry : numberEntry(this.#tree, entry.tag, 3, orientation);
      case TAG.imageWidth:
      case TAG.pixelWidth:
        return numberEntry(this.#tree, entry.tag, 4, width);
      case TAG.imageLength:
      case TAG.pixelHeight:
        return numberEntry(this.#tree, entry.tag, 4, height);
      case TAG.colourSpace:
        return geometry.becameSrgb ? numberEntry(this.#tree, entry.tag, 3, SRGB) : entry;
      case TAG.makerNote:
        return geometry.change === 'other' ? this.#withoutPreview(entry) : entry;
      case TAG.subjectArea:
      case TAG.subjectLocation:
        return geometry.change === ('same' satisfies Change) ? entry : undefined;
      default:
        return entry;
    }
  }

  /** Of a picture of Adobe RGB, cameras write `R03` here. */
  #followInteroperability(entry: ExifEntry, { width, height, becameSrgb }: Geometry): ExifEntry {
    switch (entry.tag) {
      case TAG.interoperabilityIndex:
        return becameSrgb ? textEntry(entry.tag, 'R98') : entry;
      case TAG.relatedWidth:
        return numberEntry(this.#tree, entry.tag, 4, width);
      case TAG.relatedHeight:
        return numberEntry(this.#tree, entry.tag, 4, height);
      default:
        return entry;
    }
  }
}

/** In the order of the tags. */
function withDensityTurned(entries: readonly ExifEntry[]): readonly ExifEntry[] {
  const turned: Readonly<Record<number, number>> = {
    [TAG.xResolution]: TAG.yResolution,
    [TAG.yResolution]: TAG.xResolution,
  };
  return entries.map((entry) => ({ ...entry, tag: turned[entry.tag] ?? entry.tag })).sort((a, b) => a.tag - b.tag);
}

function withValue(entry: ExifEntry, value: Buffer | undefined): ExifEntry | undefined {
  if (!value || value.length === 0) return undefined;
  return value === entry.value ? entry : { ...entry, value, count: value.length };
}

function cleanedXmp(packet: Buffer): Buffer | undefined {
  const text = decodePacket(packet);
  const cleaned = text === undefined ? undefined : cleanPacket(text, dropPlaces);
  return cleaned === text ? packet : cleaned === undefined ? undefined : Buffer.from(cleaned);
}

/** Directories of further pictures are not read; what fills up a block is mostly zeros. */
function isUnsearched({ tag, value }: ExifEntry): boolean {
  return tag === TAG.subDirectories || bytesTellPlace(value);
}

/** Texts stand in bytes of any type: in Windows' tags, in those of makers, and behind the name of an encoding. */
const BYTE_TYPES: ReadonlySet<number> = new Set([1, 2, 6, 7, 129]);
const ENCODING_BYTES = 8;

/** Whether an entry of any number gives a reading of a place, in words or in numbers. */
export function entryTellsPlace(entry: ExifEntry, little: boolean): boolean {
  return isReading(entry) || numbersTellPlace(entry, little);
}

function isReading({ tag, type, value }: ExifEntry): boolean {
  // Some programs leave out the name of the encoding.
  const texts = tag === TAG.userComment ? [value, value.subarray(ENCODING_BYTES)] : [value];
  return BYTE_TYPES.has(type) && texts.some(bytesTellPlace);
}

/** Whether a block tells a location. True also if that cannot be found out. */
export function exifTellsPlace(block: Buffer): boolean {
  const tree = readExifTree(block);
  const { placed, lost } = cleanExif(block, { removePlaces: true });
  if (placed || lost.size > 0 || !tree) return placed || lost.size > 0;
  const bytes = withoutName(block);
  const thumbnails = thumbnailRanges(tree);
  return (
    thumbnailTellsPlace(
      thumbnails.map((range) => bytes.subarray(...range)),
      tree,
    ) ||
    unusedBytes(bytes, [...tree.ranges, ...thumbnails]).some((part) => bytesTellPlace(part) || holdsGpsDirectory(part))
  );
}

/** A thumbnail is a picture with metadata of its own, and its directory may hold all that the main one holds. */
function thumbnailTellsPlace(thumbnails: readonly Buffer[], tree: ExifTree): boolean {
  const { next, hasMore = false } = tree;
  if (!next) return false;
  const cleaner = new ExifCleaner(tree, { removePlaces: true });
  cleaner.directory(next);
  if (hasMore || cleaner.placed || cleaner.lost.size > 0) return true;
  return METADATA_MARKS.some((mark) => thumbnails.some((one) => one.includes(mark)));
}

/** In JPEG, and in strips. */
function thumbnailRanges({ little, next }: ExifTree): Range[] {
  const numbers = (tag: number) => numbersOf(little, findEntry(next, tag));
  return [TAG.thumbnailAt, TAG.stripOffsets].flatMap((tag) => {
    const lengths = numbers(tag === TAG.thumbnailAt ? TAG.thumbnailBytes : TAG.stripByteCounts);
    return numbers(tag).map((at, index): Range => [at, at + (lengths[index] ?? 0)]);
  });
}

/** How the segments of a JPEG begin that may tell a place. */
const METADATA_MARKS = ['Exif\0', 'http://ns.adobe.com/', 'Photoshop 3.0'];

/** `odd` if the entry has a wrong type, which decoders treat differently. */
export function orientationOf(tree: ExifTree | undefined): number | 'odd' | undefined {
  const entry = findEntry(tree?.main, TAG.orientation);
  if (!tree || !entry) return undefined;
  return entry.type === TYPE_SHORT ? numberOf(tree, entry) : 'odd';
}

const TYPE_SHORT = 3;

/** When the picture was taken, by the camera's clock read as local time, in milliseconds since 1970. */
export function timeTaken(tree: ExifTree | undefined): number | null {
  const detail = exifDirectory(tree);
  const text =
    textOf(findEntry(detail, TAG.dateTimeOriginal)) ?? textOf(findEntry(detail, TAG.dateTimeDigitized)) ?? '';
  const match = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const date = new Date(year, month - 1, day, hour, minute, second);
  return year >= 1826 && date.getMonth() === month - 1 && date.getDate() === day ? date.getTime() : null;
}
