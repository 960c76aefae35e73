// The whole of a person's work without a mouse. There is no mouse call in this file, and there must be none.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, test } from './dropmill.ts';
import { writeTree } from './files.ts';
import { press, tabTo } from './focus.ts';

test('there is no mouse in this file', async () => {
  const source = await readFile(import.meta.filename, 'utf8');
  const calls = ['click', 'dblclick', 'hover', 'tap', 'check', 'dragTo', 'mouse', 'drop'];
  expect(calls.filter((call) => new RegExp(`\\.${call}\\(|\\.${call}\\.`).test(source))).toEqual([]);
});

test('all work can be done by keyboard alone, and the focus is always somewhere and to be seen', async ({
  app,
  folder,
}) => {
  test.slow();
  await makeFiles(folder);
  await app.changeSettings({ sideBySide: 1 });

  await test.step('set an option and choose a folder', async () => {
    const resize = app.page.getByRole('region', { name: 'Drop here to resize' });
    await tabTo(app.page, resize.getByRole('button', { name: 'Options…' }));
    await press(app.page, 'Enter');
    await tabTo(app.page, app.page.getByRole('textbox', { name: 'Width' }));
    await press(app.page, 'Control+a');
    await app.page.keyboard.type('400');
    await press(app.page, 'Tab');
    await app.answerDialog(join(folder, 'Photos'));
    await tabTo(app.page, resize.getByRole('button', { name: 'Choose folders…' }), 'Shift+Tab');
    await press(app.page, 'Enter');
    await app.expectState('Photos', 'done');
    const { width } = await sharp(join(folder, 'Photos (resized)', 'one.jpg')).metadata();
    expect(width).toBe(400);
  });

  await test.step('open the details, find, filter, and go back', async () => {
    const details = app.page.getByRole('region', { name: 'Details of Photos' });
    await expect(app.row('Photos')).toBeFocused();
    await press(app.page, 'Enter');
    await expect(details.getByRole('listitem')).toHaveCount(3);
    await press(app.page, 'Control+f');
    await expect(details.getByRole('searchbox')).toBeFocused();
    await app.page.keyboard.type('two');
    await expect(details.getByRole('listitem')).toHaveCount(1);
    await press(app.page, 'Escape');
    await expect(details.getByRole('listitem')).toHaveCount(3);
    await press(app.page, 'Tab');
    await openBy(app.page, 'listbox');
    await app.page.keyboard.type('Fai');
    await expect(app.page.getByRole('option', { name: 'Failed' })).toBeFocused();
    await press(app.page, 'Enter');
    await expect(details).toContainText('No matching files');
    await press(app.page, 'Escape');
    await expect(details).toBeHidden();
    await expect(app.row('Photos')).toBeFocused();
  });

  await test.step('add by the menu, pause, resume, cancel and retry', async () => {
    await app.answerDialog(join(folder, 'Big'));
    await app.holdHost();
    await tabTo(app.page, app.page.getByRole('button', { name: 'Add', exact: true }), 'Shift+Tab');
    await openBy(app.page, 'menu');
    await press(app.page, 'ArrowDown');
    await press(app.page, 'Enter');
    await app.expectState('Big.zip', 'running');
    await tabTo(app.page, app.page.getByRole('row'));
    await press(app.page, 'Home');
    await expect(app.row('Big.zip')).toBeFocused();
    await press(app.page, 'Space');
    await app.expectState('Big.zip', 'paused');
    await press(app.page, 'Space');
    await app.expectState('Big.zip', 'running');
    await press(app.page, 'Delete');
    await app.letHostGo();
    await app.expectState('Big.zip', 'cancelled');
    await app.holdHost();
    await tabTo(app.page, app.row('Big.zip').getByRole('button', { name: 'Run again' }), 'ArrowRight');
    await app.page.keyboard.press('Enter');
    await app.expectState('Big.zip', 'running');
    await press(app.page, 'Home');
    await expect(app.row('Big.zip')).toBeFocused();
  });

  await test.step('put what waits into another order, and cancel what runs', async () => {
    for (const name of ['Alpha', 'Beta']) {
      await app.answerDialog(join(folder, name));
      await tabTo(app.page, app.page.getByRole('button', { name: 'Add', exact: true }), 'Shift+Tab');
      await openBy(app.page, 'menu');
      await press(app.page, 'ArrowDown');
      await press(app.page, 'Enter');
      await app.expectState(`${name}.zip`, 'waiting');
    }
    await tabTo(app.page, app.page.getByRole('row'));
    for (const key of ['Home', 'ArrowDown', 'ArrowDown']) await press(app.page, key);
    await expect(app.row('Beta.zip')).toBeFocused();
    await press(app.page, 'Alt+ArrowUp');
    await expect(app.page.getByRole('row').nth(1)).toHaveAccessibleName('Beta.zip, Waiting');
    await expect(app.row('Beta.zip')).toBeFocused();
    await press(app.page, 'Home');
    await press(app.page, 'Delete');
    await app.letHostGo();
    await app.expectState('Big.zip', 'cancelled');
    for (const name of ['Alpha.zip', 'Beta.zip']) await app.expectState(name, 'done');
  });

  await test.step('look at pictures before they are made, choose a recent folder and another quality, and undo', async () => {
    const { page } = app;
    await app.changeSettings({ startAtOnce: false });
    await app.answerDialog(join(folder, 'Photos'));
    await tabTo(page, page.getByRole('button', { name: 'Add', exact: true }), 'Shift+Tab');
    await openBy(page, 'menu');
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter']) await press(page, key);
    const review = page.getByRole('region', { name: 'Review: Resize' });
    await expect(review.getByRole('button', { name: 'Start' })).toBeFocused();
    await expect(review.getByRole('slider', { name: 'Quality' })).toBeAttached();
    const strip = review.getByRole('listbox', { name: 'Pictures' });
    await tabTo(page, strip.getByRole('option').first(), 'Shift+Tab');
    await press(page, 'ArrowDown');
    await expect(strip.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true');
    // It is there with the picture.
    const quality = review.getByRole('slider', { name: 'Quality' });
    await expect(quality).toBeAttached();
    await tabTo(page, quality);
    await press(page, 'PageDown');
    const options = page.getByRole('complementary');
    await expect(options.getByRole('textbox', { name: 'Quality' })).toHaveValue('72');
    await tabTo(page, options.getByRole('button', { name: /Save results/ }));
    await openBy(page, 'listbox');
    await page.keyboard.type('One');
    await expect(page.getByRole('option', { name: /^One/ })).toBeFocused();
    await press(page, 'Enter');
    await expect(options.getByRole('button', { name: 'Folder: Choose folder…' })).toBeVisible();
    await tabTo(page, options.getByRole('button', { name: 'Recent folders' }));
    await press(page, 'Enter');
    const recent = page.getByRole('dialog', { name: 'Recent folders' });
    const alpha = recent.getByRole('button', { name: folder }).filter({ hasNotText: '(resized)' }).first();
    await expect(alpha).toBeFocused();
    await press(page, 'Enter');
    await expect(recent).toBeHidden();
    await tabTo(page, review.getByRole('button', { name: 'Start' }), 'Shift+Tab');
    await press(page, 'Enter');
    await expect(app.row('Photos, Done')).toHaveCount(2);
    await press(page, 'Control+z');
    await expect(app.row('Photos, Undone')).toHaveCount(1);
    await app.changeSettings({ startAtOnce: true });
    await tabTo(page, page.getByRole('row'));
  });

  await test.step('look at the settings and at the help', async () => {
    for (const [keys, name] of [
      ['Control+Comma', 'Settings'],
      ['?', 'Keyboard shortcuts'],
    ] as const) {
      await app.page.keyboard.press(keys);
      const sheet = app.page.getByRole('dialog', { name });
      const within = () => sheet.evaluate((one) => one.contains(document.activeElement));
      await expect.poll(within).toBe(true);
      await press(app.page, 'Tab');
      await expect.poll(within).toBe(true);
      await press(app.page, 'Escape');
      await expect(sheet).toBeHidden();
      await expect(app.page.locator('[role=row]:focus')).toHaveCount(1);
    }
  });

  await test.step('clear what has ended', async () => {
    await tabTo(app.page, app.page.getByRole('button', { name: 'Clear finished' }), 'Shift+Tab');
    await press(app.page, 'Enter');
    await expect.poll(() => app.jobs()).toEqual([]);
    await expect(app.page.locator('[data-drop] :focus')).toHaveCount(1);
  });
});

/** Opens what belongs to the button that has the focus, and waits until keys go there. */
async function openBy(page: Page, role: 'listbox' | 'menu'): Promise<void> {
  await page.keyboard.press('Enter');
  await page.locator(`[role=${role}]:focus-within`).waitFor();
}

async function makeFiles(folder: string): Promise<void> {
  const picture = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#3a7' } })
    .jpeg()
    .toBuffer();
  await writeTree(folder, { 'Photos/one.jpg': picture, 'Photos/two.jpg': picture, 'Photos/three.jpg': picture });
  await writeTree(folder, { 'Alpha/a.txt': 'a', 'Beta/b.txt': 'b', 'Big/a.txt': 'a' });
}
