// Pictures of which a part is missing: made as far as they can be read, and never as if they were whole.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { codes, put } from '../testing/odd-files.ts';
import { CORNERS, fieldsOf, fourFields, largestDeltaE } from '../testing/pictures.ts';
import { errorOf, filesIn, runResize, temporaryFolder } from '../testing/run-resize.ts';

const photo = () => fourFields(640, 480);

const MAKERS = {
  'cut.jpg': () => photo().jpeg({ quality: 95 }).toBuffer(),
  'cut.png': () => photo().png({ compressionLevel: 0 }).toBuffer(),
  'several passes.jpg': () => photo().jpeg({ quality: 95, progressive: true }).toBuffer(),
} as const;
const ROWS = Object.entries(MAKERS);

/** More than the upper half is there, and of several passes the first. */
const cut = (whole: Buffer, part = 0.7) => whole.subarray(0, Math.ceil(whole.length * part));

describe('a picture that is cut off', () => {
  it.each(ROWS)('is made as far as it goes, and its row says so: %s', async (name, make) => {
    const path = put(cut(await make()), name);
    const { outcome, items, notes } = await runResize([path], { format: 'png', folder: temporaryFolder() });
    expect(outcome).toMatchObject({ entries: 1, failed: 0 });
    expect(items).toMatchObject([{ state: 'done', error: { code: 'PICTURE_INCOMPLETE' } }]);
    expect(codes(notes)).toEqual(['READ_IN_PART']);
    const [output = ''] = outcome.outputs;
    expect(await sharp(output).metadata()).toMatchObject({ width: 640, height: 480 });
    const { topLeft, topRight } = CORNERS;
    expect(largestDeltaE((await fieldsOf(output)).slice(0, 2), [topLeft, topRight])).toBeLessThan(3);
  });

  it('has the pixels that ImageMagick reads', async () => {
    const path = put(cut(await MAKERS['cut.jpg']()), 'cut.jpg');
    const { outcome } = await runResize([path], { format: 'png', folder: temporaryFolder() });
    const other = join(temporaryFolder(), 'magick.png');
    execFileSync('convert', [path, '-define', 'png:color-type=2', other], { stdio: 'ignore' });
    const pixels = (file: string) => sharp(file).removeAlpha().raw().toBuffer();
    const [ours, theirs] = [await pixels(outcome.outputs[0] ?? ''), await pixels(other)];
    expect(theirs.length).toBe(ours.length);
    const furthest = ours.reduce((most, value, at) => Math.max(most, Math.abs(value - (theirs[at] ?? 0))), 0);
    expect(furthest).toBeLessThanOrEqual(3);
  });

  it.each(ROWS)('never takes the place of its original: %s', async (name, make) => {
    const path = put(cut(await make()), name);
    const before = readFileSync(path);
    expect(await errorOf(path, { destination: 'replace', width: 100 })).toMatchObject({ code: 'DAMAGED_PICTURE' });
    expect(readFileSync(path)).toEqual(before);
    expect(await filesIn(dirname(path))).toEqual([name]);
  });

  it.each(ROWS)('is refused where nothing of it is there: %s', async (name, make) => {
    const whole = await make();
    const length = name === 'cut.png' ? whole.indexOf('IDAT') + 14 : whole.indexOf(Buffer.from([0xff, 0xda])) + 14;
    expect(await errorOf(put(whole.subarray(0, length), name), {})).toMatchObject({ code: 'DAMAGED_PICTURE' });
  });
});
