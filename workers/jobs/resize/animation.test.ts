// Frames and pages: every one with its timing where the result can hold them, else the first, and it is said.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { type Colour, fieldsOf, fourFields, largestDeltaE } from './testing/pictures.ts';
import { errorOf, resizeOne, runResize, temporaryFolder } from './testing/run-resize.ts';

const FRAMES: readonly Colour[] = [
  [200, 40, 40],
  [40, 200, 40],
  [40, 40, 200],
];
const DELAYS = [100, 250, 400];

async function film(format: 'gif' | 'webp' | 'tiff'): Promise<string> {
  const frames = FRAMES.map((colour) => fourFields(64, 48, [colour, colour, colour, colour]).png().toBuffer());
  const joined = sharp(await Promise.all(frames), { join: { animated: true } });
  const film =
    format === 'tiff' ? joined.tiff({ compression: 'lzw' }) : joined.toFormat(format, { delay: DELAYS, loop: 2 });
  const path = join(temporaryFolder(), `film.${format}`);
  writeFileSync(path, await film.toBuffer());
  return path;
}

const even = (colour: Colour): Colour[] => [colour, colour, colour, colour];

describe('frames', () => {
  it.each([
    ['gif', 'gif'],
    ['gif', 'webp'],
    ['webp', 'webp'],
    ['webp', 'gif'],
  ] as const)('of %s go to %s with their timing', async (from, to) => {
    const output = await resizeOne(await film(from), { format: to, width: 32, height: null });

    const made = await sharp(output).metadata();
    expect(made).toMatchObject({ width: 32, pages: 3, delay: DELAYS, loop: 2 });
    expect(made.pageHeight ?? made.height).toBe(24);
    for (const [page, colour] of FRAMES.entries()) {
      expect(largestDeltaE(await fieldsOf(output, page), even(colour))).toBeLessThan(6);
    }
  });

  it.each(['fill', 'pad', 'stretch'] as const)('are all brought to size by "%s"', async (mode) => {
    const output = await resizeOne(await film('gif'), { mode, width: 30, height: 30, position: 'attention' });

    const made = await sharp(output).metadata();
    expect([made.width, made.pageHeight ?? made.height, made.pages]).toEqual([30, 30, 3]);
  });

  it('of a TIFF are its pages, and stay', async () => {
    const output = await resizeOne(await film('tiff'), { width: 32, height: null });

    expect(await sharp(output).metadata()).toMatchObject({ width: 32, height: 24, pages: 3 });
    expect(largestDeltaE(await fieldsOf(output, 2), even([40, 40, 200]))).toBeLessThan(2);
  });

  it('that the format cannot hold are dropped except the first, and the job says so', async () => {
    const { outcome, notes } = await runResize([await film('gif')], {
      format: 'jpeg',
      folder: join(temporaryFolder(), 'out'),
    });

    expect(notes).toEqual([{ code: 'FIRST_FRAME', params: { count: 1 } }]);
    const [output = ''] = outcome.outputs;
    expect(largestDeltaE(await fieldsOf(output), even([200, 40, 40]))).toBeLessThan(6);
  });

  it('of which the file ends in the middle are made with a note, and never in place of the original', async () => {
    const noise = Buffer.from(Array.from({ length: 4 * 30 * 20 * 3 }, (_, index) => (index * 7919) % 251));
    const frames = sharp(noise, { raw: { width: 30, height: 80, channels: 3, pageHeight: 20 } });
    const whole = await frames.gif({ delay: [50, 50, 50, 50] }).toBuffer();
    const path = join(temporaryFolder(), 'cut.gif');
    for (const [file, expected] of [
      [whole, []],
      // Only the mark of the end is missing.
      [whole.subarray(0, -1), []],
      [whole.subarray(0, whole.length - 200), ['READ_WITH_DAMAGE']],
    ] as const) {
      writeFileSync(path, file);
      const { notes } = await runResize([path], { folder: temporaryFolder() });
      expect(notes.map(({ code }) => code)).toEqual(expected);
    }
    expect(await errorOf(path, { destination: 'replace' })).toMatchObject({ code: 'DAMAGED_PICTURE' });
  });
});
