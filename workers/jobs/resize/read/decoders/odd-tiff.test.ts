import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import type { ExifEntry } from '../../metadata/exif-tree.ts';
import { numberEntry, writeExifTree } from '../../metadata/exif-writer.ts';
import { put } from '../../testing/odd-files.ts';
import { resizeOne } from '../../testing/run-resize.ts';

const [SHORT, LONG, RATIONAL] = [3, 4, 5] as const;
const SIDE = 32;

function shorts(tag: number, ...values: number[]): ExifEntry {
  return { tag, type: SHORT, count: values.length, value: Buffer.from(Uint16Array.from(values).buffer), at: 0 };
}

function rationals(tag: number, below: number, ...values: number[]): ExifEntry {
  const numbers = values.flatMap((value) => [value, below]);
  return { tag, type: RATIONAL, count: values.length, value: Buffer.from(Uint32Array.from(numbers).buffer), at: 0 };
}

const PHOTOMETRIC = { ycc: 6, cielab: 8 };

/** A TIFF of one colour, in one strip. */
function tiff(bits: 8 | 16, pixel: readonly number[], photometric: number, more: readonly ExifEntry[]): Buffer {
  const all = Array.from({ length: SIDE ** 2 }, () => pixel).flat();
  const data = bits === 8 ? Buffer.from(all) : Buffer.from(Uint16Array.from(all).buffer);
  const number = (tag: number, type: 3 | 4, value: number) => numberEntry({ little: true }, tag, type, value);
  const tree = (strip: number): Buffer => {
    const entries = [
      number(0x0100, SHORT, SIDE),
      number(0x0101, SHORT, SIDE),
      shorts(0x0102, ...pixel.map(() => bits)),
      number(0x0103, SHORT, 1),
      number(0x0106, SHORT, photometric),
      number(0x0111, LONG, strip),
      number(0x0115, SHORT, pixel.length),
      number(0x0116, SHORT, SIDE),
      number(0x0117, LONG, data.length),
      ...more,
    ].sort((one, other) => one.tag - other.tag);
    return writeExifTree({ little: true, main: { entries } });
  };
  return Buffer.concat([tree(tree(0).length), data]);
}

function ycc(bits: 8 | 16, pixel: readonly number[], more: readonly ExifEntry[] = []): Buffer {
  return tiff(bits, pixel, PHOTOMETRIC.ycc, [shorts(0x0212, 1, 1), ...more]);
}

const BT709 = rationals(0x0211, 10_000, 2126, 7152, 722);
/** From 16 to 235 and 240, as films have it. */
const NARROW = rationals(0x0214, 1, 16, 235, 128, 240, 128, 240);

it.for([
  ['8 bits', ycc(8, [76, 85, 255])],
  ['16 bits', ycc(16, [76 * 257, 85 * 257, 255 * 257])],
  ['other coefficients', ycc(8, [54, 99, 255], [BT709])],
  ['another range', ycc(8, [81, 90, 240], [NARROW])],
] as const)('YCbCr in a TIFF that is not in JPEG comes out in its colours: red, with %s', async ([, file]) => {
  const made = await resizeOne(put(file, 'ycc.tif'), { format: 'png', width: 20 });
  const { data } = await sharp(readFileSync(made)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const difference = [255, 0, 0].map((value, index) => Math.abs(value - (data[index] ?? 0)));
  expect(Math.max(...difference)).toBeLessThanOrEqual(2);
});

const UNASSOCIATED = shorts(0x0152, 2);

it.for([
  ['8 bits', 8, [119, 54, 43, 128], [200, 60, 40, 128]],
  ['16 bits', 16, [30_499, 13_896, 11_061, 0x8080], [200, 60, 40, 128]],
  ['16 bits, negative', 16, [22_067, 10_991, 46_569, 0x8080], [40, 60, 200, 128]],
] as const)('L*a*b* with transparency keeps both, with %s', async ([, bits, pixel, wanted]) => {
  const file = tiff(bits, pixel, PHOTOMETRIC.cielab, [UNASSOCIATED]);
  const made = await resizeOne(put(file, 'lab.tif'), { format: 'png', width: 20 });
  const data = await sharp(readFileSync(made)).toColourspace('srgb').raw({ depth: 'uchar' }).toBuffer();
  const difference = wanted.map((value, index) => Math.abs(value - (data[index] ?? 0)));
  expect(Math.max(...difference)).toBeLessThanOrEqual(2);
});
