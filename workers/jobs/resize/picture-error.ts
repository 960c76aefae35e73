// Turns what a decoder or encoder threw into what the user reads.
import { JobError } from '../user-error.ts';
import { FORMATS, type PictureFormat } from './formats.ts';

/**
 * Errors of the system and of our own pass. Of what sharp and libvips throw, only what is known to mean a damaged picture
 * is reported as one: anything else stays what it is, and its own words reach the row.
 * @param format of the picture, if it is known: libvips gathers the words of all pictures that are read at the same time
 */
export function pictureError(thrown: unknown, format?: PictureFormat): Error {
  if (!(thrown instanceof Error)) return new Error(String(thrown));
  // What sharp and libvips throw is a bare Error with words only.
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

/** What a TIFF has and libvips, as it comes with sharp, lacks. Other loaders say so of damaged files, too. */
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

/** sharp says what it cannot make out, and a loader that complains of what it can still read is a warning (`failOn`). */
const DAMAGED_WORDS = [
  /^Input (file|buffer) (contains unsupported image format|has corrupt header)/,
  /^Input image exceeds channel limit/,
  /^Warning treated as error due to failOn setting/,
  /corrupt|premature|truncated|incomplete|unexpected end|unable to (parse|decode)|bad (seek|data)/i,
  // The loader's own words are lost now and then.
  /unable to write to target/,
];
