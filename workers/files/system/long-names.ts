// How long a name may be, and names that are cut to that.
import { isWindows } from '../system.ts';
import { isEscaped, unescapeBytes } from '../system-path.ts';

/** The longest name that the usual file systems accept: in bytes, on Windows in units of UTF-16. */
export const MAX_NAME = 255;
/** Endings that are longer are no extensions that tell what a file is. */
const MAX_EXTENSION = 16;

/** Length in bytes on the system: an escaped byte counts as one. */
export function byteLength(text: string): number {
  return isEscaped(text) ? unescapeBytes(text).length : Buffer.byteLength(text);
}

export function unitLength(text: string): number {
  return text.length;
}

export interface NameLimit {
  readonly most: number;
  readonly lengthOf: (text: string) => number;
}

const OF_THIS_SYSTEM: NameLimit = { most: MAX_NAME, lengthOf: isWindows ? unitLength : byteLength };

/** Puts a name together. If it is too long, the stem is cut; number and extension stay. */
export function fittingName(
  stem: string,
  number: string,
  extension: string,
  { most, lengthOf }: NameLimit = OF_THIS_SYSTEM,
): string {
  const whole = stem + number + extension;
  if (lengthOf(whole) <= most) return whole;
  const [long, end] = lengthOf(extension) <= MAX_EXTENSION ? [stem, number + extension] : [stem + extension, number];
  let kept = '';
  let length = lengthOf(end);
  for (const character of long) {
    length += lengthOf(character);
    if (length > most) break;
    kept += character;
  }
  return kept + end;
}
