// Opens a picture for a thumbnail or preview. It runs in a worker, like all code that decodes pictures.
import { JobError, message } from '../../user-error.ts';
import { decodedBytes, type PictureFacts } from '../read/facts.ts';
import { inspectFile } from '../read/inspect.ts';
import { loadSharp, type SharpModule } from '../read/load-sharp.ts';
import { largestPicture } from '../read/memory-gate.ts';
import { readOriginal } from '../read/original.ts';
import { openSource, type Source } from '../render/pipeline.ts';

export interface LookInput {
  /** Absolute. */
  readonly path: string;
  /** The longest edge of the result, in pixels. */
  readonly edge: number;
}

export interface OpenPicture {
  readonly sharp: SharpModule;
  /** Its first frame, in sRGB. */
  readonly source: Source;
  readonly facts: PictureFacts;
  /** The whole file. */
  readonly original: Buffer;
}

/**
 * @param mostBytes how much memory the decoded picture may take
 * @throws {JobError} if it is no picture, or too large
 */
export async function openPicture(path: string, mostBytes: number = largestPicture()): Promise<OpenPicture> {
  const inspection = await inspectFile(path);
  if (inspection.kind !== 'picture') {
    throw JobError.of(inspection.kind === 'broken' ? inspection.error : message('NO_PICTURE'));
  }
  const { facts } = inspection;
  if (decodedBytes({ ...facts, pages: 1 }) > mostBytes) {
    throw new JobError('PICTURE_TOO_LARGE', { width: facts.width, height: facts.height });
  }
  const sharp = await loadSharp();
  const original = await readOriginal(path, facts.format);
  return { sharp, facts, original, source: await openSource(sharp, original, facts) };
}
