// How pictures are shown in the window. Runs in the host, has them made by workers.
import type { MadeThumbnail, PictureRequest, Preview, TriedOut, TryOutRequest } from '../../picture-maker.ts';
import type { ResizeOptions } from '../options.ts';
import type * as tasks from '../tasks.ts';

/** A row does without its picture rather than hold up those of the others for longer, in milliseconds. */
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
