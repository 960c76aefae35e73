// Describes how a picture's pixels have changed, as far as its metadata is about them.

/**
 * - `same`: each pixel is where it was
 * - `scaled`: the whole picture is there, at another size
 * - `other`: it was cropped, padded or turned
 */
export type Change = 'same' | 'scaled' | 'other';

export interface Geometry {
  readonly change: Change;
  /** Width of the result, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Width of the original with its orientation applied. */
  readonly originalWidth: number;
  readonly originalHeight: number;
  /** EXIF orientation that the result has: 1 if it was turned. Undefined if the entry stays, because libvips found no orientation. */
  readonly orientation: number | undefined;
  /** It lies on its side, and its density is not the same in both directions. @default false */
  readonly turnsDensity?: boolean;
  /** Its colours were others by a profile, by number or by their kind, and are sRGB's now. @default false */
  readonly becameSrgb?: boolean;
}
