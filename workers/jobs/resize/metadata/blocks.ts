// The metadata of a picture file, taken out of its container, and what stands beside it.
import type { PictureFormat } from '../formats.ts';
import { readBmp } from './containers/bmp.ts';
import { readGif } from './containers/gif.ts';
import { readHeif } from './containers/heif.ts';
import { readJpeg } from './containers/jpeg.ts';
import { readPng } from './containers/png.ts';
import { densityOf, readTiff } from './containers/tiff.ts';
import { readWebp } from './containers/webp.ts';
import { readExifTree } from './exif-tree.ts';

/** A text chunk of a PNG, as it stands there: `tEXt`, `zTXt` or `iTXt`. */
export interface TextChunk {
  readonly type: string;
  readonly data: Buffer;
}

export interface Density {
  /** Pixels per inch. */
  readonly x: number;
  readonly y: number;
}

/** What a file holds besides its picture that a result can hold, too. */
export interface MetadataBlocks {
  /** A TIFF structure, without `Exif\0\0` before it. */
  readonly exif?: Buffer | undefined;
  readonly xmp?: Buffer | undefined;
  /** Image resources of Photoshop (`8BIM`), with IPTC among them. */
  readonly resources?: Buffer | undefined;
  /** Comments of JPEG and GIF. */
  readonly comments?: readonly Buffer[] | undefined;
  readonly texts?: readonly TextChunk[] | undefined;
  readonly density?: Density | undefined;
}

/** Something in a file that no result keeps and that is not searched. */
export type Extra =
  | 'trailer'
  | 'other-data'
  | 'second-picture'
  | 'extended-xmp'
  | 'geo-tiff'
  | 'animation'
  | 'gain-map'
  | 'motion-photo';

export interface FoundMetadata extends MetadataBlocks {
  readonly extras: ReadonlySet<Extra>;
  /** Colours of an AVIF or HEIC, where they are given by numbers (ITU-T H.273) and not by a profile. */
  readonly nclx?: { readonly primaries: number; readonly transfer: number } | undefined;
}

/** Nothing but the picture. */
export const NO_METADATA: FoundMetadata = { extras: new Set() };

/**
 * Never throws: what lies outside of a damaged file counts as `other-data`.
 * @param file the whole file
 * @param thorough looks where no program puts anything, too
 */
export function readMetadata(format: PictureFormat, file: Buffer, thorough = false): FoundMetadata {
  try {
    const found = READERS[format]?.(file, thorough) ?? NO_METADATA;
    const tree = found.density || !found.exif ? undefined : readExifTree(found.exif);
    return tree ? { ...found, density: densityOf(tree) } : found;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { extras: new Set<Extra>(['other-data']) };
  }
}

/** SVGs are drawn anew, and what they say in XML is not looked at. */
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
