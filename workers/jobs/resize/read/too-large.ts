// Refuses pictures that are too large for this machine, whatever the job would make of them.
import { message, type UserError } from '../../user-error.ts';
import { decodedBytes, type PictureFacts } from './facts.ts';
import { largestPicture, MAX_PIXELS } from './memory-gate.ts';

/** Returns why a picture is not even tried. */
export function refusal(facts: PictureFacts): UserError | undefined {
  const pixels = facts.width * facts.height * facts.pages;
  if (pixels <= MAX_PIXELS && decodedBytes(facts) <= largestPicture()) return undefined;
  const { width, height, pages: frames } = facts;
  if (frames > 1) return message('ANIMATION_TOO_LARGE', { frames, width, height });
  return message('PICTURE_TOO_LARGE', { width, height });
}
