import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from './dropmill.ts';
import { writeTree } from './files.ts';
import { look, setOptions } from './pictures.ts';

const photo = (background: string) =>
  sharp({
    create: { width: 1200, height: 800, channels: 3, background, noise: { type: 'gaussian', mean: 90, sigma: 30 } },
  })
    .composite([{ input: { create: { width: 900, height: 600, channels: 3, background } } }])
    .jpeg({ quality: 95 })
    .toBuffer();

test('before a job starts each picture is seen as it will be, beside its original, and follows the options', async ({
  app,
  folder,
}) => {
  const { page } = app;
  await writeTree(folder, { 'Trip/a red.jpg': await photo('#d02020'), 'Trip/b blue.jpg': await photo('#2020d0') });
  await setOptions(app, { resize: { width: 600, height: 600, template: '{name}-small' } });
  await app.changeSettings({ startAtOnce: false });
  await app.drop('resize', [join(folder, 'Trip')]);
  const review = page.getByRole('region', { name: 'Review: Resize' });
  const after = review.getByRole('img', { name: 'After' });
  await expect.poll(() => look(after)).toEqual({ width: 600, most: 0 });
  await expect(review).toContainText('600 × 400 px');
  await expect.poll(() => look(review.getByRole('img', { name: 'Before' }))).toEqual({ width: 600, most: 0 });

  const sizes = review.getByText(/kB → /);
  const total = review.getByText(/^Total: about [\d.]+ kB$/);
  const usual = { size: (await sizes.textContent()) ?? '', total: (await total.textContent()) ?? '' };
  const slider = review.getByRole('slider', { name: 'Quality' });
  await app.resizeWindow(720, 480);
  // The slider itself is out of sight, as everywhere: its label is beside what is seen of it.
  for (const part of [after, total, review.getByText('Quality'), review.getByRole('button', { name: 'Start' })]) {
    await expect(part).toBeInViewport({ ratio: 1 });
  }
  const moved = await slider.elementHandle();
  await slider.press('PageDown');
  await slider.press('PageDown');
  await expect(page.getByRole('textbox', { name: 'Quality' })).toHaveValue('62');
  await expect(sizes).not.toHaveText(usual.size);
  await expect(total).not.toHaveText(usual.total);
  // The next plan, which begins empty, must not take away what is looked at and moved.
  expect(await moved?.evaluate((element) => element.isConnected)).toBe(true);

  const zoom = review.getByRole('status').filter({ hasText: '%' });
  await review.getByRole('button', { name: '1:1' }).press('Enter');
  await expect(zoom).toHaveText('100%');
  const stage = review.getByRole('group', { name: 'Picture, before and after' });
  await stage.press('+');
  await expect(zoom).toHaveText('150%');
  await stage.press('0');
  await expect(review.getByRole('button', { name: 'Fit' })).toHaveAttribute('aria-pressed', 'true');

  const strip = review.getByRole('listbox', { name: 'Pictures' });
  await strip.getByRole('option', { name: 'a red-small.jpg' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(strip.getByRole('option', { name: 'b blue-small.jpg' })).toHaveAttribute('aria-selected', 'true');
  await expect.poll(() => look(after)).toEqual({ width: 600, most: 2 });
  expect((await readdir(join(folder, 'Trip'))).sort()).toEqual(['a red.jpg', 'b blue.jpg']);

  await expect(sizes).toBeVisible();
  const projected = (await total.textContent()) ?? '';
  const shown = /→ ([\d.]+) kB/.exec((await sizes.textContent()) ?? '')?.[1];
  await review.getByRole('button', { name: 'Start' }).click();
  await app.expectState('Trip', 'done');
  const [record] = await app.jobs();
  // Beside the list of jobs, too, nothing of it has to be scrolled to.
  await app.resizeWindow(1120, 700);
  await app.drop('resize', [join(folder, 'Trip')]);
  await total.waitFor();
  for (const part of [total, review.getByText('Quality')]) await expect(part).toBeInViewport({ ratio: 1 });
  await app.page.keyboard.press('Escape');
  // What the review said of all of them is near enough to choose by.
  const said = Number(/([\d.]+) kB/.exec(projected)?.[1]) * 1000;
  const all = record?.outcome?.bytesOut ?? 0;
  expect(Math.abs(said - all) / all).toBeLessThan(0.3);
  const written = (await app.page.evaluate(
    (id) => window.api.items({ id, offset: 1, limit: 1 }),
    record?.id ?? '',
  )) as {
    value?: { items: { bytesOut: number }[] };
  };
  const bytes = written.value?.items[0]?.bytesOut ?? 0;
  expect(bytes).toBeGreaterThan(0);
  expect(Math.abs(Number(shown) * 1000 - bytes)).toBeLessThan(1_000);
});
