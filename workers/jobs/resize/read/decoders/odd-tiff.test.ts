import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { findEntry, readPages } from '../../metadata/exif-tree.ts';
import { put } from '../../testing/odd-files.ts';
import { resizeOne } from '../../testing/run-resize.ts';

const PHOTOMETRIC = 0x0106;
/** What libvips puts into every TIFF, and what is not needed: its place is taken by the subsampling. */
const SPARE = 0x0153;

/** Red, as Y, Cb and Cr, in a TIFF that says so. */
async function redInYcc(): Promise<Buffer> {
  const raw = Buffer.from(Array.from({ length: 64 * 48 }, () => [76, 85, 255]).flat());
  const file = await sharp(raw, { raw: { width: 64, height: 48, channels: 3 } })
    .tiff({ compression: 'lzw' })
    .toBuffer();
  const page = readPages(file)?.pages[0];
  const [photometric, spare] = [PHOTOMETRIC, SPARE].map((tag) => findEntry(page, tag));
  file.writeUInt16LE(6, photometric?.at ?? 0);
  const first = file.readUInt32LE(4);
  const entry = Array.from({ length: file.readUInt16LE(first) }, (_, index) => first + 2 + index * 12).find(
    (at) => file.readUInt16LE(at) === spare?.tag,
  );
  file.writeUInt16LE(0x0212, entry);
  file.writeUInt32LE(2, (entry ?? 0) + 4);
  file.writeUInt32LE(0x0001_0001, (entry ?? 0) + 8);
  return file;
}

it('YCbCr in a TIFF that is not in JPEG comes out in its colours', async () => {
  const made = await resizeOne(put(await redInYcc(), 'ycc.tif'), { format: 'png', width: 20 });
  const { data } = await sharp(readFileSync(made)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  expect([...data.subarray(0, 3)].map((value, index) => Math.abs(value - ([255, 0, 0][index] ?? 0)) <= 2)).toEqual([
    true,
    true,
    true,
  ]);
});
