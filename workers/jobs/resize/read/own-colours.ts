// Colours that libvips reads as numbers without their meaning. The pixels are brought to sRGB here and handed on in an
// uncompressed TIFF, with the precision they had.
import type { FoundMetadata } from '../metadata/blocks.ts';
import { greyCurve } from './grey-profile.ts';
import type { SharpModule } from './load-sharp.ts';
import { wideToSrgb } from './wide-colours.ts';

export interface Samples {
  /** One for each sample; of 8 or 16 bits. */
  readonly data: Buffer | Uint16Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
}

/** @returns what is to be read instead of the file, or undefined when libvips does it right */
export async function inOwnColours(
  sharp: SharpModule,
  input: Buffer,
  {
    space,
    icc,
    nclx,
  }: { readonly space: string; readonly icc: Buffer | undefined; readonly nclx: FoundMetadata['nclx'] },
): Promise<Buffer | undefined> {
  if (space === 'grey16' && icc) {
    const curve = greyCurve(icc);
    return curve && pack(sharp, mapGrey(await unpack(sharp, input, 'grey16'), curve));
  }
  const convert = nclx && wideToSrgb(nclx);
  if (!convert) return undefined;
  const samples = await unpack(sharp, input, 'rgb16');
  if (samples.channels >= 3) convert(samples.data as Uint16Array, samples.channels);
  return pack(sharp, samples);
}

/** All samples at 16 bits, without any conversion of colours. */
async function unpack(sharp: SharpModule, input: Buffer, space: 'grey16' | 'rgb16'): Promise<Samples> {
  const { data, info } = await sharp(input, { limitInputPixels: false, ignoreIcc: true })
    .toColourspace(space)
    .raw({ depth: 'ushort' })
    .toBuffer({ resolveWithObject: true });
  const numbers = new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
  return { data: numbers, width: info.width, height: info.height, channels: info.channels as Samples['channels'] };
}

function mapGrey(samples: Samples, curve: Uint16Array): Samples {
  const data = samples.data as Uint16Array;
  for (let at = 0; at < data.length; at += samples.channels) data[at] = curve[data[at] ?? 0] ?? 0;
  return samples;
}

export async function pack(sharp: SharpModule, { data, width, height, channels }: Samples): Promise<Buffer> {
  const deep = data instanceof Uint16Array;
  const grey = channels <= 2;
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: false })
    .toColourspace(deep ? (grey ? 'grey16' : 'rgb16') : grey ? 'b-w' : 'srgb')
    .tiff({ compression: 'none' })
    .toBuffer();
}
