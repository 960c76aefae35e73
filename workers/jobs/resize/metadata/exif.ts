// What is read of an EXIF block, and how one is cleaned: a new block is written, without gaps where something was.

import {
  type ExifDirectory,
  type ExifEntry,
  type ExifTree,
  exifDirectory,
  findEntry,
  numberOf,
  readExifTree,
  TAG,
  textOf,
} from './exif-tree.ts';
import { numberEntry, writeExifTree } from './exif-writer.ts';
import type { Change, Geometry } from './geometry-change.ts';
import { withoutPlaces } from './iptc.ts';
import { withoutNotePlaces } from './maker-notes.ts';
import { bytesTellPlace, tellsPlace } from './place-words.ts';
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

/** Windows' title, comment, author, keywords and subject, in UTF-16. */
const WINDOWS_TEXTS: ReadonlySet<number> = new Set([0x9c9b, 0x9c9c, 0x9c9d, 0x9c9e, 0x9c9f]);

/** A JPEG's beginning and the marker of the segment that comes first. */
const JPEG_STARTS = [0xdb, 0xe0, 0xe1, 0xc0, 0xc4].map((marker) => Buffer.from([0xff, 0xd8, 0xff, marker]));

export interface CleanedExif {
  /** Undefined when nothing is left. */
  readonly exif: Buffer | undefined;
  readonly lost: ReadonlySet<'maker-note' | 'damaged-exif'>;
  /** It told a place, which is gone if that was asked for. */
  readonly placed: boolean;
}

export interface ExifRules {
  readonly removePlaces: boolean;
  /** How the pixels changed; undefined when only places are looked for. */
  readonly geometry?: Geometry | undefined;
}

/** @param block as it was in the original */
export function cleanExif(block: Buffer, rules: ExifRules): CleanedExif {
  const tree = readExifTree(block);
  if (!tree) return { exif: undefined, lost: new Set(['damaged-exif']), placed: false };
  const cleaner = new ExifCleaner(tree, rules);
  const main = cleaner.directory(tree.main);
  if (tree.damaged) cleaner.lost.add('damaged-exif');
  const exif = main.entries.length === 0 ? undefined : writeExifTree({ little: tree.little, main });
  return { exif, lost: cleaner.lost, placed: cleaner.placed };
}

class ExifCleaner {
  readonly lost = new Set<'maker-note' | 'damaged-exif'>();
  placed = false;
  readonly #tree: ExifTree;
  readonly #rules: ExifRules;
  readonly #make: string;

  constructor(tree: ExifTree, rules: ExifRules) {
    this.#tree = tree;
    this.#rules = rules;
    this.#make = textOf(findEntry(tree.main, TAG.make)) ?? '';
  }

  directory({ entries }: ExifDirectory): ExifDirectory {
    return {
      entries: entries.flatMap((entry) => {
        if (STALE_TAGS.has(entry.tag)) return [];
        const placeless = this.#rules.removePlaces ? this.#withoutPlaces(entry) : entry;
        if (placeless !== entry) this.placed = true;
        const followed = placeless && this.#follow(placeless);
        if (!followed?.child) return followed ? [followed] : [];
        const child = this.directory(followed.child);
        return child.entries.length > 0 ? [{ ...followed, child }] : [];
      }),
    };
  }

  #withoutPlaces(entry: ExifEntry): ExifEntry | undefined {
    const { tag, value } = entry;
    if (PLACE_TAGS.has(tag)) return undefined;
    if (tag === TAG.makerNote) return this.#makerNote(entry);
    if (tag === TAG.xmp) return withValue(entry, cleanedXmp(value));
    if (tag === TAG.iptc) return withValue(entry, withoutPlaces(value));
    // Photoshop's resources stand in a segment of their own; copies in EXIF are nobody's.
    if (tag === TAG.photoshop) return undefined;
    return isReading(entry) ? undefined : entry;
  }

  #makerNote(entry: ExifEntry): ExifEntry | undefined {
    const { value: bytes, at } = entry;
    const cleaned = withoutNotePlaces({ bytes, at, make: this.#make, little: this.#tree.little });
    if (!cleaned) this.lost.add('maker-note');
    return withValue(entry, cleaned);
  }

  /** Some makers put a picture into their notes, which shows what was cropped away. */
  #withoutPreview(entry: ExifEntry): ExifEntry | undefined {
    if (!JPEG_STARTS.some((start) => entry.value.includes(start))) return entry;
    this.lost.add('maker-note');
    return undefined;
  }

  /** Keeps true what the block says of the pixels. */
  #follow(entry: ExifEntry): ExifEntry | undefined {
    const { geometry } = this.#rules;
    if (!geometry) return entry;
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
      case TAG.makerNote:
        return geometry.change === 'other' ? this.#withoutPreview(entry) : entry;
      case TAG.subjectArea:
      case TAG.subjectLocation:
        return geometry.change === ('same' satisfies Change) ? entry : undefined;
      default:
        return entry;
    }
  }
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

/** Whether a text gives a reading of a place. */
function isReading({ tag, type, value }: ExifEntry): boolean {
  if (type === 2 || type === 129) return bytesTellPlace(value);
  if (WINDOWS_TEXTS.has(tag)) return tellsPlace(value.toString('utf16le'));
  if (tag !== TAG.userComment) return false;
  // Eight bytes name the encoding.
  const text = value.subarray(8);
  const swapped = Buffer.from(text.subarray(0, text.length - (text.length % 2))).swap16();
  return [text.toString('utf8'), text.toString('utf16le'), swapped.toString('utf16le')].some(tellsPlace);
}

/** Whether a block tells a place; also when that cannot be found out. */
export function exifTellsPlace(block: Buffer): boolean {
  const tree = readExifTree(block);
  const { placed, lost } = cleanExif(block, { removePlaces: true });
  return placed || lost.size > 0 || (tree !== undefined && thumbnailTellsPlace(block, tree));
}

/** A thumbnail is a picture with metadata of its own, and its directory may hold all that the main one holds. */
function thumbnailTellsPlace(block: Buffer, tree: ExifTree): boolean {
  const { next, hasMore = false } = tree;
  if (!next) return false;
  const cleaner = new ExifCleaner(tree, { removePlaces: true });
  cleaner.directory(next);
  if (hasMore || cleaner.placed || cleaner.lost.size > 0) return true;
  const [at, bytes] = [TAG.thumbnailAt, TAG.thumbnailBytes].map((tag) => numberOf(tree, findEntry(next, tag)) ?? 0);
  const start = (block.toString('latin1', 0, 6) === 'Exif\0\0' ? 6 : 0) + (at ?? 0);
  const thumbnail = block.subarray(start, start + (bytes ?? 0));
  return METADATA_MARKS.some((mark) => thumbnail.includes(mark));
}

/** How the segments of a JPEG begin that may tell a place. */
const METADATA_MARKS = ['Exif\0', 'http://ns.adobe.com/', 'Photoshop 3.0'];

/** `odd` where it is of another type than it should be: decoders differ in what they make of it. */
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
