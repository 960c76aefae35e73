import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import sharp from 'sharp';
import { expect, test } from './dropmill.ts';
import { writeTree } from './files.ts';
import { thumbnailPixel } from './pictures.ts';

const plain = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 4, background } });

/** Red, green, blue, in tenths, and the shape of a thumbnail; undefined until it is drawn. */
async function look(thumbnail: Locator): Promise<{ colour: readonly number[]; shape: string } | undefined> {
  const seen = await thumbnailPixel(thumbnail);
  return (
    seen && {
      colour: seen.pixel.map((value) => Math.round(value / 25.5)),
      shape: seen.width > seen.height ? 'wide' : 'high',
    }
  );
}

test('pictures are seen before, while and after a job works on them', async ({ app, folder }) => {
  await app.changeSettings({ startAtOnce: false });
  const red = await plain(900, 600, '#ff0000').jpeg().toBuffer();
  await writeTree(folder, {
    // It is the first, and looked for as the picture of the job until that has results.
    'Trip/0 broken.jpg': 'no picture',
    'Trip/a red.jpg': red,
    'Trip/b blue [page=1].jpg': await plain(900, 600, '#0000ff').jpeg().withMetadata({ orientation: 6 }).toBuffer(),
    'Trip/c clear.png': await plain(300, 200, '#00ff0080').png().toBuffer(),
  });
  await app.drop('resize', [join(folder, 'Trip')]);
  const review = app.page.getByRole('region', { name: 'Review: Resize' });
  await review.getByRole('tab', { name: 'Names' }).click();
  const planned = review.getByRole('list', { name: 'Names' }).getByRole('listitem');
  const pictureOf = (rows: Locator, name: string) => rows.filter({ hasText: name }).locator('canvas');
  await expect.poll(() => look(pictureOf(planned, 'a red'))).toEqual({ colour: [10, 0, 0], shape: 'wide' });
  await expect.poll(() => look(pictureOf(planned, 'b blue'))).toEqual({ colour: [0, 0, 10], shape: 'high' });
  await expect(pictureOf(planned, 'c clear')).toHaveAttribute('data-alpha', 'true');
  await review.getByRole('button', { name: 'Start' }).click();
  await app.expectState('Trip', 'done');

  await expect(app.row('Trip').locator('canvas[data-drawn]'), 'One of the results.').toBeVisible();
  await app.row('Trip').getByRole('button', { name: 'Details' }).click();
  const rows = app.page.getByRole('region', { name: 'Details of Trip' }).getByRole('listitem');
  await expect.poll(() => look(pictureOf(rows, 'b blue'))).toEqual({ colour: [0, 0, 10], shape: 'high' });
  await expect.poll(() => look(pictureOf(rows, 'a red'))).toEqual({ colour: [10, 0, 0], shape: 'wide' });
  const broken = rows.filter({ hasText: '0 broken' });
  await expect(broken.locator('svg').first()).toBeVisible();
  await expect(broken.locator('canvas')).toHaveCount(0);

  await app.drop('zip', [join(folder, 'Trip')]);
  const zip = app.page.getByRole('region', { name: 'Review: Zip' });
  await zip.getByRole('button', { name: 'Start' }).click();
  await app.expectState('Trip.zip', 'done');
  await app.row('Trip.zip').getByRole('button', { name: 'Details' }).click();
  const packed = app.page.getByRole('region', { name: 'Details of Trip.zip' }).getByRole('listitem');
  await expect.poll(() => look(pictureOf(packed, 'b blue').first())).toEqual({ colour: [0, 0, 10], shape: 'high' });
});
