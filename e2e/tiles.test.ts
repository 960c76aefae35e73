import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from './dropmill.ts';
import { writeTree } from './files.ts';
import { lookAtThumbnail } from './pictures.ts';

test('the files of a picture job are seen as tiles, by keyboard too, and each opens before and after', async ({
  app,
  folder,
}) => {
  const names = Array.from({ length: 30 }, (_, n) => `Trip/photo-${String(n + 1).padStart(2, '0')}.jpg`);
  const red = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#d02020' } })
    .jpeg()
    .toBuffer();
  await writeTree(folder, Object.fromEntries(names.map((name) => [name, red])));
  await app.drop('resize', [join(folder, 'Trip')]);
  await app.expectState('Trip', 'done');
  await app.row('Trip').getByRole('button', { name: 'Details' }).click();
  const details = app.page.getByRole('region', { name: 'Details of Trip' });
  await details.getByRole('button', { name: 'Show as pictures' }).click();
  const tile = (n: number) => details.getByRole('button', { name: `photo-${String(n).padStart(2, '0')}.jpg, Done` });
  await expect.poll(async () => (await lookAtThumbnail(tile(1).locator('canvas')))?.most).toBe(0);
  // One stop for Tab: the arrow keys go from tile to tile, also to those that are not there yet.
  const stops = details.getByRole('listitem').getByRole('button').and(app.page.locator('[tabindex="0"]'));
  await expect(stops).toHaveCount(1);
  await tile(1).focus();
  await app.page.keyboard.press('ArrowRight');
  await expect(tile(2)).toBeFocused();
  await app.page.keyboard.press('End');
  await expect(tile(30)).toBeFocused();
  await app.page.keyboard.press('Enter');
  const sheet = app.page.getByRole('dialog', { name: /^Before and after: .*photo-30\.jpg$/ });
  await expect(sheet.getByRole('slider')).toBeFocused();
  await app.page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await details.getByRole('button', { name: 'Show as list' }).click();
  await expect(details.getByRole('listitem').filter({ hasText: 'photo-01.jpg' })).toContainText('Done');
});
