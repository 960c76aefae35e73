// Turns an error of a decoder or encoder into a message for the user.
import { JobError } from '../user-error.ts';
import { FORMATS, type PictureFormat } from './formats.ts';

/**
 * Errors of the system and of our own code are returned unchanged. Errors of sharp and libvips count as a damaged picture only if that
 * is known to be their meaning; others stay as they are, and the row shows their own words.
 * @param format of the picture, if it is known: libvips mixes the error messages of all pictures that are read at the same time
 */
export function pictureError(thrown: unknown, format?: PictureFormat): Error {
  if (!(thrown instanceof Error)) return new Error(String(thrown));
  // sharp and libvips throw a plain Error with nothing but a message.
  if (thrown.name !== 'Error' || 'code' in thrown) return thrown;
  const options = { cause: thrown };
  if (TOO_LARGE.test(thrown.message)) return new JobError('TOO_MANY_PIXELS', {}, options);
  if (/timeout/i.test(thrown.message)) return new JobError('PICTURE_TOO_SLOW', {}, options);
  if ((format === undefined || format === 'tiff') && thrown.message.split('\n').some(saysUnsupported)) {
    return new JobError('UNSUPPORTED_KIND', { format: FORMATS.tiff.label }, options);
  }
  const isDamaged = namesLoader(thrown.message) || DAMAGED_WORDS.some((words) => words.test(thrown.message));
  return isDamaged ? new JobError('DAMAGED_PICTURE', {}, options) : thrown;
}

/** Whether sharp's libvips lacks what a TIFF needs. Other loaders use the same words for damaged files. */
function saysUnsupported(line: string): boolean {
  const from = line.search(/\btiff\w*: /i);
  return from !== -1 && UNSUPPORTED_WORDS.test(line.slice(from));
}

const UNSUPPORTED_WORDS = /not supported|not configured|unsupported|not a whole number of bytes/i;

const TOO_LARGE = /exceeds? (the )?(pixel|maximum|\d+x\d+)|too large|pixel limit/i;

/** Loaders name themselves: `pngload_buffer: ...`, `VipsJpeg: ...`, `heif: ...`. */
function namesLoader(words: string): boolean {
  return (
    [...words.matchAll(/\b(\w+): /g)].some(([, name = '']) => LOADER.test(name)) || /\bXML parse error: /i.test(words)
  );
}

const LOADER = /load|2vips$|^(?:VipsJpeg|vipspng|heif|webp|gif|tiff\w*|png|spng|svg|rsvg|nsgif)$/i;

/** Messages of sharp and of loaders about damaged data. A complaint about a picture that can still be read is a warning (`failOn`). */
const DAMAGED_WORDS = [
  /^Input (file|buffer) (contains unsupported image format|has corrupt header)/,
  /^Input image exceeds channel limit/,
  /^Warning treated as error due to failOn setting/,
  /corrupt|premature|truncated|incomplete|unexpected end|unable to (parse|decode)|bad (seek|data)/i,
  // Sometimes the loader's own message is lost.
  /unable to write to target/,
];
