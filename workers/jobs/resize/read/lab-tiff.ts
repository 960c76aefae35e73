// TIFFs in CIE L*a*b* with 8 bits (TIFF 6.0 section 23), which libvips refuses: read as three plain channels and brought to
// sRGB here.
import { findEntry, numberOf, readPages } from '../metadata/exif-tree.ts';
import { encodeSrgb } from './grey-profile.ts';
import type { SharpModule } from './load-sharp.ts';
import { pack } from './own-colours.ts';

const TAG = { bitsPerSample: 0x0102, photometric: 0x0106, samples: 0x0115 };
const RGB = 2;
const CIELAB = 8;

/** The file marked as RGB, with the same size and samples; undefined when it is another kind. */
export function asPlainChannels(file: Buffer): Buffer | undefined {
  const found = readPages(file);
  const [page] = found?.pages ?? [];
  if (!found || !page) return undefined;
  const tree = { little: found.little, main: page, damaged: false };
  const photometric = findEntry(page, TAG.photometric);
  const bits = findEntry(page, TAG.bitsPerSample)?.value;
  const depth = bits && (found.little ? bits.readUInt16LE() : bits.readUInt16BE());
  if (!photometric || numberOf(tree, photometric) !== CIELAB || depth !== 8) return undefined;
  if (numberOf(tree, findEntry(page, TAG.samples)) !== 3) return undefined;
  const plain = Buffer.from(file);
  if (found.little) plain.writeUInt16LE(RGB, photometric.at);
  else plain.writeUInt16BE(RGB, photometric.at);
  return plain;
}

/** An uncompressed TIFF in sRGB, or undefined when it is another kind of TIFF. */
export async function labToSrgb(sharp: SharpModule, file: Buffer): Promise<Buffer | undefined> {
  const plain = asPlainChannels(file);
  if (!plain) return undefined;
  const { data, info } = await sharp(plain, { limitInputPixels: false, ignoreIcc: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  for (let at = 0; at + 3 <= data.length; at += 3) {
    data.set(toSrgb(((data[at] ?? 0) * 100) / 255, data.readInt8(at + 1), data.readInt8(at + 2)), at);
  }
  return pack(sharp, { data, width: info.width, height: info.height, channels: 3 });
}

/** Under D65, as libvips and ImageMagick take it, which is sRGB's own white (IEC 61966-2-1). */
function toSrgb(lightness: number, a: number, b: number): readonly [number, number, number] {
  const fy = (lightness + 16) / 116;
  const [x, y, z] = [0.95047 * inverse(fy + a / 500), inverse(fy), 1.08883 * inverse(fy - b / 200)];
  const byte = (linear: number) => Math.round(encodeSrgb(linear) * 255);
  return [
    byte(3.2404542 * x - 1.5371385 * y - 0.4985314 * z),
    byte(-0.969266 * x + 1.8760108 * y + 0.041556 * z),
    byte(0.0556434 * x - 0.2040259 * y + 1.0572252 * z),
  ];
}

function inverse(f: number): number {
  return f > 6 / 29 ? f ** 3 : 3 * (6 / 29) ** 2 * (f - 4 / 29);
}
