import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from './dropmill.ts';
import { prose, WORK, writeLinks, writeTree } from './files.ts';

test('a job opens to its pictures, which are found by name and by state, with sizes, reasons and hints', async ({
  app,
  folder,
}) => {
  const photo = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#3a7' } })
    .jpeg()
    .toBuffer();
  await mkdir(join(folder, 'Trip'));
  const names = Array.from({ length: 200 }, (_, n) => `Trip/photo-${String(n + 1).padStart(3, '0')}.jpg`);
  await writeTree(folder, Object.fromEntries(names.map((name) => [name, photo])));
  await writeTree(folder, { 'Trip/broken.jpg': photo.subarray(0, 200), 'Trip/notes.txt': 'no picture' });
  await app.drop('resize', [join(folder, 'Trip')]);
  await app.expectState('Trip', 'done');

  await expect(app.page.getByText(/^202 files: 200 done, 1 skipped, 1 failed/)).toBeVisible();

  await app.row('Trip').getByRole('button', { name: 'Details' }).click();
  const details = app.page.getByRole('region', { name: 'Details of Trip' });
  const files = details.getByRole('listitem');
  const first = files.filter({ hasText: 'photo-001.jpg' });
  await expect(first).toContainText('Done');
  await expect(first).toContainText(/\d+ bytes → [\d.]+ kB/);
  // There are as many as can be seen, and a reader hears of all.
  expect(await files.count()).toBeLessThan(40);
  await expect(first).toHaveAttribute('aria-setsize', '201');

  const search = details.getByRole('searchbox', { name: 'Find by name' });
  await search.fill('photo-19');
  await expect(files).toHaveCount(10);
  await search.fill('no such name');
  await expect(details.getByText('No matching files')).toBeVisible();
  await search.fill('');

  await details.getByRole('button', { name: 'Status' }).click();
  await app.page.getByRole('option', { name: 'Failed' }).click();
  await expect(files).toHaveCount(1);
  await expect(files).toContainText('broken.jpg');
  await expect(files).toContainText('Failed');
  await expect(files).toContainText(/damaged|incomplete|cut/i);

  await details.getByRole('tab', { name: 'Skipped' }).click();
  await expect(details.getByText('notes.txt')).toBeVisible();
  await app.page.keyboard.press('Escape');
  await expect(details).toBeHidden();
});

test('the row and the queue say how far they are, and what was done in the end', async ({ app, folder }) => {
  await writeLinks(folder, ['Work'], prose(WORK.bytes), WORK.links);
  await app.changeSettings({ workers: 1 });
  await app.holdHostAtWork();
  await app.drop('zip', [join(folder, 'Work')]);
  await app.expectState('Work.zip', 'running');
  const overall = app.page.getByRole('progressbar', { name: 'Overall progress' });
  await expect(overall).toHaveAttribute('aria-valuetext', /^\d+% · (about )?\d+:\d\d left$/);
  await expect(app.row('Work.zip')).toContainText(/\d+% · [\d.]+ [kM]B of 160 MB · [\d.]+ [kM]B\/s · \d+:\d\d left/);
  await app.letHostGo();
  await app.expectState('Work.zip', 'done');
  await expect(overall).toBeHidden();
  await expect(app.row('Work.zip')).toContainText(/160 MB → [\d.]+ [kM]B · \d\d% less/);
  await expect(app.page.getByText(/^40 files; \d+ MB saved in \d+:\d\d$/)).toBeVisible();
});

test('pictures suggest to resize them, anything else to zip it', async ({ app, folder }) => {
  await writeTree(folder, { 'a.jpg': 'a', 'b.png': 'b', 'c.txt': 'c' });
  const suggestion = (half: string) =>
    app.page.getByRole('region', { name: half }).getByText('Suggested', { exact: true });
  for (const [names, half, other] of [
    [['a.jpg', 'b.png'], 'Drop here to resize', 'Drop here to zip'],
    [['a.jpg', 'c.txt'], 'Drop here to zip', 'Drop here to resize'],
  ] as const) {
    const leave = await app.dragOver(names.map((name) => join(folder, name)));
    await expect(suggestion(half)).toHaveAttribute('aria-hidden', 'false');
    await expect(suggestion(other)).toHaveAttribute('aria-hidden', 'true');
    await leave();
  }
});
