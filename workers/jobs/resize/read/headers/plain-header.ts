// Reads headers of usual files of the most common formats without libvips, which would take ten times as long.
import type { Metadata } from 'sharp';
import type { OutputFormat, PictureFormat } from '../../formats.ts';
import { orientationOf, timeTaken } from '../../metadata/exif.ts';
import { readExifTree } from '../../metadata/exif-tree.ts';
import type { PictureFacts } from '../facts.ts';
import { readBmpHeader } from './bmp-header.ts';
import { endsAsJpeg, readJpegHeader } from './jpeg-header.ts';
import { endsAsPng, readPngHeader } from './png-header.ts';
import { readWebpHeader } from './webp-header.ts';

/** What is read of a result's header. */
export type MadeHeader = Pick<Metadata, 'width' | 'height' | 'pages' | 'pageHeight' | 'delay'>;

/**
 * Reads the facts of an original.
 * @param head the beginning of its file
 * @returns undefined when libvips must say
 */
export function plainFacts(format: PictureFormat | undefined, head: Buffer): PictureFacts | undefined {
  switch (format) {
    case 'jpeg':
      return jpegFacts(head);
    case 'png':
      return pngFacts(head);
    case 'webp':
      return webpFacts(head);
    case 'bmp':
      return bmpFacts(head);
    default:
      return undefined;
  }
}

/**
 * Reads the header of a complete result.
 * @returns undefined when libvips must say
 */
export function plainResult(format: OutputFormat, file: Buffer): MadeHeader | undefined {
  switch (format) {
    case 'jpeg':
      return plainJpeg(file);
    case 'png':
      return endsAsPng(file) ? readPngHeader(file) : undefined;
    case 'webp':
      return plainWebp(file);
    default:
      return undefined;
  }
}

const ONE_PAGE = { pages: 1, otherPages: 0 } as const;
const NO_METADATA = { profile: false, orientation: 1, taken: null } as const;

function jpegFacts(head: Buffer): PictureFacts | undefined {
  const found = readJpegHeader(head);
  if (!found) return undefined;
  const exif = found.exif && readExifTree(found.exif);
  if (found.exif && !exif) return undefined;
  const orientation = orientationOf(exif) ?? 1;
  if (orientation === 'odd' || orientation < 1 || orientation > 8) return undefined;
  const turned = orientation >= 5;
  return {
    ...ONE_PAGE,
    format: 'jpeg',
    width: turned ? found.height : found.width,
    height: turned ? found.width : found.height,
    channels: found.channels,
    depth: 1,
    alpha: false,
    space: found.channels === 1 ? 'b-w' : 'srgb',
    orientation,
    profile: found.profile,
    taken: timeTaken(exif),
  };
}

function pngFacts(head: Buffer): PictureFacts | undefined {
  const found = readPngHeader(head);
  if (!found) return undefined;
  const grey = found.channels <= 2;
  const space = found.depth === 2 ? (grey ? 'grey16' : 'rgb16') : grey ? 'b-w' : 'srgb';
  return { ...found, ...ONE_PAGE, ...NO_METADATA, format: 'png', space };
}

/** Returns undefined if the file has EXIF or XMP, which come after the picture. */
function webpFacts(head: Buffer): PictureFacts | undefined {
  const found = readWebpHeader(head);
  if (!found || found.exif || found.xmp) return undefined;
  const { width, height, alpha, profile } = found;
  const channels = alpha ? 4 : 3;
  return {
    ...ONE_PAGE,
    ...NO_METADATA,
    ...{ format: 'webp', width, height, alpha, channels, depth: 1, space: 'srgb', profile },
  };
}

/** libvips does not know this format, so a wrong header is an error. */
function bmpFacts(head: Buffer): PictureFacts {
  const { width, height, alpha, profile } = readBmpHeader(head);
  const channels = alpha ? 4 : 3;
  return {
    ...ONE_PAGE,
    ...NO_METADATA,
    ...{ format: 'bmp', width, height, alpha, channels, depth: 1, space: 'srgb', profile: profile !== undefined },
  };
}

function plainJpeg(file: Buffer): MadeHeader | undefined {
  const header = endsAsJpeg(file) ? readJpegHeader(file) : undefined;
  return header && { width: header.width, height: header.height };
}

function plainWebp(file: Buffer): MadeHeader | undefined {
  const header = readWebpHeader(file);
  if (!header || header.bytes !== file.length) return undefined;
  return { width: header.width, height: header.height };
}
