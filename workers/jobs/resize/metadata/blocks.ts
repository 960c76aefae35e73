// Reads the metadata of a picture file of any format, and notes what other data the file contains.
import type { PictureFormat } from '../formats.ts';
import { readBmp } from './containers/bmp.ts';
import { readGif } from './containers/gif.ts';
import { readHeif } from './containers/heif.ts';
import { readJpeg } from './containers/jpeg.ts';
import { readPng } from './containers/png.ts';
import { readTiff } from './containers/tiff.ts';
import { readWebp } from './containers/webp.ts';
import { densityOf } from './density.ts';
import { readExifTree } from './exif-tree.ts';
import { type Extra, type FoundMetadata, NO_METADATA } from './found-metadata.ts';

/**
 * Never throws: a damaged file counts as one with unknown data.
 * @param file the whole file
 * @param thorough searches also where no known program stores anything
 */
export function readMetadata(format: PictureFormat, file: Buffer, thorough = false): FoundMetadata {
  try {
    const found = READERS[format]?.(file, thorough) ?? NO_METADATA;
    const tree = found.density || !found.exif ? undefined : readExifTree(found.exif);
    return tree ? { ...found, density: densityOf(tree) } : found;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { extras: new Set<Extra>(['unknown-data']) };
  }
}

/** SVG has no reader: it is drawn as pixels, and metadata in its XML is ignored. */
const READERS: Readonly<Partial<Record<PictureFormat, (file: Buffer, thorough: boolean) => FoundMetadata>>> = {
  jpeg: readJpeg,
  png: readPng,
  webp: readWebp,
  gif: readGif,
  tiff: readTiff,
  avif: readHeif,
  heic: readHeif,
  bmp: readBmp,
};
