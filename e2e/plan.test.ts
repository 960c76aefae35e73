import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { grainyPhoto } from '../workers/jobs/resize/testing/pictures.ts';
import { type Dropmill, expect, test } from './dropmill.ts';
import { prose, writeTree } from './files.ts';
import { setOptions } from './pictures.ts';

test.beforeEach(async ({ app }) => {
  await app.changeSettings({ startAtOnce: false });
});

const planOf = (app: Dropmill, name: string) => app.page.getByRole('region', { name: `Review: ${name}` });

test('a drop shows what it will do, follows the options, and starts at a press', async ({ app, folder }) => {
  await writeTree(folder, { 'Notes/a.txt': prose(40_000), 'Notes/b.txt': prose(2_000), 'Notes.zip': 'there before' });
  execFileSync('mkfifo', [join(folder, 'Notes/pipe')]);
  await app.drop('zip', [join(folder, 'Notes')]);

  const plan = planOf(app, 'Zip');
  await expect(plan).toContainText('2 files · 42 kB');
  await expect(plan.getByRole('button', { name: 'Start' })).toBeFocused();
  await expect(plan).toContainText(/Needs up to 42 kB \(.+ free\)/);
  await expect(plan).toContainText('1 file already exists; the new one gets a number');
  await expect(plan.getByRole('list', { name: 'Names' })).toContainText('Notes (2).zip');
  await plan.getByRole('tab', { name: 'Skipped' }).click();
  await expect(plan.getByRole('list', { name: 'Skipped' })).toContainText('It is a pipe, not a file.');
  expect(await app.jobs()).toEqual([]);

  const name = app.page.getByRole('textbox', { name: 'Name' });
  await name.fill('Minutes');
  await plan.getByRole('tab', { name: 'Names' }).click();
  await expect(plan.getByRole('list', { name: 'Names' })).toContainText('Minutes.zip');
  await plan.getByRole('button', { name: 'Start' }).press('Enter');
  await app.expectState('Minutes.zip', 'done');
  await expect(plan).toBeHidden();
  await expect(app.row('Minutes.zip')).toBeFocused();
});

test('a cancelled plan writes nothing; a further drop adds to a plan; another type has one of its own', async ({
  app,
  folder,
}) => {
  const picture = sharp({ create: { width: 3000, height: 1500, channels: 3, background: '#3a7' } });
  await writeTree(folder, { 'a.txt': 'a', 'b.txt': 'b', 'wide.jpg': await picture.jpeg().toBuffer() });
  await app.drop('zip', [join(folder, 'a.txt')]);
  const zip = planOf(app, 'Zip');
  await expect(zip).toContainText('1 file · 1 byte');
  await app.drop('zip', [join(folder, 'b.txt')]);
  await expect(zip).toContainText('2 files · 2 bytes');
  await app.drop('resize', [join(folder, 'wide.jpg')]);
  const resize = planOf(app, 'Resize');
  await resize.getByRole('tab', { name: 'Names' }).click();
  await expect(resize.getByRole('list', { name: 'Names' })).toContainText('wide-1920px.jpg');
  await resize.getByRole('button', { name: 'Cancel' }).click();
  await expect(zip).toContainText('2 files · 2 bytes');
  await app.page.keyboard.press('Escape');
  await expect(zip).toBeHidden();
  expect((await readdir(folder)).sort()).toEqual(['a.txt', 'b.txt', 'wide.jpg']);
  expect(await app.jobs()).toEqual([]);
});

test('options that cannot work are said before the start', async ({ app, folder }) => {
  await writeTree(folder, { 'a.txt': 'a' });
  await setOptions(app, { zip: { format: 'tar', comment: 'x' } });
  await app.drop('zip', [join(folder, 'a.txt')]);
  const plan = planOf(app, 'Zip');
  await expect(plan.getByRole('alert')).toContainText('A tar archive cannot have a comment.');
  await expect(plan.getByRole('button', { name: 'Start' })).toBeDisabled();
});

test('what photos will take is said before the start, within 30 %, for those that get much smaller, too', async ({
  app,
  folder,
}) => {
  // From smooth to grainy: what is in them decides, and no header tells it.
  for (let n = 0; n < 9; n++) {
    await writeTree(folder, { [`Trip/${n}.jpg`]: await grainyPhoto(800, 600, 2 + n * 3) });
  }
  for (const options of [{ quality: 40 }, { width: 400, height: 400, format: 'webp' }]) {
    await setOptions(app, { resize: options });
    await app.drop('resize', [join(folder, 'Trip')]);
    const plan = planOf(app, 'Resize');
    const need = plan.getByText(/^Needs about [\d.]+ kB/);
    const said = Number(/[\d.]+/.exec((await need.textContent()) ?? '')?.[0]) * 1000;
    await plan.getByRole('button', { name: 'Start' }).click();
    const results = join(folder, 'Trip (resized)');
    await expect.poll(async () => (await app.jobs()).map(({ state }) => state)).toEqual(['done']);
    const names = await readdir(results);
    expect(names).toHaveLength(9);
    const sizes = await Promise.all(names.map(async (name) => (await stat(join(results, name))).size));
    const taken = sizes.reduce((sum, bytes) => sum + bytes, 0);
    expect(Math.abs(said - taken) / taken, JSON.stringify(options)).toBeLessThan(0.3);
    await rm(results, { recursive: true });
    await app.removeJobs((await app.jobs()).map(({ id }) => id));
  }
});

test('a folder of many files is counted visibly, and the window answers meanwhile', async ({ app, folder }) => {
  for (let part = 0; part < 100; part++) {
    mkdirSync(join(folder, 'Many', String(part)), { recursive: true });
    for (let n = 0; n < 200; n++) writeFileSync(join(folder, 'Many', String(part), `${n}.txt`), '');
  }
  await app.page.evaluate(() => {
    const seen: number[] = [];
    window.api.onPlanChanged(({ plan }) => plan && seen.push(plan.files));
    Object.assign(globalThis, { seen });
  });
  await app.drop('zip', [join(folder, 'Many')]);
  await expect(planOf(app, 'Zip')).toContainText('20,000 files');
  const seen = await app.page.evaluate(() => (globalThis as unknown as { seen: number[] }).seen);
  expect(seen.length).toBeGreaterThan(1);
  expect(seen[0]).toBeLessThan(20_000);
});
