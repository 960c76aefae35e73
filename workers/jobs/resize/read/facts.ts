// The types for what is known of a picture before its pixels are decoded. They are sent to and from the workers.
import type { UserError } from '../../user-error.ts';
import type { PictureFormat } from '../formats.ts';

export interface PictureFacts {
  readonly format: PictureFormat;
  /** Width of one frame with the orientation applied, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Frames of an animation, or pages of one size; else 1. */
  readonly pages: number;
  /** How many pages have other sizes, which no result can hold. */
  readonly otherPages: number;
  /** Which page of a TIFF is the picture, if the first is only a preview of it. @default 0 */
  readonly page?: number;
  /** Colour channels and alpha. */
  readonly channels: number;
  /** Bytes of one channel of one pixel: 1, 2 or 4. */
  readonly depth: number;
  readonly alpha: boolean;
  /** `srgb`, `cmyk`, `b-w`, `rgb16`, `grey16` ... as libvips names it. */
  readonly space: string;
  /** EXIF orientation, 1..8. */
  readonly orientation: number;
  /** Whether it has a colour profile. */
  readonly profile: boolean;
  /** When it was taken, in milliseconds since 1970, where the camera's clock is read as local time. */
  readonly taken: number | null;
}

export type Inspection =
  | { readonly kind: 'picture'; readonly facts: PictureFacts }
  | { readonly kind: 'other' }
  | { readonly kind: 'broken'; readonly error: UserError };

/** Memory that the decoded picture takes, in bytes. */
export function decodedBytes(facts: Pick<PictureFacts, 'width' | 'height' | 'pages' | 'channels' | 'depth'>): number {
  return facts.width * facts.height * facts.pages * facts.channels * facts.depth;
}
