// What became of a picture's pixels, as far as its metadata speaks of them.

/**
 * - `same`: each pixel is where it was
 * - `scaled`: all of the picture is there, at another size
 * - `other`: it was cropped, padded or turned
 */
export type Change = 'same' | 'scaled' | 'other';

export interface Geometry {
  readonly change: Change;
  /** Of the result, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Of the original, as it is seen. */
  readonly originalWidth: number;
  readonly originalHeight: number;
  /** EXIF orientation that the result has: 1 once it was turned. Undefined where it stays, as libvips saw none to turn by. */
  readonly orientation: number | undefined;
}
