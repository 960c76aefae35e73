// Where a drop leads: the suggested type, several reviews at a time, and no drop behind a dialog.
import { execFileSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { holdOver } from './drop-files.ts';
import { type Dropmill, expect, test } from './dropmill.ts';
import { writeTree } from './files.ts';

const picture = () =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: '#3a7' } })
    .jpeg()
    .toBuffer();

const reviewOf = (app: Dropmill, name: string) => app.page.getByRole('region', { name: `Review: ${name}` });
const tab = (app: Dropmill, name: string) => app.page.getByRole('complementary').getByRole('tab', { name });

/** Hands files over as another program does, for which nobody chose a type. */
async function open(app: Dropmill, paths: readonly string[]): Promise<void> {
  await app.electron.evaluate(
    ({ app: electron }, words) => electron.emit('second-instance', {}, [], '/', { words }),
    ['--', ...paths],
  );
}

test('two drops while reviewing are 1 of 2 and 2 of 2, and the options are those of the shown one', async ({
  app,
  folder,
}) => {
  const { page } = app;
  await app.changeSettings({ startAtOnce: false });
  await writeTree(folder, { 'a.txt': 'a', 'wide.jpg': await picture() });
  await app.drop('zip', [join(folder, 'a.txt')]);
  await expect(reviewOf(app, 'Zip')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Reviews' })).toBeHidden();
  await expect(tab(app, 'Zip')).toHaveAttribute('aria-selected', 'true');

  await app.drop('resize', [join(folder, 'wide.jpg')]);
  await expect(reviewOf(app, 'Resize')).toContainText('2 of 2');
  await expect(tab(app, 'Resize')).toHaveAttribute('aria-selected', 'true');

  await page.getByRole('button', { name: 'Previous review' }).click();
  await expect(reviewOf(app, 'Zip')).toContainText('1 of 2');
  await expect(tab(app, 'Zip')).toHaveAttribute('aria-selected', 'true');
  await reviewOf(app, 'Zip').getByRole('button', { name: 'Start' }).click();

  await expect(reviewOf(app, 'Resize')).toBeVisible();
  await expect(tab(app, 'Resize')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(reviewOf(app, 'Resize')).toBeHidden();
  await app.expectState('a.zip', 'done');
});

test('the options follow the last drop, also where jobs start at once', async ({ app, folder }) => {
  await writeTree(folder, { 'a.txt': 'a', 'wide.jpg': await picture() });
  await app.drop('resize', [join(folder, 'wide.jpg')]);
  await app.expectState('wide.jpg', 'done');
  await expect(tab(app, 'Resize')).toHaveAttribute('aria-selected', 'true');
  await app.drop('zip', [join(folder, 'a.txt')]);
  await app.expectState('a.zip', 'done');
  await expect(tab(app, 'Zip')).toHaveAttribute('aria-selected', 'true');
});

test('nothing is dropped behind a dialog, and the window says so', async ({ app, folder }) => {
  const { page } = app;
  await writeTree(folder, { 'a.txt': 'a' });
  await page.keyboard.press('Control+Comma');
  await page.getByRole('dialog', { name: 'Settings' }).waitFor();
  const letGo = await holdOver(page, [join(folder, 'a.txt')]);
  await expect(page.getByRole('status').filter({ hasText: 'Close this dialog first.' })).toBeVisible();
  await letGo();
  await expect(page.getByText('Close this dialog first.')).toBeHidden();
  expect(await app.jobs()).toEqual([]);
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  expect(await readdir(folder)).toEqual(['a.txt']);
});

test('all parts of a split archive are opened as one, and extracted', async ({ app, folder }) => {
  await writeTree(folder, { 'Trip/one.jpg': await picture(), 'Trip/notes.txt': 'text '.repeat(3000) });
  const run = (program: string, ...args: string[]) => execFileSync(program, args, { cwd: folder });
  run('tar', '-cf', 'Trip.tar', 'Trip');
  run('split', '-b', '8k', '-d', '-a', '3', '--numeric-suffixes=1', 'Trip.tar', 'Trip.tar.');
  run('rm', '-r', 'Trip', 'Trip.tar');
  const parts = await readdir(folder);
  expect(parts.length).toBeGreaterThan(1);
  await open(
    app,
    parts.map((name) => join(folder, name)),
  );
  await app.expectState('Trip', 'done');
  expect(await app.jobs()).toHaveLength(1);
  expect(await readdir(folder)).toEqual(expect.arrayContaining(['Trip', ...parts]));
  expect((await readdir(join(folder, 'Trip'))).toSorted()).toEqual(['notes.txt', 'one.jpg']);
});

test('what is opened goes to the type that fits what is inside', async ({ app, folder }) => {
  await app.changeSettings({ startAtOnce: false });
  const jpeg = await picture();
  await writeTree(folder, {
    'Album/2024/one.jpg': jpeg,
    'Album/2024/two.jpg': jpeg,
    'Album/2024/three.heic': jpeg,
    'Album/2024/four.jpg': jpeg,
    'Album/album.txt': 'Names',
    'Mixed/one.jpg': jpeg,
    'Mixed/letter.txt': 'a',
    'IMG_1.heic': jpeg,
  });
  execFileSync('tar', ['-czf', join(folder, 'old.tar.gz'), '-C', folder, 'Mixed']);
  for (const [name, type] of [
    ['Album', 'Resize'],
    ['old.tar.gz', 'Extract'],
    ['Mixed', 'Zip'],
    ['IMG_1.heic', 'Resize'],
  ] as const) {
    await open(app, [join(folder, name)]);
    await expect(reviewOf(app, type), name).toBeVisible();
    await app.page.keyboard.press('Escape');
    await expect(reviewOf(app, type), name).toBeHidden();
  }
});
