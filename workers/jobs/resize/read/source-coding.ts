// Finds out how an original was encoded, so that its result is not encoded better, nor worse without need.
import type { PictureFormat } from '../formats.ts';

export interface SourceCoding {
  /** Quality of a JPEG, 1..100, by the tables of the Independent JPEG Group. */
  readonly jpegQuality?: number;
  /** Bits of an index into a PNG's palette, or of a grey PNG of fewer than 8. */
  readonly paletteBits?: number;
  /** Whether it is a lossless WebP. */
  readonly lossless?: boolean;
}

export function sourceCoding(format: PictureFormat, file: Buffer): SourceCoding {
  switch (format) {
    case 'jpeg': {
      const jpegQuality = readJpegQuality(file);
      return jpegQuality === undefined ? {} : { jpegQuality };
    }
    case 'png': {
      const [bits = 8, colourType] = [file[24], file[25]];
      return colourType === 3 || (colourType === 0 && bits < 8) ? { paletteBits: bits } : {};
    }
    case 'webp':
      return { lossless: isLosslessWebp(file) };
    default:
      return {};
  }
}

/** The luminance table of ITU-T T.81 annex K.1, in zigzag order, which quality 50 uses as it is. */
const LUMINANCE = [
  16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61,
  60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77, 113, 121,
  112, 100, 120, 92, 101, 103, 99,
];

/** Tables of other encoders have other proportions; what counts is how coarse they are as a whole. */
function readJpegQuality(file: Buffer): number | undefined {
  const table = luminanceTable(file);
  if (!table) return undefined;
  const sum = table.reduce((total, step) => total + step, 0);
  const standard = LUMINANCE.reduce((total, step) => total + step, 0);
  const percent = (100 * sum) / standard;
  const quality = percent <= 100 ? (200 - percent) / 2 : 5000 / percent;
  return Math.min(100, Math.max(1, Math.round(quality)));
}

/** Of the table with number 0, before the first scan. */
function luminanceTable(file: Buffer): number[] | undefined {
  for (let at = 2; at + 4 <= file.length && file[at] === 0xff && file[at + 1] !== 0xda; ) {
    const end = at + 2 + file.readUInt16BE(at + 2);
    if (file[at + 1] === 0xdb) {
      const table = tableIn(file.subarray(at + 4, end));
      if (table) return table;
    }
    at = end;
  }
  return undefined;
}

function tableIn(content: Buffer): number[] | undefined {
  for (let at = 0; at < content.length; ) {
    const head = content[at] ?? 0;
    const bytes = head >> 4 === 0 ? 1 : 2;
    const end = at + 1 + 64 * bytes;
    if (end > content.length) return undefined;
    if ((head & 15) === 0) return LUMINANCE.map((_, index) => content.readUIntBE(at + 1 + index * bytes, bytes));
    at = end;
  }
  return undefined;
}

/** RFC 9649: the first picture's chunk, also within the first frame of an animation. */
function isLosslessWebp(file: Buffer): boolean {
  for (let at = 12; at + 8 <= file.length; ) {
    const type = file.toString('latin1', at, at + 4);
    if (type === 'VP8L') return true;
    if (type === 'VP8 ') return false;
    const size = file.readUInt32LE(at + 4);
    at += type === 'ANMF' ? 8 + 16 : 8 + size + (size % 2);
  }
  return false;
}
