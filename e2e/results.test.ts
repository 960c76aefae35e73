import { appendFile, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { type Dropmill, expect, test } from './dropmill.ts';
import { prose, writeTree } from './files.ts';
import { setOptions } from './pictures.ts';

const picture = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#3a7', noise: { type: 'gaussian', mean: 90, sigma: 40 } },
  })
    .jpeg({ quality: 90 })
    .toBuffer();

/** Opens the row's details. */
async function details(app: Dropmill, title: string) {
  await app.row(title).getByRole('button', { name: 'Details' }).click();
  return app.page.getByRole('region', { name: `Details of ${title}` });
}

test('results are shown in their folder, their paths and markup copied, and dragged into another program', async ({
  app,
  folder,
}) => {
  await writeTree(folder, { 'Trip/one.jpg': await picture(900, 600), 'Trip/two.jpg': await picture(900, 600) });
  await setOptions(app, { resize: { width: 300, height: 300, destination: 'subfolder' } });
  // The system's own windows and other programs can not be driven from here; what is handed to them is seen.
  await app.electron.evaluate(({ BrowserWindow, shell }) => {
    const seen = { shown: [] as string[], dragged: [] as (string[] | undefined)[] };
    shell.showItemInFolder = (path) => seen.shown.push(path);
    const [window] = BrowserWindow.getAllWindows();
    if (window) window.webContents.startDrag = ({ files, icon }) => seen.dragged.push(icon === '' ? [] : files);
    Object.assign(globalThis, { seen });
  });
  const seen = () =>
    app.electron.evaluate(() => (globalThis as unknown as { seen: { shown: string[]; dragged: string[][] } }).seen);
  await app.drop('resize', [join(folder, 'Trip')]);
  await app.expectState('Trip', 'done');
  const outputs = ['one-300px.jpg', 'two-300px.jpg'].map((name) => join(folder, 'Trip/resized', name));

  const view = await details(app, 'Trip');
  await view.getByRole('button', { name: 'Copy paths' }).click();
  await expect(view.getByRole('status').filter({ hasText: 'Paths copied' })).toBeAttached();
  expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(outputs.join('\n'));

  await app.row('Trip').click({ button: 'right' });
  await app.page.getByRole('menuitem', { name: 'Copy <picture> markup' }).click();
  const markup = ['one', 'two'].map(
    (name) => `<picture>\n  <img src="${name}-300px.jpg" width="300" height="200" alt="">\n</picture>\n`,
  );
  await expect.poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(markup.join(''));

  const rows = view.getByRole('listitem');
  await rows.filter({ hasText: 'two.jpg' }).getByRole('button', { name: 'Show in folder: two.jpg' }).click();
  await expect.poll(async () => (await seen()).shown).toEqual([outputs[1]]);

  await app.row('Trip').locator('[draggable=true]').dragTo(view);
  await expect.poll(async () => (await seen()).dragged).toEqual([outputs]);
  await rows.filter({ hasText: 'one.jpg' }).dragTo(app.row('Trip'));
  await expect.poll(async () => (await seen()).dragged).toEqual([outputs, [outputs[0]]]);
});

test('undo takes the results away and puts replaced originals back; what was changed since stays', async ({
  app,
  folder,
}) => {
  const [one, two] = [await picture(900, 600), await picture(800, 600)];
  await writeTree(folder, { 'Trip/one.jpg': one, 'Trip/two.jpg': two });
  await setOptions(app, { resize: { width: 300, height: 300, destination: 'replace' } });
  await app.drop('resize', [join(folder, 'Trip')]);
  await app.expectState('Trip', 'done');
  expect((await readFile(join(folder, 'Trip/one.jpg'))).length).toBeLessThan(one.length);
  await appendFile(join(folder, 'Trip/two.jpg'), 'retouched');

  const view = await details(app, 'Trip');
  await view.getByRole('button', { name: /^Undo/ }).click();
  await expect(app.row('Trip')).toContainText('Undone');
  await expect(app.row('Trip')).toContainText('Moved 1 result to the trash · restored 1 original · left 2 unchanged');
  await expect(view.getByRole('list', { name: 'Left unchanged' })).toContainText(
    'two.jpg: The file has changed since then.',
  );
  expect(await readFile(join(folder, 'Trip/one.jpg'))).toEqual(one);
  expect((await readFile(join(folder, 'Trip/two.jpg'), 'latin1')).endsWith('retouched')).toBe(true);
  const trash = await readdir(join(app.profile, 'data/Trash/files'));
  expect(trash.sort()).toEqual(['one.2.jpg', 'two.jpg']);
  // Once the name is free, the original can still come back.
  await expect(view.getByRole('button', { name: /^Undo/ })).toBeVisible();
});

test('an undo that could not take everything back takes back the rest once it can', async ({ app, folder }) => {
  const one = await picture(900, 600);
  await writeTree(folder, { 'Trip/one.jpg': one });
  await setOptions(app, { resize: { width: 300, height: 300, format: 'webp', destination: 'replace' } });
  await app.drop('resize', [join(folder, 'Trip')]);
  await app.expectState('Trip', 'done');
  await writeTree(folder, { 'Trip/one.jpg': 'a newer file of this name' });

  const view = await details(app, 'Trip');
  const undo = view.getByRole('button', { name: /^Undo/ });
  await undo.click();
  await expect(app.row('Trip')).toContainText('left 2 unchanged');
  await expect(view.getByRole('list', { name: 'Left unchanged' })).toContainText(
    'Another file has the name of the original.',
  );
  expect((await readdir(join(folder, 'Trip'))).sort()).toEqual(['one.jpg', 'one.webp']);

  await rm(join(folder, 'Trip/one.jpg'));
  await undo.click();
  await expect(app.row('Trip')).toContainText('Moved 1 result to the trash · restored 1 original');
  await expect(app.row('Trip')).not.toContainText('unchanged');
  await expect(undo).toBeHidden();
  expect(await readdir(join(folder, 'Trip'))).toEqual(['one.jpg']);
  expect(await readFile(join(folder, 'Trip/one.jpg'))).toEqual(one);
});

test('what results were written over comes back from the trash when the job is undone', async ({ app, folder }) => {
  await writeTree(folder, {
    'Letters/a.txt': prose(10_000),
    'Letters.zip': 'an older archive',
    'Trip/one.jpg': await picture(900, 600),
    'Trip/resized/one-300px.jpg': 'an older result',
  });
  await setOptions(app, {
    zip: { collision: 'overwrite' },
    resize: { width: 300, height: 300, destination: 'subfolder', collision: 'overwrite' },
  });
  const older = async () => [
    await readFile(join(folder, 'Letters.zip'), 'latin1'),
    await readFile(join(folder, 'Trip/resized/one-300px.jpg'), 'latin1'),
  ];
  const [archive, result] = await older();
  await app.drop('zip', [join(folder, 'Letters')]);
  await app.drop('resize', [join(folder, 'Trip/one.jpg')]);
  for (const title of ['Letters.zip', 'one.jpg']) await app.expectState(title, 'done');
  expect((await older()).map((text) => text.slice(0, 2))).toEqual(['PK', '\xff\xd8']);

  for (const title of ['Letters.zip', 'one.jpg']) {
    const view = await details(app, title);
    await view.getByRole('button', { name: /^Undo/ }).click();
    await expect(app.row(title)).toContainText('Moved 1 result to the trash · restored 1 original');
  }
  expect(await older()).toEqual([archive, result]);
});

test('an archive goes to the trash by keyboard', async ({ app, folder }) => {
  await writeTree(folder, { 'Letters/a.txt': prose(10_000) });
  await app.drop('zip', [join(folder, 'Letters')]);
  await app.expectState('Letters.zip', 'done');
  const view = await details(app, 'Letters.zip');
  await view.getByRole('button', { name: /^Undo/ }).press('Enter');
  await expect(app.row('Letters.zip')).toContainText('Undone');
  expect(await readdir(folder)).toEqual(['Letters']);
  expect(await readdir(join(app.profile, 'data/Trash/files'))).toEqual(['Letters.zip']);
});

test('a picture is compared before and after, by mouse and by keyboard', async ({ app, folder }) => {
  await writeTree(folder, { 'Trip/one.jpg': await picture(1800, 1200) });
  await setOptions(app, { resize: { width: 600, height: 600, destination: 'replace' } });
  await app.drop('resize', [join(folder, 'Trip')]);
  await app.expectState('Trip', 'done');
  const view = await details(app, 'Trip');
  const heights = await watchHeights(app.page);
  await view.getByRole('button', { name: 'Compare before and after: one.jpg', exact: true }).click();

  const sheet = app.page.getByRole('dialog', { name: 'Before and after: one.jpg' });
  await expect(sheet).toContainText('1800 × 1200 px');
  await expect(sheet).toContainText('600 × 400 px');
  await expect(sheet).toContainText(/\d+% less/);
  const sizes = () =>
    sheet.getByRole('img').evaluateAll((images) => (images as HTMLImageElement[]).map((image) => image.naturalWidth));
  await expect.poll(sizes).toEqual([600, 1800]);
  const divider = sheet.getByRole('slider', { name: 'Divider between before and after' });
  await expect(divider).toBeFocused();
  expect(await heights(), 'The dialog does not grow when the pictures come.').toHaveLength(1);
  await app.page.keyboard.press('ArrowRight');
  await expect(divider).toHaveValue('51');
  await app.page.keyboard.press('End');
  await expect(divider).toHaveValue('100');
  const box = await sheet.getByRole('group', { name: 'Picture, before and after' }).boundingBox();
  if (!box) throw new Error('The pictures are out of sight.');
  await app.page.mouse.move(box.x + box.width - 4, box.y + box.height / 2);
  await app.page.mouse.down();
  await app.page.mouse.move(box.x + box.width / 4, box.y + box.height / 2, { steps: 3 });
  await app.page.mouse.up();
  await expect.poll(async () => Math.abs(Number(await divider.inputValue()) - 25)).toBeLessThan(5);

  // What is larger than its room is moved there, by mouse and by keyboard.
  const stage = sheet.getByRole('group', { name: 'Picture, before and after' });
  for (let n = 0; n < 6; n++) await stage.press('+');
  await expect(sheet.getByRole('status').filter({ hasText: '%' })).toHaveText('800%');
  const left = async () => Math.round((await sheet.getByRole('img', { name: 'After' }).boundingBox())?.x ?? Number.NaN);
  const middle = await left();
  await stage.press('ArrowLeft');
  await expect.poll(left).toBeGreaterThan(middle);
  await stage.press('ArrowRight');
  await expect.poll(left).toBe(middle);
  await app.page.mouse.move(box.x + box.width / 2, box.y + box.height / 4);
  await app.page.mouse.down();
  await app.page.mouse.move(box.x + box.width / 2 - 30, box.y + box.height / 4, { steps: 3 });
  await app.page.mouse.up();
  await expect.poll(left).toBe(middle - 30);
  await app.page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
});

/** In each frame, the height of the dialog. Returns what ends that, and answers the different ones. */
async function watchHeights(page: Page): Promise<() => Promise<readonly number[]>> {
  await page.evaluate(() => {
    const heights = new Set<number>();
    const look = () => {
      const dialog = document.querySelector<HTMLElement>('[role=dialog]');
      if (dialog) heights.add(dialog.offsetHeight);
      frame = requestAnimationFrame(look);
    };
    let frame = requestAnimationFrame(look);
    const stop = () => {
      cancelAnimationFrame(frame);
      return [...heights];
    };
    Object.assign(globalThis, { stopHeights: stop });
  });
  return () => page.evaluate(() => (globalThis as unknown as { stopHeights: () => number[] }).stopHeights());
}
