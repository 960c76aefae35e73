// Reads and writes metadata in TIFF files: entries of the first page's directory (TIFF 6.0 section 8; tags of Adobe, IPTC and GeoTIFF).
import { densityFraction, densityOf } from '../density.ts';
import {
  type ExifDirectory,
  type ExifEntry,
  type ExifTree,
  findEntry,
  numbersOf,
  type Pages,
  readExifTree,
  readPages,
  TAG,
} from '../exif-tree.ts';
import { pointerEntry, swapDirectory, writeDirectories, writeExifTree } from '../exif-writer.ts';
import type { Density, Extra, FoundMetadata, MetadataBlocks, TiffTags } from '../found-metadata.ts';
import { isMovable } from '../maker-notes.ts';
import { IPTC_RESOURCE, iptcResource, readResources, withoutResources } from '../photoshop.ts';
import { bytesTellPlace } from '../places/place-readings.ts';
import { type Range, unusedBytes } from '../unused-bytes.ts';
import { noteTrailer } from './other-data.ts';

/** Words about the picture, which EXIF has under the same numbers: names, description, maker, program, dates, author, rights. */
const DESCRIPTIVE: ReadonlySet<number> = new Set([
  TAG.documentName,
  TAG.pageName,
  TAG.description,
  TAG.make,
  TAG.model,
  0x0131,
  TAG.dateTime,
  TAG.artist,
  0x013c,
  0x4746,
  0x4749,
  TAG.copyright,
  0x9c9b,
  0x9c9c,
  0x9c9d,
  0x9c9e,
  0x9c9f,
]);

/** The picture itself and how it is stored. */
const PICTURE: ReadonlySet<number> = new Set([
  ...range(0x00fe, 0x010c),
  ...range(0x0111, 0x011c),
  ...range(0x011e, 0x012d),
  ...range(0x013d, 0x0142),
  ...range(0x0144, 0x0145),
  ...range(0x0152, 0x0159),
  0x0103,
  0x0106,
  0x010a,
  0x013d,
  0x013e,
  0x013f,
  0x015b,
  ...range(0x0200, 0x0214),
  0x8773,
  0x80e3,
  0x80e4,
]);

/** GeoTIFF 1.1 section 6.2, and GDAL's tags. */
const GEO: ReadonlySet<number> = new Set([33_550, 33_922, 34_264, 34_735, 34_736, 34_737, 42_112, 42_113]);

/** Layers of Photoshop, and Content Credentials. */
const FURTHER: ReadonlySet<number> = new Set([37_724, 52_545]);

/** Tags of programs in which offsets into the file stand: Kodak, MetaMorph, Zeiss, DNG. */
const OFFSETS: ReadonlySet<number> = new Set([
  TAG.subDirectories,
  0x8290,
  ...range(33_628, 33_631),
  34_412,
  0xc634,
  0xfe00,
]);

const BLOCKS: ReadonlySet<number> = new Set([TAG.xmp, TAG.iptc, TAG.photoshop, TAG.exif, TAG.gps]);

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** @param thorough looks also for what no directory leads to */
export function readTiff(file: Buffer, thorough = false): FoundMetadata {
  const found = readPages(file);
  const [page, ...others] = found?.pages ?? [];
  if (!found || !page) return { extras: new Set<Extra>(['other-data']) };
  const extras = new Set<Extra>();
  if (page.entries.some(({ tag }) => GEO.has(tag))) extras.add('geo-tiff');
  if (page.entries.some(({ tag }) => FURTHER.has(tag))) extras.add('further-data');
  if (found.damaged || page.entries.some(isUnsearched) || hasTwice(page)) extras.add('other-data');
  const further = others
    .flatMap(({ entries }) => entries)
    .filter(({ tag }) => !PICTURE.has(tag) && tag !== TAG.dateTime);
  if (further.length > 0) extras.add('other-data');
  if (further.some(({ tag, value }) => !findEntry(page, tag)?.value.equals(value))) extras.add('page-tags');
  if (thorough && !extras.has('other-data') && (hasUnused(file, found) || found.pages.some(hasTextAsPicture))) {
    extras.add('other-data');
  }
  const end = endOf(file, found);
  if (end !== undefined) noteTrailer(file, end, extras);
  const tree = { little: found.little, main: withMovableNote(page, extras) };
  return {
    extras,
    exif: exifOf(tree),
    ...tiffTagsOf(tree, extras),
    xmp: findEntry(page, TAG.xmp)?.value,
    resources: resourcesOf(page),
    density: densityOf(tree),
  };
}

/** Offsets of strips and tiles, of pictures in JPEG and of their tables, each with the entry of their bytes. */
const DATA: readonly (readonly [at: number, bytes: number])[] = [
  [0x0111, 0x0117],
  [0x0144, 0x0145],
  [0x0201, 0x0202],
];

/** Whether bytes are left of a directory that was replaced, or that another program has put there. */
function hasUnused(file: Buffer, { little, pages, ranges }: Pages): boolean {
  const data = pages.flatMap((page) => dataRanges(little, page));
  return unusedBytes(file, [...ranges, ...data]).some((part) => part.length > 1);
}

function dataRanges(little: boolean, page: ExifDirectory): Range[] {
  return DATA.flatMap(([at, bytes]) => {
    const lengths = numbersOf(little, findEntry(page, bytes));
    return numbersOf(little, findEntry(page, at)).map(
      (start, index) => [start, start + (lengths[index] ?? 0)] as const,
    );
  });
}

/** Where the last byte ends that a directory leads to; undefined if that is not told. */
function endOf(file: Buffer, { little, pages, ranges }: Pages): number | undefined {
  const leads = ({ tag, child }: ExifEntry) => !child && OFFSETS.has(tag);
  if (pages.some(({ entries }) => entries.some(leads))) return undefined;
  const data = pages
    .flatMap((page) => [page, ...page.entries.flatMap(({ child }) => child ?? [])])
    .flatMap((page) => dataRanges(little, page));
  // Without their lengths, programs guess how long the rows are.
  if (data.some(([start, end]) => end <= start)) return undefined;
  return Math.min(
    file.length,
    [...ranges, ...data].reduce((most, [, end]) => Math.max(most, end), 0),
  );
}

/** Bytes among the entries about the picture, and the comments in JPEG's tables. */
function hasTextAsPicture({ entries }: ExifDirectory): boolean {
  return entries.some(({ tag, type, value }) => PICTURE.has(tag) && BYTE_TYPES.has(type) && bytesTellPlace(value));
}

const BYTE_TYPES: ReadonlySet<number> = new Set([1, 2, 6, 7]);

/** Of two entries of one number, the second is not looked at. */
function hasTwice({ entries }: ExifDirectory): boolean {
  return new Set(entries.map(({ tag }) => tag)).size < entries.length;
}

/** What cannot be kept: it leads to other places of the file. */
function isUnsearched({ tag, child }: ExifEntry): boolean {
  return !isKnown(tag) && (child !== undefined || OFFSETS.has(tag));
}

function isKnown(tag: number): boolean {
  return PICTURE.has(tag) || DESCRIPTIVE.has(tag) || BLOCKS.has(tag) || GEO.has(tag) || FURTHER.has(tag);
}

/** Most makers' notes count from where they are in the file, and cannot leave it. */
function withMovableNote({ entries }: ExifDirectory, extras: Set<Extra>): ExifDirectory {
  return {
    entries: entries.flatMap((entry) => {
      const note = entry.tag === TAG.exif ? findEntry(entry.child, TAG.makerNote) : undefined;
      if (!note || !entry.child) return [entry];
      const others = entry.child.entries.filter((one) => one !== note);
      const kept = isMovable(note.value) ? [...others, { ...note, at: 0 }].sort(byTag) : others;
      if (kept === others) extras.add('maker-note');
      return kept.length > 0 ? [{ ...entry, child: { entries: kept } }] : [];
    }),
  };
}

const byTag = (a: ExifEntry, b: ExifEntry) => a.tag - b.tag;

/** Tags that nobody knows but some program. */
function tiffTagsOf(
  { little, main }: Pick<ExifTree, 'little' | 'main'>,
  extras: Set<Extra>,
): Pick<FoundMetadata, 'tiffTags'> {
  const entries = main.entries.filter((entry) => !isKnown(entry.tag) && !isUnsearched(entry));
  if (main.entries.some(isUnsearched)) extras.add('page-tags');
  return entries.length > 0 ? { tiffTags: { little, entries } } : {};
}

/** What EXIF would hold, as a block of its own. */
function exifOf({ little, main }: Pick<ExifTree, 'little' | 'main'>): Buffer | undefined {
  const kept = main.entries.filter(
    ({ tag, child }) => DESCRIPTIVE.has(tag) || ((tag === TAG.exif || tag === TAG.gps) && child),
  );
  const orientation = findEntry(main, TAG.orientation);
  if (kept.length === 0) return undefined;
  const entries = [...kept, ...(orientation ? [orientation] : [])].sort(byTag);
  return writeExifTree({ little, main: { entries } });
}

function resourcesOf(page: ExifDirectory): Buffer | undefined {
  const resources = findEntry(page, TAG.photoshop)?.value;
  const iptc = findEntry(page, TAG.iptc)?.value;
  if (!iptc) return resources;
  // The tag of IPTC itself is the one that programs change.
  const rest = resources ? withoutResources(resources, ({ id }) => id === IPTC_RESOURCE) : Buffer.alloc(0);
  return rest && Buffer.concat([rest, iptcResource(iptc)]);
}

/**
 * Writes the first page's directory anew at the end of the file.
 * @param encoded as the encoder wrote it, whose density is made up
 */
export function writeTiff(encoded: Buffer, blocks: MetadataBlocks): Buffer {
  const pages = readPages(encoded);
  if (!pages) return encoded;
  const file = withDensity(encoded, pages, blocks.density);
  const tree = readExifTree(file);
  if (!tree) return file;
  const additions = additionsOf(blocks, pages.little);
  if (additions.length === 0) return file;
  const replaced = new Set(additions.map(({ tag }) => tag));
  const kept = tree.main.entries.filter(({ tag }) => !replaced.has(tag));
  const entries = [...kept, ...additions].sort(byTag);
  const padding = Buffer.alloc(file.length % 2);
  const start = file.length + padding.length;
  const { range, next } = firstDirectory(file, pages.little);
  const directories = writeDirectories({ entries }, { little: pages.little, start, after: next });
  const whole = Buffer.concat([file, padding, directories.bytes]);
  // The first copies of what was written anew are erased.
  for (const { at, value } of tree.main.entries) if (value.length > 4) whole.fill(0, at, at + value.length);
  whole.fill(0, ...range);
  if (pages.little) whole.writeUInt32LE(directories.at, 4);
  else whole.writeUInt32BE(directories.at, 4);
  return whole;
}

/** Where the first page's directory is, and the next page's. */
function firstDirectory(file: Buffer, little: boolean): { readonly range: Range; readonly next: number } {
  const u32 = (at: number) => (little ? file.readUInt32LE(at) : file.readUInt32BE(at));
  const start = u32(4);
  const end = start + 2 + 12 * (little ? file.readUInt16LE(start) : file.readUInt16BE(start));
  return { range: [start, end + 4], next: u32(end) };
}

function additionsOf({ exif, xmp, resources, tiffTags }: MetadataBlocks, little: boolean): ExifEntry[] {
  const bytes = (tag: number, value: Buffer): ExifEntry => ({ tag, type: 1, count: value.length, value, at: 0 });
  const iptc = resources && readResources(resources)?.find(({ id }) => id === IPTC_RESOURCE)?.data;
  const others = resources && withoutResources(resources, ({ id }) => id === IPTC_RESOURCE);
  return [
    ...(exif ? exifEntries(exif, little) : []),
    ...(xmp ? [bytes(TAG.xmp, xmp)] : []),
    ...(iptc ? [{ ...bytes(TAG.iptc, iptc), type: 7 }] : []),
    ...(others && others.length > 0 ? [bytes(TAG.photoshop, others)] : []),
    ...(tiffTags ? inOrder(tiffTags, little).entries : []),
  ];
}

/** In the byte order of the file. */
function inOrder(directory: TiffTags, little: boolean): ExifDirectory {
  return directory.little === little ? directory : swapDirectory(directory);
}

/** Most makers' notes count from where they were, and cannot come along. */
function exifEntries(block: Buffer, little: boolean): ExifEntry[] {
  const tree = readExifTree(block);
  if (!tree) return [];
  return inOrder({ little: tree.little, ...tree.main }, little)
    .entries.filter(({ tag, child }) => DESCRIPTIVE.has(tag) || ((tag === TAG.exif || tag === TAG.gps) && child))
    .map((entry) => (entry.tag === TAG.exif && entry.child ? pointerEntry(TAG.exif, withoutNote(entry.child)) : entry));
}

function withoutNote({ entries }: ExifDirectory): ExifDirectory {
  return { entries: entries.filter(({ tag, value }) => tag !== TAG.makerNote || isMovable(value)) };
}

/** In the directories of all pages. Where none is known, the unit says so (TIFF 6.0, ResolutionUnit). */
function withDensity(encoded: Buffer, { pages, little }: Pages, density: Density | undefined): Buffer {
  const file = Buffer.from(encoded);
  const u16 = (value: number, at: number) => (little ? file.writeUInt16LE(value, at) : file.writeUInt16BE(value, at));
  const u32 = (value: number, at: number) => (little ? file.writeUInt32LE(value, at) : file.writeUInt32BE(value, at));
  for (const page of pages) {
    for (const [tag, number] of [
      [TAG.xResolution, density?.x ?? 1],
      [TAG.yResolution, density?.y ?? 1],
    ] as const) {
      const entry = findEntry(page, tag);
      if (entry?.type !== 5) continue;
      const [top, bottom] = densityFraction(number);
      u32(top, entry.at);
      u32(bottom, entry.at + 4);
    }
    const unit = findEntry(page, TAG.resolutionUnit);
    if (unit) u16(density ? 2 : 1, unit.at);
  }
  return file;
}
