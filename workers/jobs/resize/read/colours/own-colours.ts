// Converts colours whose meaning libvips ignores. The pixels are converted to sRGB here and passed on in an
// uncompressed TIFF, with their full precision.
import type { Sharp, SharpOptions } from 'sharp';
import type { FoundMetadata } from '../../metadata/found-metadata.ts';
import type { SharpModule } from '../load-sharp.ts';
import { greyCurve } from './grey-profile.ts';
import { pngToSrgb } from './png-colours.ts';
import { wideToSrgb } from './wide-colours.ts';

export interface Samples {
  /** One for each sample; of 8 or 16 bits. */
  readonly data: Buffer | Uint16Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
  /** Of one page, where there are several below each other. */
  readonly pageHeight?: number | undefined;
}

export interface Colours {
  readonly space: string;
  readonly icc: Buffer | undefined;
  readonly nclx: FoundMetadata['nclx'];
  readonly pngColours: FoundMetadata['pngColours'];
}

/** @returns what to read instead of the file, or undefined if libvips reads it correctly */
export async function inOwnColours(
  sharp: SharpModule,
  input: Buffer,
  { space, icc, nclx, pngColours, ...reading }: Colours & Reading,
): Promise<Buffer | undefined> {
  if (space === 'grey16' && icc) {
    const curve = greyCurve(icc);
    return curve && pack(sharp, mapGrey(await unpack(sharp, input, { space: 'grey16', ...reading }), curve));
  }
  const named = pngColours ? pngToSrgb(pngColours) : nclx && wideToSrgb(nclx);
  if (!named) return undefined;
  if (space === 'b-w' || space === 'grey16') {
    return pack(sharp, mapGrey(await unpack(sharp, input, { space: 'grey16', ...reading }), named.grey));
  }
  const samples = await unpack(sharp, input, { space: 'rgb16', ...reading });
  if (samples.channels >= 3) named.colours(samples.data as Uint16Array, samples.channels);
  return pack(sharp, samples);
}

/** Which part of a file is read: one page, turned as its EXIF says, or all pages. */
export interface Reading {
  readonly page: number;
  readonly pages: number;
}

function open(sharp: SharpModule, input: Buffer, { page, pages }: Reading, options: SharpOptions = {}): Sharp {
  const all = { ...options, limitInputPixels: false };
  return pages > 1 ? sharp(input, { ...all, pages: -1 }) : sharp(input, { ...all, page }).autoOrient();
}

/** Grey of 8 bits without its profile, in sRGB's grey. */
export function plainGrey(sharp: SharpModule, input: Buffer, reading: Reading): Promise<Buffer> {
  return open(sharp, input, reading).toColourspace('b-w').tiff({ compression: 'none' }).toBuffer();
}

/** All samples at 16 bits, without any conversion of colours. */
async function unpack(
  sharp: SharpModule,
  input: Buffer,
  { space, ...reading }: Reading & { readonly space: 'grey16' | 'rgb16' },
): Promise<Samples> {
  const { data, info } = await open(sharp, input, reading, { ignoreIcc: true })
    .toColourspace(space)
    .raw({ depth: 'ushort' })
    .toBuffer({ resolveWithObject: true });
  const numbers = new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
  const { width, height, pageHeight } = info;
  return { data: numbers, width, height, pageHeight, channels: info.channels as Samples['channels'] };
}

function mapGrey(samples: Samples, curve: Uint16Array): Samples {
  const data = samples.data as Uint16Array;
  for (let at = 0; at < data.length; at += samples.channels) data[at] = curve[data[at] ?? 0] ?? 0;
  return samples;
}

export async function pack(
  sharp: SharpModule,
  { data, width, height, channels, pageHeight }: Samples,
): Promise<Buffer> {
  const deep = data instanceof Uint16Array;
  const grey = channels <= 2;
  return sharp(data, {
    raw: { width, height, channels, ...(pageHeight !== undefined && { pageHeight }) },
    limitInputPixels: false,
  })
    .toColourspace(deep ? (grey ? 'grey16' : 'rgb16') : grey ? 'b-w' : 'srgb')
    .tiff({ compression: 'none' })
    .toBuffer();
}
