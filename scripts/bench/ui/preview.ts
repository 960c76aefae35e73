// The review of a picture of 12 megapixels: how long after the last change of an option it shows what the job would make,
// at first as a draft where the real one takes longer. Measured within the window, from the key to the frame with the picture.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import type { Dropmill } from '../../../e2e/dropmill.ts';
import { setOptions } from '../../../e2e/pictures.ts';
import { nextPicture, type Shown } from '../../../e2e/preview-answer.ts';
import { bar, row } from './report.ts';

const FORMATS = ['jpeg', 'webp', 'avif', 'png'] as const;
const SIZE = { width: 4000, height: 3000 };
/** Results: as large as the card makes them, and as large as the original. */
const EDGES = [1920, 4000] as const;
const CHANGES = 7;
const MAX_MS = 300;

export async function preview(place: string, app: Dropmill): Promise<boolean> {
  await mkdir(join(place, 'Photo'));
  await writeFile(join(place, 'Photo', 'IMG_1.jpg'), await photo());
  row('ms after a change, median (worst)', 'seen', 'real');
  let all = true;
  for (const edge of EDGES) {
    for (const format of FORMATS) all = (await measure(place, app, format, edge)) && all;
  }
  console.log();
  return all;
}

async function measure(place: string, app: Dropmill, format: string, edge: number): Promise<boolean> {
  await setOptions(app, { resize: { format, width: edge, height: edge } });
  await app.changeSettings({ startAtOnce: false });
  await app.drop('resize', [join(place, 'Photo')]);
  const review = app.page.getByRole('region', { name: 'Review: Resize' });
  await review.getByRole('img', { name: 'After' }).waitFor();
  await review.locator('[aria-busy="false"] img').first().waitFor();
  const shown: Shown[] = [];
  for (let n = 0; n < CHANGES; n++) shown.push(await change(app.page, format));
  await review.getByRole('button', { name: 'Cancel' }).click();
  const [seen, real] = [shown.map(({ first }) => first), shown.map((one) => one.real)];
  const text = (times: readonly number[]) => `${median(times).toFixed(0)} (${Math.max(...times).toFixed(0)})`;
  row(`${format.toUpperCase()}, ${edge} px`, text(seen), text(real));
  return bar(`${format} at ${edge} px is seen within ${MAX_MS} ms (median)`, median(seen) <= MAX_MS);
}

/** Moves the slider of the quality by a key, or turns another option where a format has none. */
async function change(page: Page, format: string): Promise<Shown> {
  const control =
    format === 'png'
      ? page.getByRole('complementary').getByRole('switch', { name: 'Allow enlarging' })
      : page.getByRole('slider', { name: 'Quality' });
  await control.focus();
  const measured = nextPicture(page);
  await control.press(format === 'png' ? 'Space' : 'ArrowLeft');
  return measured;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** Shapes with some noise: about as many bytes as a camera writes. */
async function photo(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  const small = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#888', noise } })
    .png()
    .toBuffer();
  const grain = await sharp({
    create: { ...SIZE, channels: 3, background: '#888', noise: { ...noise, sigma: 6 } },
  })
    .png({ compressionLevel: 1 })
    .toBuffer();
  return sharp(small)
    .resize(SIZE.width, SIZE.height)
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 92 })
    .toBuffer();
}
