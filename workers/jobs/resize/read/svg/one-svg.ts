// SVG, one at a time in the whole process.
//
// Where several damaged SVGs are read at a time, sharp 0.35.5 corrupts its memory: 4 of 20 runs over 2,000 of them, four at a
// time, ended in malloc's or free's complaint; none did one at a time, nor did any of the other formats (10,000 files each).
import { oneAtATime } from '../../../../one-at-a-time.ts';
import type { PictureFormat } from '../../formats.ts';

/** Does what calls the decoder, and waits for its turn first if that is the one for SVG. */
export function inTurn<T>(format: PictureFormat, decode: () => Promise<T>): Promise<T> {
  return format === 'svg' ? oneAtATime(decode) : decode();
}
