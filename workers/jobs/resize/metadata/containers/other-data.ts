// Classifies data of cameras and programs that results do not keep: what nobody needs, and what the user has to be told about.
import type { Extra } from '../found-metadata.ts';

const MARKER = { app0: 0xe0, app2: 0xe2, app4: 0xe4, app8: 0xe8, app11: 0xeb, app12: 0xec, app13: 0xed, app15: 0xef };

/** Segments of JPEG about how the file is coded, and smaller copies of the picture: they would be wrong in a result. */
const CODING: readonly (readonly [marker: number, begins: string])[] = [
  [MARKER.app0, 'JFXX\0'],
  [MARKER.app0, 'AVI1'],
  [MARKER.app2, 'FPXR\0'],
  [MARKER.app4, 'SCALADO\0'],
  [MARKER.app8, 'SPIFF\0'],
  [MARKER.app13, 'Adobe_CM'],
  [MARKER.app15, 'Q '],
];
/** Photoshop's quality; a longer segment has a comment, too. */
const DUCKY = 'Ducky\0\x01\0\x04';
const DUCKY_BYTES = 15;

/** What a segment of JPEG is that has no place in a result. */
export function segmentKind(marker: number, content: Buffer): Extra {
  const begins = (text: string) => content.toString('latin1', 0, text.length) === text;
  if (marker === MARKER.app11 && begins('HDR_RI')) return 'gain-map';
  if (marker === MARKER.app12 && content.length <= DUCKY_BYTES && begins(DUCKY)) return 'other-data';
  return CODING.some(([number, name]) => number === marker && begins(name)) ? 'other-data' : 'unknown-data';
}

/** Chunks of PNG about how the file is coded or where the picture lies on a page: Apple's, ImageMagick's. */
const PNG_CODING: ReadonlySet<string> = new Set('iDOT orNT vpAg caNv oFFs gIFg gIFx'.split(' '));

export function chunkKind(type: string): Extra {
  return PNG_CODING.has(type) ? 'other-data' : 'unknown-data';
}

/** Extensions of GIF of programs that note their own settings there. */
export function extensionKind(name: string): Extra {
  return name === 'ImageMagick' ? 'other-data' : 'unknown-data';
}

/** How what Samsung's phones put behind a picture ends: times and names of modes, besides what is told by its own name. */
const SAMSUNG_END = 'SEFT';
/** What programs fill up with. */
const FILLING: ReadonlySet<number> = new Set([0, 0x09, 0x0a, 0x0d, 0x20]);

/** Notes what lies behind the picture. */
export function noteTrailer(file: Buffer, end: number, extras: Set<Extra>): void {
  let at = end;
  while (at < file.length && FILLING.has(file[at] ?? 0)) at++;
  if (at >= file.length) return;
  extras.add('trailer');
  if (!file.subarray(-8).includes(SAMSUNG_END)) extras.add('unknown-trailer');
}
