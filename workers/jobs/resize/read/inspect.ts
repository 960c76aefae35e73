// Reads a file's header: is it a picture, and how large. No pixel is decoded.
import { closeSync, openSync, readSync } from 'node:fs';
import type { Metadata } from 'sharp';
import { systemPath } from '../../../files/system-path.ts';
import { message, toUserError } from '../../user-error.ts';
import { formatOf, type PictureFormat, READABLE } from '../formats.ts';
import { timeTaken } from '../metadata/exif.ts';
import { readExifTree } from '../metadata/exif-tree.ts';
import { pictureError } from '../picture-error.ts';
import type { Inspection, PictureFacts } from './facts.ts';
import { JPEG_HEADER_BYTES } from './jpeg-header.ts';
import { isDecoderMissing, loadSharp, type SharpModule } from './load-sharp.ts';
import { inTurn } from './one-svg.ts';
import { OPEN_ORIGINAL, readOriginal } from './original.ts';
import { plainFacts } from './plain-header.ts';
import { extensionOf, looksLikePicture, SNIFF_BYTES, sniff } from './sniff.ts';
import { CAMERA_RAW, isRawName, isRawTiff, unreadableFormat } from './unreadable.ts';

/** A file that cannot be read is `broken`. @throws {JobError} when no picture at all can be read */
export async function inspectFile(path: string): Promise<Inspection> {
  try {
    const { format, head } = readHead(path);
    if (format === 'tiff' && (isRawName(extensionOf(path)) || isRawTiff(head))) return unreadable(CAMERA_RAW);
    const facts = plainFacts(format, head);
    if (facts) return { kind: 'picture', facts };
    if (format) return { kind: 'picture', facts: await readFacts(path, format) };
    return notAPicture(path, head);
  } catch (error) {
    if (isDecoderMissing(error)) throw error;
    return { kind: 'broken', error: toUserError(pictureError(error)) };
  }
}

function notAPicture(path: string, head: Buffer): Inspection {
  const format = head.length > 0 ? unreadableFormat(head, extensionOf(path)) : undefined;
  if (format !== undefined) return unreadable(format);
  if (!looksLikePicture(path)) return { kind: 'other' };
  const error = head.length === 0 ? message('EMPTY_FILE') : message('NOT_A_PICTURE', { formats: READABLE });
  return { kind: 'broken', error };
}

/** @param format its name: `JPEG 2000` */
function unreadable(format: string): Inspection {
  return { kind: 'broken', error: message('UNSUPPORTED_FORMAT', { format }) };
}

/** Where each file's beginning is read to, and looked at before the next one is. */
const HEAD = Buffer.allocUnsafe(JPEG_HEADER_BYTES);

/**
 * What a file is and how it begins: valid until the next call. A few system calls; in a worker the detour over the thread pool
 * would cost more than they do.
 */
function readHead(path: string): { format: PictureFormat | undefined; head: Buffer } {
  const descriptor = openSync(systemPath(path), OPEN_ORIGINAL);
  try {
    const length = readSync(descriptor, HEAD, 0, SNIFF_BYTES, 0);
    const head = HEAD.subarray(0, length);
    const format = sniff(head);
    if (format !== 'jpeg') return { format, head };
    const more = readSync(descriptor, HEAD, length, HEAD.length - length, length);
    return { format, head: HEAD.subarray(0, length + more) };
  } finally {
    closeSync(descriptor);
  }
}

async function readFacts(path: string, format: PictureFormat): Promise<PictureFacts> {
  const sharp = await loadSharp();
  const input = await readOriginal(path, format);
  const found = await inTurn(format, () => sharp(input, { limitInputPixels: false }).metadata());
  const pages = formatOf(format).pages ? (found.pages ?? 1) : 1;
  const uniform = pages > 1 && (await pagesAreAlike(sharp, input, found, pages));
  return {
    ...toFacts(format, found),
    pages: uniform ? pages : 1,
    otherPages: uniform ? 0 : pages - 1,
  };
}

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
    width: found.autoOrient.width,
    height: found.pageHeight ?? found.autoOrient.height,
    channels: found.channels,
    depth: { ushort: 2, short: 2, uint: 4, int: 4, float: 4 }[found.depth as string] ?? 1,
    alpha: found.hasAlpha,
    space: found.space,
    orientation: found.orientation ?? 1,
    profile: found.hasProfile,
    taken: timeTaken(found.exif && readExifTree(found.exif)),
  };
}
