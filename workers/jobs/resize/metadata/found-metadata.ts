// The types for what a picture file contains besides its picture.
import type { ExifDirectory } from './exif-tree.ts';

/** Metadata of the original that a result does not have. */
export type MetadataLoss =
  | 'damaged-exif'
  | 'maker-note'
  | 'damaged-xmp'
  | 'extended-xmp'
  | 'oversized-metadata'
  | 'exif'
  | 'xmp'
  | 'iptc'
  | 'comments'
  | 'density'
  | 'gain-map'
  | 'motion-photo'
  | 'depth-map'
  | 'panorama'
  | 'regions'
  | 'geo-tiff'
  | 'tiff-tags'
  | 'further-data'
  | 'unknown-data';

/** A text chunk of a PNG, unchanged: `tEXt`, `zTXt` or `iTXt`. */
export interface TextChunk {
  readonly type: string;
  readonly data: Buffer;
}

/** A segment of a JPEG, without its marker and length. */
export interface JpegSegment {
  readonly marker: number;
  readonly content: Buffer;
}

export interface Density {
  /** Pixels per inch. */
  readonly x: number;
  readonly y: number;
}

/** What a file contains besides its picture that a result can contain, too. */
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
  /** Segments of a JPEG that only some camera or program reads. */
  readonly segments?: readonly JpegSegment[] | undefined;
  /** Of a TIFF's first page, which mean something to some programs only. */
  readonly tiffTags?: TiffTags | undefined;
}

export interface TiffTags extends ExifDirectory {
  readonly little: boolean;
}

/**
 * Data in a file that no result keeps and that is not searched. `further-data` is data that a user would miss: layers,
 * temperatures, Content Credentials; `unknown-data` is data that only some camera or program reads; `other-data` is data that
 * nobody would miss.
 */
export type Extra =
  | 'trailer'
  | 'other-data'
  | 'second-picture'
  | 'extended-xmp'
  | 'geo-tiff'
  | 'maker-note'
  | 'page-tags'
  | 'animation'
  | 'gain-map'
  | 'motion-photo'
  | 'depth-map'
  | 'more-pictures'
  | 'further-data'
  | 'unknown-data'
  | 'unknown-trailer';

export interface FoundMetadata extends MetadataBlocks {
  readonly extras: ReadonlySet<Extra>;
  /** Colours that AVIF, HEIC and PNG give by numbers (ITU-T H.273) and not by a profile. */
  readonly nclx?: { readonly primaries: number; readonly transfer: number } | undefined;
  readonly pngColours?: PngColours | undefined;
  /** Whether an animation ends within a frame, so that further ones may be missing. */
  readonly isCutOff?: boolean;
  /** Whether EXIF is in a text chunk, where browsers and libvips do not look for the orientation. */
  readonly hasExifInText?: boolean;
}

/** The colours of a PNG without a profile. */
export interface PngColours {
  /** A sample is the light raised to this power. */
  readonly gamma: number;
  /** Chromaticities x and y of white, red, green and blue. */
  readonly primaries?: readonly number[] | undefined;
}

/** The metadata of a file with nothing but the picture. */
export const NO_METADATA: FoundMetadata = { extras: new Set() };
