// Reads TIFFs that libvips reads wrongly, or not at all: CIE L*a*b* with 8 bits or transparency (TIFF 6.0 section 23), YCbCr without subsampling that is
// not in JPEG (section 21), and grey of 2 or 4 bits where zero is white. They are read as plain channels and converted here.
import { type ExifDirectory, findEntry, numberOf, type Pages, readPages } from '../../metadata/exif-tree.ts';
import { encodeSrgb } from '../colours/grey-profile.ts';
import { pack } from '../colours/own-colours.ts';
import type { SharpModule } from '../load-sharp.ts';
import { yccToRgb } from './ycc.ts';

const TAG = { bitsPerSample: 0x0102, compression: 0x0103, photometric: 0x0106, samples: 0x0115, subsampling: 0x0212 };

const PHOTOMETRIC = { whiteIsZero: 0, blackIsZero: 1, rgb: 2, ycc: 6, cielab: 8 };
/** Compressions of JPEG, old and new. Their decoder converts YCbCr to RGB. */
const JPEGS: ReadonlySet<number | undefined> = new Set([6, 7]);

type Kind = 'lab' | 'ycc' | 'inverted';

interface PlainTiff {
  readonly kind: Kind;
  /** The same file, its samples called something that libvips takes as they are. */
  readonly file: Buffer;
  /** Bits of a sample. */
  readonly depth: number;
  readonly little: boolean;
  readonly page: ExifDirectory;
}

function plainTiff(file: Buffer): PlainTiff | undefined {
  const found = readPages(file);
  const [page] = found?.pages ?? [];
  const photometric = findEntry(page, TAG.photometric);
  if (!found || !page || !photometric) return undefined;
  const kind = kindOf(found, page);
  if (!kind) return undefined;
  const plain = Buffer.from(file);
  const marked = kind === 'inverted' ? PHOTOMETRIC.blackIsZero : PHOTOMETRIC.rgb;
  if (found.little) plain.writeUInt16LE(marked, photometric.at);
  else plain.writeUInt16BE(marked, photometric.at);
  return { kind, file: plain, depth: depthOf(found, page), little: found.little, page };
}

function kindOf({ little }: Pages, page: ExifDirectory): Kind | undefined {
  const number = (tag: number) => numberOf({ little }, findEntry(page, tag));
  const depth = depthOf({ little }, page);
  const samples = number(TAG.samples) ?? 1;
  switch (number(TAG.photometric)) {
    case PHOTOMETRIC.cielab:
      return (depth === 8 && samples === 3) || ((depth === 8 || depth === 16) && samples === 4) ? 'lab' : undefined;
    case PHOTOMETRIC.ycc: {
      const isWhole = findEntry(page, TAG.subsampling)?.value.equals(Buffer.from(little ? [1, 0, 1, 0] : [0, 1, 0, 1]));
      return (depth === 8 || depth === 16) && samples === 3 && isWhole && !JPEGS.has(number(TAG.compression))
        ? 'ycc'
        : undefined;
    }
    case PHOTOMETRIC.whiteIsZero:
      return (depth === 2 || depth === 4) && samples === 1 ? 'inverted' : undefined;
    default:
      return undefined;
  }
}

function depthOf({ little }: Pick<Pages, 'little'>, page: ExifDirectory): number {
  const bits = findEntry(page, TAG.bitsPerSample)?.value;
  return bits && bits.length >= 2 ? (little ? bits.readUInt16LE() : bits.readUInt16BE()) : 1;
}

/** Returns the file in a form that libvips reads, with the same size and samples; undefined if that is the file itself. */
export function asPlainChannels(file: Buffer): Buffer | undefined {
  return plainTiff(file)?.file;
}

/** Returns an uncompressed TIFF in sRGB or grey, or undefined if it is another kind of TIFF. */
export async function oddTiff(sharp: SharpModule, file: Buffer): Promise<Buffer | undefined> {
  const plain = plainTiff(file);
  if (!plain) return undefined;
  const opened = sharp(plain.file, { limitInputPixels: false, ignoreIcc: true });
  if (plain.kind === 'inverted') return opened.negate().toColourspace('b-w').tiff({ compression: 'none' }).toBuffer();
  const isDeep = plain.depth === 16;
  const raw = isDeep ? opened.toColourspace('rgb16').raw({ depth: 'ushort' }) : opened.raw();
  const { data, info } = await raw.toBuffer({ resolveWithObject: true });
  const samples = isDeep ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
  if (plain.kind === 'ycc') yccToRgb(plain, plain.page, isDeep ? 0xffff : 0xff)(samples);
  else labToSrgb(samples, info.channels, isDeep ? 16 : 8);
  return pack(sharp, { data: samples, width: info.width, height: info.height, channels: info.channels as 3 | 4 });
}

/** @param bits of a sample: a* and b* have a sign, and 8 of them before the point */
function labToSrgb(data: Buffer | Uint16Array, channels: number, bits: 8 | 16): void {
  const [most, unit, shift] = [2 ** bits - 1, 2 ** (bits - 8), 32 - bits];
  const signed = (value = 0) => (value << shift) >> shift;
  for (let at = 0; at + channels <= data.length; at += channels) {
    const [a, b] = [signed(data[at + 1]) / unit, signed(data[at + 2]) / unit];
    const colour = toSrgb(((data[at] ?? 0) * 100) / most, a, b);
    for (const [index, part] of colour.entries()) data[at + index] = Math.round(part * most);
  }
}

/** From 0 to 1. Under D65, as libvips and ImageMagick take it, which is sRGB's own white (IEC 61966-2-1). */
function toSrgb(lightness: number, a: number, b: number): readonly [number, number, number] {
  const fy = (lightness + 16) / 116;
  const [x, y, z] = [0.95047 * inverse(fy + a / 500), inverse(fy), 1.08883 * inverse(fy - b / 200)];
  return [
    encodeSrgb(3.2404542 * x - 1.5371385 * y - 0.4985314 * z),
    encodeSrgb(-0.969266 * x + 1.8760108 * y + 0.041556 * z),
    encodeSrgb(0.0556434 * x - 0.2040259 * y + 1.0572252 * z),
  ];
}

function inverse(f: number): number {
  return f > 6 / 29 ? f ** 3 : 3 * (6 / 29) ** 2 * (f - 4 / 29);
}
