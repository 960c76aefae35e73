// A picture made small enough to be looked at in the window. Runs in a worker, like all that decodes pictures.
import type { Preview } from '../job-type.ts';
import { JobError, message } from '../user-error.ts';
import { pictureError } from './picture-error.ts';
import { decodedBytes } from './read/facts.ts';
import { inspectFile } from './read/inspect.ts';
import { loadSharp } from './read/load-sharp.ts';
import { largestPicture } from './read/memory-gate.ts';
import { inTurn } from './read/one-svg.ts';
import { readOriginal } from './read/original.ts';
import { openSource } from './render/pipeline.ts';

/** High enough that the preview adds nothing to what is compared. */
const QUALITY = 94;

export interface PreviewInput {
  /** Absolute. */
  readonly path: string;
  /** The longest edge of the preview, in pixels. */
  readonly edge: number;
}

/** @throws {JobError} when it cannot be read */
export async function makePreview({ path, edge }: PreviewInput): Promise<Preview> {
  const inspection = await inspectFile(path);
  if (inspection.kind !== 'picture') {
    throw JobError.of(inspection.kind === 'broken' ? inspection.error : message('NO_PICTURE'));
  }
  const { facts } = inspection;
  if (decodedBytes(facts) > largestPicture()) {
    throw new JobError('PICTURE_TOO_LARGE', { width: facts.width, height: facts.height });
  }
  try {
    const sharp = await loadSharp();
    const original = await readOriginal(path, facts.format);
    const source = await openSource(sharp, original, facts);
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
