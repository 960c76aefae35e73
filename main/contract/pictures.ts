// Pictures as the window asks for them: by what they belong to, never by a path.
import type { Preview, Thumbnail } from '../../workers/jobs/picture-maker.ts';

export type { Preview };

/**
 * - `job`: the first picture of a job
 * - `item`: what a row of a job's details is about: its result or, without one, its original
 * - `original`: what an output of the window's plan is made of
 */
export type PictureRef =
  | { readonly of: 'job'; readonly id: string }
  | { readonly of: 'item'; readonly id: string; readonly item: number }
  | { readonly of: 'original'; readonly plan: string; readonly index: number };

/** A picture that is in sight. */
export interface ThumbnailWish {
  /** The window's own name for it; the answer carries it. */
  readonly key: string;
  readonly picture: PictureRef;
  /** The longest edge, in pixels, at most 512. */
  readonly edge: number;
}

export interface ThumbnailMade {
  readonly key: string;
  /** Null when there is none to show. */
  readonly thumbnail: Thumbnail | null;
}

/** One side of a row's picture, as bytes to look at. */
export interface PreviewRequest {
  readonly id: string;
  readonly item: number;
  readonly side: 'before' | 'after';
  /** The longest edge of the preview, in pixels, at most 2,000. */
  readonly edge: number;
}
