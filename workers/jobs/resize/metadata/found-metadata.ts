// What a picture file holds besides its picture.

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
  | 'geo-tiff';

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
