import sharp from 'sharp';
import { expect, it } from 'vitest';
import { encodeAs } from './encoding.ts';

/** A soft picture with a little grain, as photos have it: without filters deflate finds nothing in it. */
function photo() {
  const [width, height] = [400, 300];
  const data = Buffer.alloc(width * height * 3);
  for (let at = 0; at < data.length; at++) {
    const pixel = Math.floor(at / 3);
    const light = ((pixel % width) + Math.floor(pixel / width)) / 4;
    data[at] = light + (Math.imul(at, 2_654_435_761) >>> 29) + (at % 3) * 20;
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

it('packs photos into PNGs by filters, every pixel as it was', async () => {
  const filtered = await encodeAs(photo(), 'png', { quality: null, lossless: false, progressive: true }).toBuffer();
  const plain = await photo().png().toBuffer();
  expect(filtered.length).toBeLessThan(0.8 * plain.length);
  const [made, original] = [await sharp(filtered).raw().toBuffer(), await photo().raw().toBuffer()];
  expect(made.equals(original)).toBe(true);
});
