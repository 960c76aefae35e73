// Makes a preview: a picture that is small enough for the window.
import type { Preview } from '../../picture-maker.ts';
import { pictureError } from '../picture-error.ts';
import { inTurn } from '../read/svg/one-svg.ts';
import { type LookInput, openPicture } from './open-picture.ts';

/** High enough that the preview adds no visible loss to a comparison. */
const QUALITY = 94;

/** @throws {JobError} when it cannot be read */
export async function makePreview({ path, edge }: LookInput): Promise<Preview> {
  try {
    const { sharp, source, facts, original } = await openPicture(path);
    const small = sharp(source.input, { ...source.options, failOn: 'none' })
      .autoOrient()
      .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: QUALITY });
    const data = new Uint8Array(await inTurn(facts.format, () => small.toBuffer()));
    return { mime: 'image/webp', data, width: facts.width, height: facts.height, bytes: original.length };
  } catch (error) {
    throw pictureError(error);
  }
}
