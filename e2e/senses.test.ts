// The window for those who hear it, who want it still, and who need it large.
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { type Dropmill, expect, test } from './dropmill.ts';
import { writeTree } from './files.ts';
import { expectWithin } from './within.ts';

test('what ends is announced by name and state, several at once in one sentence', async ({ app, folder }) => {
  await writeTree(folder, { 'Letters/a.txt': 'a', 'Notes/a.txt': 'a', 'Plans/a.txt': 'a' });
  const spoken = app.page.getByRole('status');
  await app.drop('zip', [join(folder, 'Letters')]);
  await expect(spoken.filter({ hasText: 'Letters.zip: Done' })).toHaveAttribute('aria-live', 'polite');
  await app.drop('resize', [join(folder, 'Notes')]);
  await expect(spoken.filter({ hasText: 'Notes: Failed' })).toHaveCount(1);

  // What waits is cancelled in one go, so that both end within the time that ends are gathered in.
  await app.changeSettings({ sideBySide: 1 });
  await app.holdHost();
  await app.dropInTurn(
    'zip',
    ['Letters', 'Notes', 'Plans'].map((name) => join(folder, name)),
  );
  await app.expectState('Plans.zip', 'waiting');
  await app.page.getByRole('region', { name: 'Queue' }).getByRole('button', { name: 'More' }).click();
  await app.page.getByRole('menuitem', { name: 'Cancel waiting' }).click();
  await expect(spoken.filter({ hasText: /^2 jobs have finished$/ })).toHaveCount(1);
});

test('who wants less motion gets none, and everybody else gets a little', async ({ app, folder }) => {
  await writeTree(folder, { 'Letters/a.txt': 'a' });
  await app.holdHost();
  await app.drop('zip', [join(folder, 'Letters')]);
  await app.expectState('Letters.zip', 'running');
  await app.page.emulateMedia({ reducedMotion: 'no-preference' });
  await expect.poll(() => moving(app.page)).not.toEqual([]);
  await app.page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(() => moving(app.page)).toEqual([]);
});

test('with the colours of the system what is selected, switched on or the next step is told apart', async ({
  app,
  folder,
}) => {
  const { page } = app;
  await writeTree(folder, { 'Letters/a.txt': 'a', 'Notes/a.txt': 'a' });
  for (const name of ['Letters', 'Notes']) {
    await app.drop('zip', [join(folder, name)]);
    await app.expectState(`${name}.zip`, 'done');
  }
  await page.emulateMedia({ forcedColors: 'active' });
  await app.row('Letters.zip').click();
  const colour = (of: Locator) => of.evaluate((element) => getComputedStyle(element).backgroundColor);
  await expect.poll(() => colour(app.row('Letters.zip'))).not.toBe(await colour(app.row('Notes.zip')));
  const add = page.getByRole('button', { name: 'Add', exact: true });
  const clear = page.getByRole('button', { name: 'Clear finished' });
  await expect.poll(async () => (await colour(add)) === (await colour(clear))).toBe(false);
  await page.getByRole('tab', { name: 'Resize' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Resize' });
  const enlarge = panel.getByText('Allow enlarging');
  const drawn = () => enlarge.evaluate((label) => getComputedStyle(label.children[1] ?? label).backgroundColor);
  const off = await drawn();
  await enlarge.click();
  await expect(panel.getByRole('switch', { name: 'Allow enlarging' })).toBeChecked();
  await expect.poll(drawn).not.toBe(off);
  await page.emulateMedia({ forcedColors: 'none' });
});

test('Ctrl+= makes the window larger, Ctrl+- smaller, and Ctrl+0 as it was', async ({ app }) => {
  const zoom = () =>
    app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor() ?? 0);
  const usual = await zoom();
  await press(app, '=');
  await expect.poll(zoom).toBeGreaterThan(usual);
  await press(app, '0');
  await expect.poll(zoom).toBe(usual);
  await press(app, '-');
  await expect.poll(zoom).toBeLessThan(usual);
});

test('the smallest window at twice the size has everything within reach', async ({ app, folder }) => {
  await writeTree(folder, { 'Letters/a.txt': 'a' });
  // What slides to its place is out of the window for a moment.
  await app.page.emulateMedia({ reducedMotion: 'reduce' });
  await app.resizeWindow(720, 480, { zoom: 2 });
  await expectWithin(app.page, 'the empty window');
  await app.drop('zip', [join(folder, 'Letters')]);
  await app.expectState('Letters.zip', 'done');
  await expectWithin(app.page, 'the list');
  await app.page.getByRole('button', { name: 'Show options' }).click();
  await app.page.getByRole('complementary').waitFor();
  await expectWithin(app.page, 'the options');
  await app.page.getByRole('button', { name: 'Close options' }).click();
  await app.row('Letters.zip').getByRole('button', { name: 'Details' }).click();
  const details = app.page.getByRole('region', { name: 'Details of Letters.zip' });
  await details.waitFor();
  await expectWithin(app.page, 'the details');
  await app.page.keyboard.press('Escape');
  await expect(details).toBeHidden();
  for (const [key, name] of [
    ['Control+Comma', 'Settings'],
    ['?', 'Keyboard shortcuts'],
  ] as const) {
    await app.page.keyboard.press(key);
    await app.page.getByRole('dialog', { name }).waitFor();
    await expectWithin(app.page, name);
    await app.page.keyboard.press('Escape');
    await expect(app.page.getByRole('dialog', { name })).toBeHidden();
  }
});

/** Presses a key with Ctrl, as the keyboard does: the menu has it where the page leaves it. */
async function press(app: Dropmill, keyCode: string): Promise<void> {
  await app.electron.evaluate(({ BrowserWindow }, key) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    for (const type of ['keyDown', 'keyUp'] as const) {
      contents?.sendInputEvent({ type, keyCode: key, modifiers: ['control'] });
    }
  }, keyCode);
}

/** What moves or would: animations, and transitions that take time. */
function moving(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) => {
      const { transitionDuration, animationName, animationDuration } = getComputedStyle(element);
      const changes = transitionDuration.split(', ').some((time) => Number.parseFloat(time) > 0);
      const runs = animationName !== 'none' && Number.parseFloat(animationDuration) > 0;
      return changes || runs ? [element.outerHTML.slice(0, 80)] : [];
    }),
  );
}
