// Makes pictures for the window. It runs in the host and submits tasks to workers.
import type { MadeThumbnail, PictureRequest, Preview, TriedOut, TryOutRequest } from '../../picture-maker.ts';
import type { ResizeOptions } from '../options.ts';
import type * as tasks from '../tasks.ts';

/** In milliseconds. After that a row gets no picture, so that those of other rows need not wait longer. */
const MAX_THUMBNAIL_MS = 20_000;

export async function thumbnail({ tasks: workers, path, edge }: PictureRequest<typeof tasks>): Promise<MadeThumbnail> {
  return workers.submit('thumbnail', { path, edge }, { timeout: MAX_THUMBNAIL_MS });
}

export async function preview({ tasks: workers, path, edge }: PictureRequest<typeof tasks>): Promise<Preview> {
  return workers.submit('preview', { path, edge });
}

export async function tryOut({ tasks: workers, options, ...rest }: TryOutRequest<typeof tasks>): Promise<TriedOut> {
  return workers.submit('tryOut', { ...rest, options: options as ResizeOptions });
}
