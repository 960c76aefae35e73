// Reads a file's header: finds out whether it is a picture, and how large. No pixel is decoded.
import { closeSync, readSync } from 'node:fs';
import type { Metadata } from 'sharp';
import { patientOpen } from '../../../files/system/patience.ts';
import { systemPath } from '../../../files/system-path.ts';
import { JobError, message, toUserError } from '../../user-error.ts';
import { FORMATS, formatOf, type PictureFormat, READABLE } from '../formats.ts';
import { timeTaken } from '../metadata/exif.ts';
import { readExifTree } from '../metadata/exif-tree.ts';
import { pictureError } from '../picture-error.ts';
import { asDecodable, isSequenceOnly } from './decoders/decodable.ts';
import { asPlainChannels } from './decoders/odd-tiff.ts';
import type { Inspection, PictureFacts } from './facts.ts';
import {
  hasDoubleSamples,
  hasSeparateTiles,
  hasUnreadCoding,
  isCameraRaw,
  pictureIndex,
} from './headers/camera-raw.ts';
import { JPEG_HEADER_BYTES, jpegKind } from './headers/jpeg-header.ts';
import { plainFacts } from './headers/plain-header.ts';
import { extensionOf, looksLikePicture, SNIFF_BYTES, sniff, startsAsXml } from './headers/sniff.ts';
import { CAMERA_RAW, isRawName, isRawTiff, unreadableFormat } from './headers/unreadable.ts';
import { isDecoderMissing, loadSharp, type SharpModule } from './load-sharp.ts';
import { OPEN_ORIGINAL, readOriginal } from './original.ts';
import { inTurn } from './svg/one-svg.ts';

/** A file that cannot be read is `broken`. @throws {JobError} if no picture at all can be read */
export async function inspectFile(path: string): Promise<Inspection> {
  let format: PictureFormat | undefined;
  try {
    const { format: found, head } = readHead(path);
    format = found;
    if (format === 'tiff' && (isRawName(extensionOf(path)) || isRawTiff(head))) return unreadable(CAMERA_RAW);
    const facts = plainFacts(format, head);
    if (facts) return { kind: 'picture', facts };
    if (format) return { kind: 'picture', facts: await readFacts(path, format) };
    return notAPicture(path, head);
  } catch (error) {
    if (isDecoderMissing(error)) throw error;
    return { kind: 'broken', error: toUserError(pictureError(error, format)) };
  }
}

function notAPicture(path: string, head: Buffer): Inspection {
  const isPictureName = looksLikePicture(path);
  const format = head.length > 0 ? unreadableFormat(head, extensionOf(path), isPictureName) : undefined;
  if (format !== undefined) return unreadable(format);
  if (!isPictureName) return { kind: 'other' };
  const error = head.length === 0 ? message('EMPTY_FILE') : message('NOT_A_PICTURE', { formats: READABLE });
  return { kind: 'broken', error };
}

/** @param format its name: `JPEG 2000` */
function unreadable(format: string): Inspection {
  return { kind: 'broken', error: message('UNSUPPORTED_FORMAT', { format }) };
}

/** The buffer for the beginning of each file, which is examined before the next one is read. */
const HEAD = Buffer.allocUnsafe(JPEG_HEADER_BYTES);

/**
 * Returns a file's format and beginning, valid until the next call. The system calls are synchronous, as the way through the thread pool
 * would take longer than the calls.
 */
function readHead(path: string): { format: PictureFormat | undefined; head: Buffer } {
  const descriptor = patientOpen(systemPath(path), OPEN_ORIGINAL);
  try {
    const length = readSync(descriptor, HEAD, 0, SNIFF_BYTES, 0);
    const head = HEAD.subarray(0, length);
    const format = sniff(head);
    // A comment before an SVG's first element may be long.
    const goesOn = format === 'jpeg' || (format === undefined && startsAsXml(head));
    if (!goesOn) return { format, head };
    const more = readSync(descriptor, HEAD, length, HEAD.length - length, length);
    const longer = HEAD.subarray(0, length + more);
    return { format: format ?? sniff(longer), head: longer };
  } finally {
    closeSync(descriptor);
  }
}

async function readFacts(path: string, format: PictureFormat): Promise<PictureFacts> {
  const sharp = await loadSharp();
  const input = readable(format, await readOriginal(path, format));
  if (format === 'jpeg') refuseJpegKind(input);
  const page = format === 'tiff' ? choosePage(input) : 0;
  const found = await inTurn(format, () =>
    // What is damaged behind the header is reported when it is decoded.
    sharp(input, { limitInputPixels: false, failOn: 'error', ...(page > 0 && { page }) }).metadata(),
  ).catch((error: unknown) => {
    if ((format !== 'avif' && format !== 'heic') || !isSequenceOnly(input)) throw error;
    throw new JobError('UNSUPPORTED_KIND', { format: FORMATS[format].label }, { cause: error });
  });
  refuseSamples(found);
  if (page > 0) return { ...toFacts(format, found), page, pages: 1, otherPages: (found.pages ?? 1) - 1 };
  const pages = formatOf(format).pages ? (found.pages ?? 1) : 1;
  const uniform = pages > 1 && (await pagesAreAlike(sharp, input, found, pages));
  return {
    ...toFacts(format, found),
    pages: uniform ? pages : 1,
    otherPages: uniform ? 0 : pages - 1,
  };
}

function readable(format: PictureFormat, file: Buffer): Buffer {
  return (format === 'tiff' && asPlainChannels(file)) || asDecodable(format, file);
}

/** @throws {JobError} for a file that only looks like a TIFF, and for a TIFF whose picture cannot be found */
function choosePage(file: Buffer): number {
  if (isCameraRaw(file)) throw new JobError('UNSUPPORTED_FORMAT', { format: CAMERA_RAW });
  if (hasSeparateTiles(file) || hasUnreadCoding(file))
    throw new JobError('UNSUPPORTED_KIND', { format: FORMATS.tiff.label });
  if (hasDoubleSamples(file)) throw new JobError('UNSUPPORTED_SAMPLES', { samples: SAMPLE_NAMES.double ?? 'double' });
  const page = pictureIndex(file);
  if (page === undefined) throw new JobError('PREVIEW_ONLY');
  return page;
}

/** @throws {JobError} for kinds of JPEG that the decoder does not read */
function refuseJpegKind(file: Buffer): void {
  const kind = jpegKind(file);
  if (kind === 'jpeg-ls') throw new JobError('UNSUPPORTED_FORMAT', { format: 'JPEG-LS' });
  if (kind === 'unread') throw new JobError('UNSUPPORTED_KIND', { format: FORMATS.jpeg.label });
}

/** Samples of other kinds have no agreed range: a black or posterised result would count as a success. */
const SAMPLES: ReadonlySet<string> = new Set(['uchar', 'ushort']);

/** libvips reads CIE L*a*b* into these, and knows their range. */
const LAB_SPACES: ReadonlySet<string> = new Set(['lab', 'labs', 'labq']);

function refuseSamples({ depth, space }: Metadata): void {
  if (SAMPLES.has(depth) || LAB_SPACES.has(space)) return;
  throw new JobError('UNSUPPORTED_SAMPLES', { samples: SAMPLE_NAMES[depth] ?? depth });
}

const SAMPLE_NAMES: Readonly<Record<string, string>> = {
  char: 'int8',
  short: 'int16',
  uint: 'uint32',
  int: 'int32',
  float: 'float32',
  double: 'float64',
  complex: 'complex64',
  dpcomplex: 'complex128',
};

/** Whether all pages have the first one's size. A TIFF's may differ, and those of a pyramid do. */
async function pagesAreAlike(sharp: SharpModule, input: Buffer, first: Metadata, pages: number): Promise<boolean> {
  if (first.format !== 'tiff') return true;
  if ((first.orientation ?? 1) > 1) return false;
  const all = await sharp(input, { limitInputPixels: false, pages: -1 })
    .metadata()
    .catch(() => undefined);
  return all?.pages === pages && all.pageHeight === first.height && all.width === first.width;
}

function toFacts(format: PictureFormat, found: Metadata): Omit<PictureFacts, 'pages' | 'otherPages'> {
  return {
    format,
    ...seenSize(found),
    channels: found.channels,
    depth: { ushort: 2, short: 2, uint: 4, int: 4, float: 4 }[found.depth as string] ?? 1,
    alpha: found.hasAlpha,
    space: found.space,
    orientation: found.orientation ?? 1,
    profile: found.hasProfile,
    taken: timeTaken(found.exif && readExifTree(found.exif)),
  };
}

/** Of one frame, the right way up. */
function seenSize({ width, height, pageHeight, orientation = 1, autoOrient }: Metadata): {
  width: number;
  height: number;
} {
  if (pageHeight === undefined) return { width: autoOrient.width, height: autoOrient.height };
  return orientation >= 5 ? { width: pageHeight, height: width } : { width, height: pageHeight ?? height };
}
