// The decoder's words turned into the user's.
import { JobError } from '../user-error.ts';

const DAMAGED = {
  code: 'DAMAGED_PICTURE',
  message: 'The picture is damaged or incomplete.',
  hint: 'Copy it again from where it came from.',
};

/** Errors of the system and of our own pass; what the decoder or encoder threw becomes a JobError with a hint. */
export function pictureError(thrown: unknown): Error {
  if (!(thrown instanceof Error)) return new Error(String(thrown));
  // What sharp and libvips throw is a bare Error with words only.
  if (thrown.name !== 'Error' || 'code' in thrown) return thrown;
  if (/exceeds? (the )?(pixel|maximum|\d+x\d+)|too large|pixel limit/i.test(thrown.message)) {
    return new JobError(
      {
        code: 'PICTURE_TOO_LARGE',
        message: 'The picture has more pixels than can be handled.',
        hint: 'Make it smaller in the program it comes from, or choose a smaller size or another format.',
      },
      { cause: thrown },
    );
  }
  if (/timeout/i.test(thrown.message)) {
    return new JobError(
      { code: 'PICTURE_TOO_SLOW', message: 'The picture took too long.', hint: 'Leave it out, or try it alone.' },
      { cause: thrown },
    );
  }
  return new JobError(DAMAGED, { cause: thrown });
}
