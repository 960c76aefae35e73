// Pictures of phones. The fixtures are our own: four fields with Display P3, EXIF and a place.
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { findEntry, readExifTree, textOf } from '../../metadata/exif-tree.ts';
import { type Colour, fieldsOf, largestDeltaE } from '../../testing/pictures.ts';
import { errorOf, resizeOne, runResize, temporaryFolder } from '../../testing/run-resize.ts';

/** What the fields were before the file was encoded. */
const FIELDS: readonly Colour[] = [
  [220, 40, 40],
  [40, 200, 60],
  [40, 60, 220],
  [240, 240, 240],
];
const fixture = (name: string) => join(import.meta.dirname, '../../testing', name);

describe('HEIC', () => {
  it('becomes a JPEG with right colours, the metadata and no place', async () => {
    const output = await resizeOne(fixture('camera.heic'), { width: 48, height: null });

    const made = await sharp(output).metadata();
    expect(made).toMatchObject({ format: 'jpeg', width: 48, height: 32, hasProfile: false });
    expect(largestDeltaE(await fieldsOf(output), FIELDS)).toBeLessThan(6);
    const main = readExifTree(made.exif ?? Buffer.alloc(0))?.main;
    expect(textOf(findEntry(main, 0x010f))).toBe('Dropmill');
    expect(findEntry(main, 0x8825)).toBeUndefined();
  });

  it('is turned by its own rotation and not again by EXIF', async () => {
    const output = await resizeOne(fixture('phone.heic'), { format: 'png' });

    const [topLeft, topRight, bottomLeft, bottomRight] = FIELDS;
    const made = await sharp(output).metadata();
    expect([made.width, made.height, made.orientation ?? 1]).toEqual([64, 96, 1]);
    const turned = [bottomLeft, topLeft, bottomRight, topRight].map((colour) => colour ?? [0, 0, 0]);
    expect(largestDeltaE(await fieldsOf(output), turned as Colour[])).toBeLessThan(6);
  });

  it('keeps its profile when that is asked for', async () => {
    const output = await resizeOne(fixture('camera.heic'), { colours: 'keep', format: 'webp' });

    expect((await sharp(output).metadata()).hasProfile).toBe(true);
    expect(largestDeltaE(await fieldsOf(output), FIELDS)).toBeLessThan(6);
  });

  it('that is larger than libheif can hold is refused by its size', async () => {
    const path = join(temporaryFolder(), 'huge.heic');
    writeFileSync(path, readFileSync(fixture('camera.heic')));
    truncateSync(path, 2 ** 29 + 1);

    expect(await errorOf(path)).toMatchObject({ code: 'FILE_TOO_LARGE', params: { size: 2 ** 29 + 1 } });
  });

  it('that is damaged fails on its row', async () => {
    const path = join(temporaryFolder(), 'half.heic');
    writeFileSync(path, readFileSync(fixture('camera.heic')).subarray(0, 1200));

    const { items, outcome } = await runResize([path], { folder: join(temporaryFolder(), 'out') });

    expect(outcome.failed).toBe(1);
    expect(items[0]?.error).toMatchObject({ code: 'DAMAGED_PICTURE' });
  });
});
