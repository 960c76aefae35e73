// Pictures as the window asks for them: by what they belong to, never by a path.
import type { Preview, Thumbnail, TriedOut } from '../../workers/jobs/picture-maker.ts';
import type { UserError } from './result.ts';

export type { Preview, TriedOut };

/**
 * - `job`: the first picture of a job
 * - `item`: what a row of a job's details is about: its result or, without one, its original
 * - `original`: what an output of the window's plan is made of
 */
export type PictureRef =
  | { readonly of: 'job'; readonly id: string }
  | { readonly of: 'item'; readonly id: string; readonly item: number }
  | { readonly of: 'original'; readonly plan: string; readonly index: number };

/** Asks for the small picture of something that is in sight. */
export interface ThumbnailRequest {
  /** The window's own name for it; the answer carries it. */
  readonly key: string;
  readonly picture: PictureRef;
  /** The longest edge, in pixels, at most `MAX_THUMBNAIL_EDGE_PX`. */
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
  /** The longest edge of the preview, in pixels, at most `MAX_PREVIEW_EDGE_PX`. */
  readonly edge: number;
}

/** What would a job make of one picture of the window's plan? A window asks about one at a time. */
export interface TryOutRequest {
  /** The window's own name for this question; answers carry it. */
  readonly id: string;
  readonly plan: string;
  /** The place of the picture among the plan's originals. */
  readonly index: number;
  readonly type: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** The `geometry` of which the window has the original. */
  readonly known: string | null;
}

/** At first a draft, where the real one takes long. */
export interface TryOutAnswer {
  readonly id: string;
  readonly made: TriedOut | null;
  /** As the picture's own row would have it. */
  readonly error: UserError | null;
}
