// Colour profiles beside the reference program of libvips, on the same inputs.
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { fieldsOf, fourFields, largestDeltaE, save } from './testing/pictures.ts';
import { resizeOne, temporaryFolder } from './testing/run-resize.ts';
import { hasVipsthumbnail, vipsthumbnail } from './testing/vipsthumbnail.ts';

const inputs: Readonly<Record<string, () => Promise<Sharp>>> = {
  'no profile.jpg': async () => fourFields().jpeg({ quality: 95 }),
  'display p3.jpg': async () => fourFields().withIccProfile('p3').jpeg({ quality: 95 }),
  'display p3.png': async () => fourFields().withIccProfile('p3').png(),
  'display p3 of 16 bits.png': async () =>
    sharp(await fourFields().withIccProfile('p3').png().toBuffer())
      .toColourspace('rgb16')
      .keepIccProfile()
      .png(),
  'grey.png': async () => fourFields().toColourspace('b-w').png(),
};

describe.runIf(hasVipsthumbnail())('colours come out as vipsthumbnail has them', () => {
  it.each(Object.keys(inputs))('%s', async (name) => {
    const picture = await inputs[name]?.();
    if (!picture) throw new Error(name);
    const path = await save(picture, temporaryFolder(), name);

    const ours = await resizeOne(path, { width: 48, height: 48, format: 'png' });

    const { hasProfile } = await sharp(path).metadata();
    const theirs = vipsthumbnail(path, 48, hasProfile ? ['--export-profile', 'srgb'] : []);
    const [a, b] = await Promise.all([ours, theirs].map((file) => sharp(file).metadata()));
    expect([a?.width, a?.height]).toEqual([b?.width, b?.height]);
    expect(largestDeltaE(await fieldsOf(ours), await fieldsOf(theirs))).toBeLessThan(2.3);
  });
});
