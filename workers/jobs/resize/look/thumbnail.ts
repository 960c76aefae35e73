// A picture for a row of the window.
import type { Thumbnail } from '../../picture-maker.ts';
import { pictureError } from '../picture-error.ts';
import { release } from '../read/original.ts';
import { inTurn } from '../read/svg/one-svg.ts';
import { type LookInput, openPicture } from './open-picture.ts';

/** It is looked at from afar. */
const QUALITY = 75;

/** Nobody misses the picture of a row that would take more memory than this; the row says what it is. */
const MAX_DECODED_BYTES = 2 ** 30;

/** @throws {JobError} when it cannot be read */
export async function makeThumbnail({ path, edge }: LookInput): Promise<Thumbnail> {
  try {
    const { sharp, source, facts, original } = await openPicture(path, MAX_DECODED_BYTES);
    const small = sharp(source.input, { ...source.options, failOn: 'none' })
      .autoOrient()
      .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: QUALITY, effort: 1 });
    const data = new Uint8Array(await inTurn(facts.format, () => small.toBuffer()));
    release(original);
    return { mime: 'image/webp', data, alpha: facts.alpha };
  } catch (error) {
    throw pictureError(error);
  }
}
