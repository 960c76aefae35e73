// Examines a TIFF's directories before it is read: whether it is a camera's raw picture, whose first directory is often a
// small preview, and which page is the picture.
import { type ExifDirectory, findEntry, numberOf, readPages } from '../../metadata/exif-tree.ts';

const TAG = {
  subfileType: 0x00fe,
  bitsPerSample: 0x0102,
  compression: 0x0103,
  photometric: 0x0106,
  planes: 0x011c,
  tileWidth: 0x0142,
  subDirectories: 0x014a,
  dngVersion: 0xc612,
};
/** Colour filter array, and what a raw converter writes of one (DNG specification 1.7, chapter 4). */
const RAW_PHOTOMETRICS: ReadonlySet<number | undefined> = new Set([32_803, 34_892, 52_527]);
/** Compressions of Nikon, Sony, Pentax, Samsung and Kodak that only raws have. */
const RAW_COMPRESSIONS: ReadonlySet<number | undefined> = new Set([
  34_713, 32_767, 65_535, 32_770, 32_867, 262, 34_892,
]);

/** Whether a file that looks like a TIFF is a camera's raw picture. */
export function isCameraRaw(file: Buffer): boolean {
  const found = readPages(file);
  if (!found) return false;
  if (findEntry(found.pages[0], TAG.dngVersion)) return true;
  const all = found.pages.flatMap((page) => [page, ...subDirectories(file, found.little, page)]);
  return all.some((directory) => isRaw(found.little, directory));
}

function isRaw(little: boolean, directory: ExifDirectory): boolean {
  return (
    RAW_PHOTOMETRICS.has(numberOf({ little }, findEntry(directory, TAG.photometric))) ||
    RAW_COMPRESSIONS.has(numberOf({ little }, findEntry(directory, TAG.compression)))
  );
}

function subDirectories(file: Buffer, little: boolean, page: ExifDirectory): ExifDirectory[] {
  const entry = findEntry(page, TAG.subDirectories);
  if (!entry) return [];
  const offsets = Array.from({ length: Math.min(entry.value.length / 4, 16) }, (_, index) =>
    little ? entry.value.readUInt32LE(index * 4) : entry.value.readUInt32BE(index * 4),
  );
  return offsets.flatMap((offset) => directoryAt(file, offset));
}

function directoryAt(file: Buffer, offset: number): ExifDirectory[] {
  return [...(readPages(file, offset)?.pages ?? [])].slice(0, 1);
}

/** Whether its samples have 64 bits, which libvips only reports as out of range. */
export function hasDoubleSamples(file: Buffer): boolean {
  const found = readPages(file);
  const bits = findEntry(found?.pages[0], TAG.bitsPerSample)?.value;
  if (!found || !bits || bits.length < 2) return false;
  return (found.little ? bits.readUInt16LE() : bits.readUInt16BE()) === 64;
}

/** JPEG as TIFF 6.0 had it first, LZMA, JPEG 2000 in four variants, LERC, Zstandard, and JPEG XL in two. */
const UNREAD_COMPRESSIONS: ReadonlySet<number | undefined> = new Set([
  6, 34_925, 33_003, 33_004, 33_005, 34_712, 34_887, 50_000, 50_002, 52_546,
]);

/** L*a*b* as ICC and as ITU-T T.42 have it. */
const UNREAD_COLOURS: ReadonlySet<number | undefined> = new Set([9, 10]);

/** Whether sharp's libtiff does not know its compression or its colours. */
export function hasUnreadCoding(file: Buffer): boolean {
  const found = readPages(file);
  const [first] = found?.pages ?? [];
  if (!found || !first) return false;
  const number = (tag: number) => numberOf(found, findEntry(first, tag));
  return UNREAD_COMPRESSIONS.has(number(TAG.compression)) || UNREAD_COLOURS.has(number(TAG.photometric));
}

/** Tiles of one colour each, which libvips does not read (TIFF 6.0, section 15). */
export function hasSeparateTiles(file: Buffer): boolean {
  const found = readPages(file);
  const [first] = found?.pages ?? [];
  if (!found || !first) return false;
  return numberOf(found, findEntry(first, TAG.planes)) === 2 && findEntry(first, TAG.tileWidth) !== undefined;
}

/**
 * Which page of a TIFF is the picture: the first that is not a reduced version of another.
 * @returns 0 unless the first is only a preview; undefined if no page is the picture
 */
export function pictureIndex(file: Buffer): number | undefined {
  const found = readPages(file);
  if (!found) return 0;
  const isReduced = (page: ExifDirectory) => ((numberOf(found, findEntry(page, TAG.subfileType)) ?? 0) & 1) === 1;
  const [first] = found.pages;
  if (!first || !isReduced(first)) return 0;
  const index = found.pages.findIndex((page) => !isReduced(page));
  if (index > 0) return index;
  return findEntry(first, TAG.subDirectories) ? undefined : 0;
}
