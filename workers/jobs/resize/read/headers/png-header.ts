// Reads the header of a usual PNG. libvips takes ten times as long, as it tries all its decoders.
// Chunks: PNG (third edition) sections 5.3 and 11.2; what they come to: as libvips tells them apart (its spngload.c).
import { crc32 } from 'node:zlib';

export interface PngHeader {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Colour channels and alpha, once a palette is looked up. */
  readonly channels: 1 | 2 | 3 | 4;
  readonly alpha: boolean;
  /** Bytes of a channel. */
  readonly depth: 1 | 2;
}

export const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** The last chunk, which is empty. */
const END = Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]);
const IHDR_BYTES = 13;

const COLOUR_TYPE = { grey: 0, colours: 2, palette: 3, greyWithAlpha: 4, coloursWithAlpha: 6 };
/** By colour type; none for a palette. */
const CHANNELS: readonly (PngHeader['channels'] | undefined)[] = [1, undefined, 3, undefined, 2, undefined, 4];
const DEPTHS: readonly (readonly number[] | undefined)[] = [
  [1, 2, 4, 8, 16],
  undefined,
  [8, 16],
  [1, 2, 4, 8],
  [8, 16],
  undefined,
  [8, 16],
];

/** Chunks that change nothing of what is read here. Metadata and profiles are not among them. */
const PLAIN = new Set(['PLTE', 'sRGB', 'gAMA', 'cHRM', 'pHYs', 'tIME', 'bKGD', 'sBIT', 'hIST']);

/**
 * @param file its beginning
 * @returns undefined for rare or damaged files, with metadata or a profile, or if the header continues after these bytes:
 *   then libvips has to read it
 */
export function readPngHeader(file: Buffer): PngHeader | undefined {
  const start = PNG_SIGNATURE.length;
  const chunks = start + 12 + IHDR_BYTES;
  if (file.length < chunks || !file.subarray(0, start).equals(PNG_SIGNATURE)) return undefined;
  const ihdr = file.subarray(start + 4, chunks - 4);
  if (file.readUInt32BE(start) !== IHDR_BYTES || crc32(ihdr) !== file.readUInt32BE(chunks - 4)) return undefined;
  if (ihdr.toString('latin1', 0, 4) !== 'IHDR') return undefined;
  const colourType = ihdr[13] ?? 0;
  const transparent = isTransparent(file, chunks, colourType);
  return transparent === undefined ? undefined : readFields(ihdr, colourType, transparent);
}

function readFields(ihdr: Buffer, colourType: number, transparent: boolean): PngHeader | undefined {
  const [width, height, bits, method, filter, interlace] = [
    ihdr.readUInt32BE(4),
    ihdr.readUInt32BE(8),
    ihdr[12] ?? 0,
    ihdr[14],
    ihdr[15],
    ihdr[16] ?? 0,
  ];
  if (width === 0 || height === 0 || method !== 0 || filter !== 0 || interlace > 1) return undefined;
  if (!DEPTHS[colourType]?.includes(bits)) return undefined;
  const channels = CHANNELS[colourType] ?? (transparent ? 4 : 3);
  return { width, height, channels, alpha: channels === 2 || channels === 4, depth: bits === 16 ? 2 : 1 };
}

/** Whether a palette has transparent entries; undefined when there is a chunk that libvips must read. */
function isTransparent(file: Buffer, from: number, colourType: number): boolean | undefined {
  let transparent = false;
  for (let at = from; at + 8 <= file.length; at += 12 + file.readUInt32BE(at)) {
    const type = file.toString('latin1', at + 4, at + 8);
    if (type === 'IDAT') return transparent;
    if (type === 'tRNS' && colourType === COLOUR_TYPE.palette) transparent = true;
    else if (!PLAIN.has(type)) return undefined;
  }
  return undefined;
}

/** Whether the last bytes are those of a complete file. */
export function endsAsPng(file: Buffer): boolean {
  return file.subarray(-END.length).equals(END);
}
