// What a picture file holds besides its picture.
import type { ExifDirectory } from './exif-tree.ts';

/** What a result lacks of its original. */
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
  | 'gain-map'
  | 'motion-photo'
  | 'depth-map'
  | 'panorama'
  | 'regions'
  | 'geo-tiff'
  | 'tiff-tags'
  | 'further-data'
  | 'unknown-data';

/** A text chunk of a PNG, as it stands there: `tEXt`, `zTXt` or `iTXt`. */
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
  /** Segments of a JPEG that only some camera or program reads. */
  readonly segments?: readonly JpegSegment[] | undefined;
  /** Of a TIFF's first page, which mean something to some programs only. */
  readonly tiffTags?: TiffTags | undefined;
}

export interface TiffTags extends ExifDirectory {
  readonly little: boolean;
}

/**
 * Something in a file that no result keeps and that is not searched. `further-data` is what a user would miss: layers,
 * temperatures, Content Credentials; `unknown-data` is what only some camera or program reads; `other-data` is what no one would
 * miss.
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
  /** Where colours are given by numbers (ITU-T H.273) and not by a profile: in AVIF, HEIC and PNG. */
  readonly nclx?: { readonly primaries: number; readonly transfer: number } | undefined;
  readonly pngColours?: PngColours | undefined;
  /** An animation ends within a frame, and further ones may be gone. */
  readonly isCutOff?: boolean;
  /** EXIF stands in a text, where browsers and libvips do not look for how the picture is turned. */
  readonly hasExifInText?: boolean;
}

/** What a PNG says of its colours without a profile. */
export interface PngColours {
  /** A sample is light to the power of this. */
  readonly gamma: number;
  /** Chromaticities x and y of white, red, green and blue. */
  readonly primaries?: readonly number[] | undefined;
}

/** Nothing but the picture. */
export const NO_METADATA: FoundMetadata = { extras: new Set() };
