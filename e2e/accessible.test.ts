// Axe looks at every state of the window: in light and dark, and in each language.
import { execFileSync } from 'node:child_process';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expectAccessible } from './axe.ts';
import { holdOver } from './drop-files.ts';
import { type Dropmill, expect, test } from './dropmill.ts';
import { MANY, noise, prose, writeLinks, writeTree } from './files.ts';
import { setOptions } from './pictures.ts';

test.describe('axe finds nothing, light or dark, in each language,', () => {
  test('in the empty window, while dragging, in the menus, the options, the settings and the help', async ({
    app,
    folder,
  }) => {
    const { page } = app;
    await expectAccessible(page, 'empty');
    const letGo = await app.dragOver([join(folder, 'a.jpg')]);
    await expectAccessible(page, 'dragging over the empty window');
    await letGo();
    await page.locator('[data-drop="resize"]').getByRole('button', { name: 'Options…' }).click();
    await page.getByRole('switch', { name: 'Then zip the results' }).focus();
    await page.keyboard.press('Space');
    await expect(page.getByRole('switch', { name: 'Then zip the results' })).toBeChecked();
    await expectAccessible(page, 'options of resize, with the results zipped');
    await page.getByRole('tab', { name: 'Extract' }).click();
    await expect(page.getByRole('tabpanel', { name: 'Extract' })).toBeVisible();
    await expectAccessible(page, 'options of extract');
    await page.getByRole('tab', { name: 'Zip' }).click();
    await expect(page.getByRole('tabpanel', { name: 'Zip' })).toBeVisible();
    for (const closed of await page.getByRole('complementary').getByRole('button', { expanded: false }).all()) {
      if ((await closed.getAttribute('aria-haspopup')) === null) await closed.click();
    }
    await expectAccessible(page, 'all options of zip');
    await page.getByRole('button', { name: 'Presets' }).click();
    await page.getByRole('menu').waitFor();
    await expectAccessible(page, 'menu of the presets');
    await page.getByRole('menuitem', { name: 'Save as preset…' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).waitFor();
    await expectAccessible(page, 'dialog for the name of a preset');
    await closeBy(page, 'dialog');
    await page
      .getByRole('button', { name: /Preset/ })
      .first()
      .click();
    await page.getByRole('listbox').waitFor();
    await expectAccessible(page, 'list of the presets');
    await closeBy(page, 'listbox');
    await page.getByRole('button', { name: 'More', exact: true }).first().click();
    await page.getByRole('menu').waitFor();
    await expectAccessible(page, 'menu of the window');
    await closeBy(page, 'menu');
    for (const name of ['Short guide', 'Keyboard shortcuts', 'About Dropmill']) {
      await app.openDialog(name);
      await expectAccessible(page, name);
      await closeBy(page, 'dialog');
    }
    await app.answerDialog(folder);
    await app.openDialog('Watched folders…');
    const watched = page.getByRole('dialog', { name: 'Watched folders' });
    await watched.getByRole('button', { name: 'Choose folder…' }).click();
    await watched.getByRole('switch').waitFor({ state: 'attached' });
    await expectAccessible(page, 'watched folders');
    await watched.getByRole('button', { name: /^Stop watching/ }).click();
    await expect(watched.getByRole('switch')).toHaveCount(0);
    await closeBy(page, 'dialog');
    await page.keyboard.press('Control+Comma');
    await page.getByRole('dialog', { name: 'Settings' }).waitFor();
    const refused = await holdOver(page, [join(folder, 'a.jpg')]);
    await page.getByText('Close this dialog first.').waitFor();
    await expectAccessible(page, 'settings, and a drop that is refused');
    await refused();
  });

  test('in the questions, the notices, the menu of a row and the list of states; and narrow', async ({
    app,
    folder,
  }) => {
    const { page } = app;
    await writeTree(folder, { 'Letters/a.txt': 'a', 'Later/a.txt': 'a', 'Big/a.txt': 'a' });
    await app.drop('zip', [join(folder, 'Letters')]);
    await app.expectState('Letters.zip', 'done');
    await app.row('Letters.zip').getByRole('button', { name: 'Details' }).click();
    await page.getByRole('button', { name: 'Status' }).click();
    await page.getByRole('listbox').waitFor();
    await expectAccessible(page, 'list of states');
    await closeBy(page, 'listbox');
    // An undo leaves what was changed since, and lists it.
    await appendFile(join(folder, 'Letters.zip'), 'changed');
    await app.row('Letters.zip').getByRole('button', { name: /^Undo/ }).click();
    await expect(app.row('Letters.zip')).toContainText('Undone');
    await page.getByRole('list', { name: 'Left unchanged' }).waitFor();
    await app.electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('copy-diagnostics')?.click());
    await page.getByText('Diagnostics copied.').waitFor();
    await expectAccessible(page, 'an undone job, and a notice');
    await page.getByRole('button', { name: 'Close details' }).click();

    await app.changeSettings({ sideBySide: 1 });
    await app.holdHost();
    await app.dropInTurn('zip', [join(folder, 'Big'), join(folder, 'Later')]);
    await app.expectState('Later.zip', 'waiting');
    await app.row('Later.zip').click({ button: 'right' });
    await page.getByRole('menu', { name: 'Commands for this job' }).waitFor();
    await expectAccessible(page, 'menu of a row');
    await page.getByRole('menuitem', { name: 'Edit options…' }).click();
    const review = page.getByRole('region', { name: 'Review: Zip' });
    await expect(page.getByRole('complementary')).toContainText('For Later.zip');
    await expectAccessible(page, 'options of a job that waits');
    await review.getByRole('button', { name: 'Cancel' }).click();
    await app.expectState('Later.zip', 'waiting');
    await app.closeWindow();
    await page.locator('[role=alertdialog]:focus-within').waitFor();
    await expectAccessible(page, 'question on leaving');
    await closeBy(page, 'alertdialog');
    await app.changeSettings({ whenDone: 'sleep' });
    await app.resizeWindow(720, 480);
    await expect(page.getByText('The computer will go to sleep when the queue is done.')).toBeVisible();
    await expectAccessible(page, 'narrow, with what follows the queue');
    for (const name of ['Later.zip', 'Big.zip']) {
      await app.row(name).getByRole('button', { name: 'Cancel' }).click();
      if (name === 'Big.zip') await app.letHostGo();
      await app.expectState(name, 'cancelled');
    }
    await app.holdCountdown();
    await app.drop('zip', [join(folder, 'Later')]);
    await page.locator('[role=alertdialog]:focus-within').waitFor();
    await expectAccessible(page, 'countdown');
    await closeBy(page, 'alertdialog');
    await app.changeSettings({ whenDone: 'nothing' });
    await page.keyboard.press('Control+Comma');
    await page.getByRole('dialog', { name: 'Settings' }).waitFor();
    await expectAccessible(page, 'settings in the narrow window');
  });

  test('with jobs in every state, their details, and a plan', async ({ app, folder }) => {
    const { page } = app;
    await jobsInEveryState(app, folder);
    await expectAccessible(page, 'jobs in every state');
    const letGo = await app.dragOver([join(folder, 'Letters')]);
    await expectAccessible(page, 'dragging over jobs');
    await letGo();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('menu').waitFor();
    await expectAccessible(page, 'menu of what can be added');
    await closeBy(page, 'menu');
    for (const title of ['First.zip', 'Second.zip']) {
      await app.row(title).getByRole('button', { name: 'Cancel' }).click();
    }
    await app.letHostGo();
    for (const title of ['First.zip', 'Second.zip']) await app.expectState(title, 'cancelled');
    for (const title of ['Paused.zip', 'Pictures', 'Notes']) {
      await app.row(title).getByRole('button', { name: 'Details' }).click();
      await page.getByRole('region', { name: `Details of ${title}` }).waitFor();
      await expectAccessible(page, `details of ${title}`);
    }
    await app.row('Pictures').getByRole('button', { name: 'Details' }).click();
    await page.getByRole('button', { name: 'Compare before and after' }).first().click();
    await page.getByRole('dialog', { name: 'Before and after: good.jpg' }).waitFor();
    await expectAccessible(page, 'comparison');
    await closeBy(page, 'dialog');
    await page.getByRole('button', { name: 'Show as pictures' }).click();
    await page.getByRole('button', { name: 'good.jpg, Done' }).locator('[data-drawn]').waitFor();
    await expectAccessible(page, 'files as pictures');
    await page.getByRole('tab', { name: 'Skipped' }).click();
    await expect(page.getByRole('region', { name: 'Details of Pictures' })).toContainText('notes.txt');
    await expectAccessible(page, 'what was skipped');
    await page.keyboard.press('Escape');
    await app.changeSettings({ startAtOnce: false });
    await app.drop('zip', [join(folder, 'Letters')]);
    await expect(page.getByRole('region', { name: 'Review: Zip' })).toContainText('1 file');
    await expectAccessible(page, 'plan');
    await app.drop('resize', [join(folder, 'Pictures')]);
    await expect(page.getByRole('region', { name: 'Review: Resize' })).toContainText('2 of 2');
    await expectAccessible(page, 'two reviews');
    await app.drop('extract', [join(folder, 'Locked.zip')]);
    await page.getByRole('region', { name: 'Review: Extract' }).getByText('The archive is encrypted.').waitFor();
    await page.getByRole('treeitem', { name: 'Waiting' }).waitFor();
    await expectAccessible(page, 'what an archive holds, and the question for its password');
    await app.changeSettings({ startAtOnce: true });
    await setOptions(app, { zip: { perInput: true } });
    await app.drop('zip', [join(folder, 'Letters'), join(folder, 'Notes')]);
    await app.row('Zip: 2 jobs').waitFor();
    await expectAccessible(page, 'jobs under a head');
  });
});

/** Presses Escape and waits until it has closed what is open. */
async function closeBy(page: Page, role: 'alertdialog' | 'dialog' | 'listbox' | 'menu'): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole(role)).toHaveCount(0);
}

/** Letters is done, Pictures done with something skipped, Notes failed; the others are called like their states. */
async function jobsInEveryState(app: Dropmill, folder: string): Promise<void> {
  const picture = await sharp({ create: { width: 2400, height: 1600, channels: 3, background: '#3a7' } })
    .jpeg()
    .toBuffer();
  await writeTree(folder, {
    'Letters/a.txt': 'a',
    'Pictures/notes.txt': 'no picture',
    'Pictures/broken.jpg': noise(1000),
    'Pictures/good.jpg': picture,
    'Notes/notes.txt': 'no picture',
    'Waiting/a.txt': 'a',
    'Cancelled/a.txt': 'a',
  });
  execFileSync('zip', ['-qrP', 'secret', 'Locked.zip', 'Waiting'], { cwd: folder });
  await writeLinks(folder, ['Paused', 'First', 'Second'], prose(64_000_000), MANY);
  await app.drop('zip', [join(folder, 'Letters')]);
  await app.drop('resize', [join(folder, 'Pictures')]);
  await app.drop('resize', [join(folder, 'Notes')]);
  await app.expectState('Letters.zip', 'done');
  await app.expectState('Pictures', 'done');
  await app.expectState('Notes', 'failed');
  await app.drop('zip', [join(folder, 'Paused')]);
  await app.row('Paused.zip').getByRole('button', { name: 'Pause' }).click();
  await app.expectState('Paused.zip', 'paused');
  // They are seen at work, and take no time from who looks at them.
  await app.holdHostAtWork();
  const names = ['First', 'Second', 'Waiting', 'Cancelled'];
  await app.dropInTurn(
    'zip',
    names.map((name) => join(folder, name)),
  );
  await app.row('Cancelled.zip').getByRole('button', { name: 'Cancel' }).click();
  await app.expectState('Cancelled.zip', 'cancelled');
  await app.expectState('Waiting.zip', 'waiting');
}
