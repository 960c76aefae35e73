// Makes a thumbnail: a small picture for a row of the window.
import type { Thumbnail } from '../../picture-maker.ts';
import { pictureError } from '../picture-error.ts';
import { release } from '../read/original.ts';
import { inTurn } from '../read/svg/one-svg.ts';
import { type LookInput, openPicture } from './open-picture.ts';

/** Low, as thumbnails are small. */
const QUALITY = 75;

/** Pictures that take more memory than this get no thumbnail. */
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
