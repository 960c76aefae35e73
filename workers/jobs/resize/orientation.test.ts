// All eight EXIF orientations come out the right way up, and no result asks to be turned once more.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { attachMetadata } from './metadata/attach.ts';
import { findEntry, numberOf, readExifTree, TAG } from './metadata/exif-tree.ts';
import { numberEntry, writeExifTree } from './metadata/exif-writer.ts';
import { pngChunk } from './render/png-writer.ts';
import { CORNERS, type Colour, fieldsOf, fourFields, largestDeltaE, save } from './testing/pictures.ts';
import { resizeOne, temporaryFolder } from './testing/run-resize.ts';
import { hasVipsthumbnail, vipsthumbnail } from './testing/vipsthumbnail.ts';

const { topLeft, topRight, bottomLeft, bottomRight } = CORNERS;
const UPRIGHT: readonly Colour[] = [topLeft, topRight, bottomLeft, bottomRight];

/** The fields as they are stored, so that each orientation shows them upright (Exif 2.32, table 6). */
const STORED: Readonly<Record<number, readonly Colour[]>> = {
  1: UPRIGHT,
  2: [topRight, topLeft, bottomRight, bottomLeft],
  3: [bottomRight, bottomLeft, topRight, topLeft],
  4: [bottomLeft, bottomRight, topLeft, topRight],
  5: [topLeft, bottomLeft, topRight, bottomRight],
  6: [topRight, bottomRight, topLeft, bottomLeft],
  7: [bottomRight, topRight, bottomLeft, topLeft],
  8: [bottomLeft, topLeft, bottomRight, topRight],
};

const ORIENTATIONS = [1, 2, 3, 4, 5, 6, 7, 8];

/** Seen upright it is 96 wide and 64 high. */
async function turned(orientation: number, format: 'jpeg' | 'tiff' | 'webp' | 'png' = 'jpeg'): Promise<string> {
  const sideways = orientation > 4;
  const stored = fourFields(sideways ? 64 : 96, sideways ? 96 : 64, STORED[orientation]);
  const picture = stored.withMetadata({ orientation }).toFormat(format, { quality: 95 });
  return save(picture, temporaryFolder(), `turned.${format}`);
}

describe('orientation', () => {
  it.each(ORIENTATIONS)('%i is applied when making smaller', async (orientation) => {
    const output = await resizeOne(await turned(orientation), { width: 48, height: null });

    const made = await sharp(output).metadata();
    expect([made.width, made.height, made.orientation ?? 1]).toEqual([48, 32, 1]);
    expect(largestDeltaE(await fieldsOf(output), UPRIGHT)).toBeLessThan(4);
  });

  it.each(ORIENTATIONS)('%i is applied when only the format changes', async (orientation) => {
    const output = await resizeOne(await turned(orientation), { format: 'png' });

    const made = await sharp(output).metadata();
    expect([made.width, made.height, made.orientation ?? 1]).toEqual([96, 64, 1]);
    expect(largestDeltaE(await fieldsOf(output), UPRIGHT)).toBeLessThan(4);
  });

  it.each(ORIENTATIONS)('%i is applied before cropping to a side', async (orientation) => {
    const options = { mode: 'fill', width: 40, height: 40, position: 'left' } as const;

    const output = await resizeOne(await turned(orientation), options);

    const [first, , third] = await fieldsOf(output);
    expect(largestDeltaE([first ?? [0, 0, 0], third ?? [0, 0, 0]], [topLeft, bottomLeft])).toBeLessThan(4);
  });

  it.each(['tiff', 'webp', 'png'] as const)('is applied to %s, too', async (format) => {
    const output = await resizeOne(await turned(6, format), { width: 48, height: null });

    const made = await sharp(output).metadata();
    expect([made.width, made.height, made.orientation ?? 1]).toEqual([48, 32, 1]);
    expect(largestDeltaE(await fieldsOf(output), UPRIGHT)).toBeLessThan(4);
  });

  it.each(['jpeg', 'webp', 'avif', 'tiff', 'png'] as const)(
    'in the EXIF of an AVIF does not count, and no result in %s is turned by it',
    async (format) => {
      const orientation = numberEntry({ little: true }, TAG.orientation, 3, 6);
      const exif = writeExifTree({ little: true, main: { entries: [orientation] } });
      const picture = { data: await fourFields().avif().toBuffer(), width: 96, height: 64, alpha: false };
      const path = join(temporaryFolder(), 'upright.avif');
      writeFileSync(path, attachMetadata('avif', picture, { exif }));

      const output = await resizeOne(path, { format });

      const made = await sharp(output).metadata();
      expect([made.width, made.height]).toEqual([96, 64]);
      const tree = made.exif && readExifTree(made.exif);
      const told = tree && numberOf(tree, findEntry(tree.main, TAG.orientation));
      expect(told ?? made.orientation ?? 1).toBe(1);
    },
  );

  it.each([
    ['a byte', 1],
    ['a signed short', 8],
    ['a signed long', 9],
  ] as const)('as %s turns the picture, as it does in other programs', async (_, type) => {
    const entry = { ...numberEntry({ little: true }, TAG.orientation, 4, 6), type };
    const exif = writeExifTree({ little: true, main: { entries: [entry] } });
    const picture = { data: await fourFields().jpeg().toBuffer(), width: 96, height: 64, alpha: false };
    const path = join(temporaryFolder(), 'odd.jpg');
    writeFileSync(path, attachMetadata('jpeg', picture, { exif }));

    const made = await sharp(await resizeOne(path, {})).metadata();
    expect([made.width, made.height, made.orientation ?? 1]).toEqual([64, 96, 1]);
  });

  it('in the EXIF of a text of a PNG does not count, and no result is turned by it', async () => {
    const orientation = numberEntry({ little: true }, TAG.orientation, 3, 6);
    const exif = Buffer.concat([
      Buffer.from('Exif\0\0'),
      writeExifTree({ little: true, main: { entries: [orientation] } }),
    ]);
    const text = `Raw profile type exif\0\nexif\n${String(exif.length).padStart(8)}\n${exif.toString('hex')}\n`;
    const png = await fourFields().png().toBuffer();
    const path = join(temporaryFolder(), 'upright.png');
    writeFileSync(path, Buffer.concat([png.subarray(0, 33), pngChunk('tEXt', Buffer.from(text)), png.subarray(33)]));

    for (const format of ['png', 'jpeg'] as const) {
      const made = await sharp(await resizeOne(path, { format, metadata: 'all' })).metadata();
      expect([made.width, made.height, made.orientation]).toEqual([96, 64, 1]);
    }
  });

  it.runIf(hasVipsthumbnail()).each(ORIENTATIONS)('%i comes out as vipsthumbnail has it', async (orientation) => {
    const path = await turned(orientation);
    const theirs = vipsthumbnail(path, 48);

    const ours = await resizeOne(path, { width: 48, height: 48, format: 'png' });

    const [a, b] = await Promise.all([ours, theirs].map((file) => sharp(file).raw().toBuffer()));
    expect(a?.length).toBe(b?.length);
    expect(largestDeltaE(await fieldsOf(ours), await fieldsOf(theirs))).toBeLessThan(2);
  });
});
