import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { type Dropmill, expect, test } from './dropmill.ts';
import { writeTree } from './files.ts';

/** Titles of the rows from top to bottom. */
async function order(app: Dropmill): Promise<string[]> {
  const names = await app.page
    .getByRole('grid')
    .getByRole('row')
    .evaluateAll((rows) =>
      rows
        .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map((row) => row.getAttribute('aria-label') ?? row.textContent ?? ''),
    );
  return names.map((name) => /^[\w ]+?(?=\.zip)/.exec(name)?.[0] ?? name);
}

async function drag(app: Dropmill, from: Locator, to: Locator, where: 'above' | 'below'): Promise<void> {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error('A row is out of sight.');
  const y = where === 'above' ? end.y + 4 : end.y + end.height - 4;
  await app.page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await app.page.mouse.down();
  await app.page.mouse.move(start.x + 3, (start.y + y) / 2, { steps: 4 });
  await app.page.mouse.move(start.x + 3, y, { steps: 4 });
  await app.page.mouse.up();
}

test('the queue is paused, put into another order by keys, by dragging and by menu, and runs in that order', async ({
  app,
  folder,
}) => {
  const { page } = app;
  await app.changeSettings({ sideBySide: 1, workers: 1 });
  const small = Object.fromEntries(['B', 'C', 'D', 'E'].map((name) => [`${name}/a.txt`, name]));
  await writeTree(folder, { 'A/a.txt': 'A', ...small });
  await app.holdHost();
  await app.dropInTurn(
    'zip',
    ['A', 'B', 'C', 'D', 'E'].map((name) => join(folder, name)),
  );
  await page.getByRole('button', { name: 'Pause all' }).click();
  await app.expectState('A.zip', 'paused');
  await app.expectState('E.zip', 'paused');
  await expect.poll(() => order(app)).toEqual(['A', 'B', 'C', 'D', 'E']);

  await app.row('E.zip').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => order(app)).toEqual(['A', 'B', 'C', 'E', 'D']);
  await page.keyboard.press('Alt+Home');
  await expect.poll(() => order(app)).toEqual(['A', 'E', 'B', 'C', 'D']);
  await expect(app.row('E.zip')).toBeFocused();
  await expect(page.getByText('Now number 1 of 4 in the queue')).toBeAttached();

  await drag(app, app.row('D.zip').getByRole('button', { name: 'Move in the queue' }), app.row('E.zip'), 'below');
  await expect.poll(() => order(app)).toEqual(['A', 'E', 'D', 'B', 'C']);
  // What runs cannot be overtaken: above it is in front of all that wait.
  await drag(app, app.row('C.zip').getByRole('button', { name: 'Move in the queue' }), app.row('A.zip'), 'above');
  await expect.poll(() => order(app)).toEqual(['A', 'C', 'E', 'D', 'B']);

  await app.row('C.zip').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'To the end of the queue' }).click();
  await expect.poll(() => order(app)).toEqual(['A', 'E', 'D', 'B', 'C']);
  expect((await app.jobs()).map((job) => job.state)).toEqual(Array(5).fill('paused'));

  await page.getByRole('button', { name: 'Resume all' }).click();
  await app.letHostGo();
  for (const name of ['A', 'B', 'C', 'D', 'E']) await app.expectState(`${name}.zip`, 'done');
  const started = (await app.jobs()).toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0));
  expect(started.map((job) => job.title)).toEqual(['A.zip', 'E.zip', 'D.zip', 'B.zip', 'C.zip']);
  await expect(page.getByText(/^5 files(;| in)/)).toBeVisible();
});

test('the row is paused and resumed by Space and by its menu at Shift+F10, the queue by the menu of the app', async ({
  app,
  folder,
}) => {
  const { keyboard } = app.page;
  await app.changeSettings({ sideBySide: 1 });
  await writeTree(folder, { 'A/a.txt': 'a', 'B/b.txt': 'b', 'C/c.txt': 'c' });
  await app.holdHost();
  await app.dropInTurn(
    'zip',
    ['A', 'B', 'C'].map((name) => join(folder, name)),
  );
  await app.row('B.zip').focus();
  await keyboard.press('Space');
  await app.expectState('B.zip', 'paused');
  await expect(app.row('B.zip')).toBeFocused();
  await keyboard.press('Space');
  await app.expectState('B.zip', 'waiting');
  // It acts on all that is selected.
  await app.row('B.zip').click();
  await keyboard.press('Shift+ArrowDown');
  await keyboard.press('Space');
  await app.expectState('B.zip', 'paused');
  await app.expectState('C.zip', 'paused');

  await keyboard.press('ArrowUp');
  await keyboard.press('Shift+F10');
  const menu = app.page.getByRole('menu', { name: 'Commands for this job' });
  await expect(menu.getByRole('menuitem', { name: 'Resume' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(app.row('B.zip')).toBeFocused();
  await keyboard.press('Shift+F10');
  await menu.getByRole('menuitem', { name: 'Resume' }).focus();
  await keyboard.press('Enter');
  await app.expectState('B.zip', 'waiting');
  await app.expectState('C.zip', 'paused');

  await app.pressMenu('Pause all');
  for (const name of ['A', 'B', 'C']) await app.expectState(`${name}.zip`, 'paused');
  await app.pressMenu('Resume all');
  await app.letHostGo();
  for (const name of ['A', 'B', 'C']) await app.expectState(`${name}.zip`, 'done');
});

test('what waits is cancelled, what failed is retried, and what has ended is cleared', async ({ app, folder }) => {
  const { page } = app;
  await app.changeSettings({ sideBySide: 1, workers: 1 });
  await writeTree(folder, { 'A/a.txt': 'a', 'B/b.txt': 'b', 'C/c.txt': 'c' });
  await app.holdHost();
  await app.dropInTurn(
    'zip',
    ['A', 'B', 'C'].map((name) => join(folder, name)),
  );
  await app.expectState('A.zip', 'running');
  await app.row('B.zip').getByRole('button', { name: 'Pause' }).click();
  await app.expectState('B.zip', 'paused');

  await page.getByRole('region', { name: 'Queue' }).getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Cancel waiting' }).click();
  await app.expectState('B.zip', 'cancelled');
  await app.expectState('C.zip', 'cancelled');
  await app.expectState('A.zip', 'running');

  await app.drop('zip', [join(folder, 'B')]);
  await app.expectState('B.zip, Waiting', 'waiting');
  await page.getByRole('button', { name: 'Cancel all' }).first().click();
  await app.letHostGo();
  await app.expectState('A.zip', 'cancelled');
  await expect.poll(async () => new Set((await app.jobs()).map((job) => job.state))).toEqual(new Set(['cancelled']));
  await page.getByRole('button', { name: 'Clear finished' }).first().click();
  await expect(page.getByRole('heading', { name: 'Drop here to zip' })).toBeVisible();
});

test('failed jobs are run again together', async ({ app, folder }) => {
  const { page } = app;
  await writeTree(folder, { 'empty1/.keep': '', 'empty2/.keep': '' });
  await page.evaluate(() => window.api.changeSettings({ collision: 'rename' }));
  await app.drop('resize', [join(folder, 'empty1')]);
  await app.drop('resize', [join(folder, 'empty2')]);
  await app.expectState('empty1', 'failed');
  await app.expectState('empty2', 'failed');
  const before = (await app.jobs()).map((job) => job.id);
  await page.getByRole('region', { name: 'Queue' }).getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Retry failed' }).click();
  await expect.poll(async () => (await app.jobs()).filter((job) => before.includes(job.id))).toEqual([]);
  await app.expectState('empty1', 'failed');
});

test('menus show their shortcuts, and the help sheet has all of them', async ({ app, folder }) => {
  const { page } = app;
  await app.changeSettings({ sideBySide: 1 });
  await writeTree(folder, { 'A/a.txt': 'a', 'B/b.txt': 'b' });
  await app.holdHost();
  await app.dropInTurn('zip', [join(folder, 'A'), join(folder, 'B')]);
  await app.expectState('B.zip', 'waiting');
  const shown = () =>
    page
      .getByRole('menuitem')
      .locator('kbd')
      .evaluateAll((keys) => keys.map((key) => key.textContent ?? ''));
  await app.row('B.zip').click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: 'Pause' })).toContainText('Space');
  const ofRow = ['Enter', 'Space', 'Alt Home', 'Alt ↑', 'Alt ↓', 'Alt End', 'Del'];
  await expect.poll(shown).toEqual(ofRow);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await page.getByRole('region', { name: 'Queue' }).getByRole('button', { name: 'More' }).click();
  await expect(page.getByRole('menuitem', { name: 'Retry failed' })).toContainText('Ctrl Shift R');
  const keys = [...ofRow, ...(await shown())].flatMap((text) => text.split(' '));
  await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await help.waitFor();
  const known = new Set(await help.locator('kbd').allTextContents());
  expect(keys.filter((key) => !known.has(key))).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await page.getByRole('button', { name: 'Cancel all' }).first().click();
  await app.letHostGo();
  await app.expectState('A.zip', 'cancelled');
});
