// Reads the density of a BMP, which is the only metadata that a result can keep, and notes what lies behind the picture.
// Source: Microsoft, BITMAPINFOHEADER: biXPelsPerMeter and biYPelsPerMeter.
import { asBmp, bmpEnd, readBmpHeader } from '../../read/headers/bmp-header.ts';
import type { Density, Extra, FoundMetadata } from '../found-metadata.ts';
import { noteTrailer } from './other-data.ts';

const FILE_HEADER_BYTES = 14;
const INFO_BYTES = 40;
const INCH_M = 0.0254;

export function readBmp(original: Buffer): FoundMetadata {
  const file = asBmp(original);
  const extras = new Set<Extra>();
  const end = bmpEnd(readBmpHeader(original));
  if (end !== undefined) noteTrailer(file, end, extras);
  return { density: densityOf(file), extras };
}

function densityOf(file: Buffer): Density | undefined {
  // OS/2's first header is shorter and tells no density.
  if (file.readUInt32LE(FILE_HEADER_BYTES) < INFO_BYTES) return undefined;
  const [x, y] = [file.readInt32LE(38) * INCH_M, file.readInt32LE(42) * INCH_M];
  return x > 0 && y > 0 ? { x, y } : undefined;
}
