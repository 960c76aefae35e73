import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { Dropmill, expect, test } from './dropmill.ts';
import { writeTree } from './files.ts';

test('the command line says what to do with files, at the first start and while the app runs', async ({
  folder,
  profile,
}) => {
  const picture = await sharp({ create: { width: 2400, height: 1200, channels: 3, background: '#37a' } })
    .jpeg()
    .toBuffer();
  await writeTree(folder, { 'to zip 空.jpg': picture, 'Über & "groß".jpg': picture });
  const app = await Dropmill.start(profile, ['--zip', join(folder, 'to zip 空.jpg')]);
  await app.expectState('to zip 空.zip', 'done');

  const words = ['--no-sandbox', resolve(import.meta.dirname, '..'), `--user-data-dir=${profile}`];
  const second = spawn(process.env.DROPMILL_ELECTRON ?? '', [...words, '--resize', '--', 'Über & "groß".jpg'], {
    cwd: folder,
    stdio: 'ignore',
  });
  expect(await once(second, 'exit')).toEqual([0, null]);
  await expect
    .poll(async () => (await app.jobs()).map(({ type, state }) => `${type} ${state}`).sort())
    .toEqual(['resize done', 'zip done']);
  await app.electron.close();
});

test("starts that come together, as from Explorer's menu, are one job", async ({ folder, profile }) => {
  await writeTree(folder, { 'one.txt': '1', 'two.txt': '2', 'three.txt': '3' });
  const app = await Dropmill.start(profile);
  // What Electron tells the app that runs of each further start.
  await app.electron.evaluate(({ app }, cwd) => {
    for (const name of ['one.txt', 'two.txt', 'three.txt']) {
      app.emit('second-instance', {}, [], cwd, { words: ['--zip', '--', name] });
    }
  }, folder);

  await expect.poll(async () => (await app.jobs()).map(({ type, state }) => `${type} ${state}`)).toEqual(['zip done']);
  expect((await app.jobs())[0]?.outcome).toMatchObject({ entries: 3 });
  await app.electron.close();
});

test('diagnostics are copied from the help menu, with what the page complained of and without the home folder', async ({
  app,
}) => {
  // The tests' app is at home in its profile.
  await app.page.evaluate((home) => console.error(`could not read ${home}/secret.txt`), app.profile);
  await expect.poll(() => app.log()).toContain('could not read ~/secret.txt');
  await app.electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('copy-diagnostics')?.click());
  await expect(app.page.getByText('Diagnostics copied.')).toBeVisible();
  const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toMatch(/^Dropmill \d+\.\d+\.\d+/);
  expect(copied).toMatch(/Electron \d+.*Chromium \d+/);
  expect(copied).toContain('could not read ~/secret.txt');
});
