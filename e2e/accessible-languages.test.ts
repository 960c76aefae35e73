// What axe finds of names, roles and labels in the languages other than English: the rest does not depend on the language.
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import axeCore from 'axe-core';
import { type Dropmill, expect, test } from './dropmill.ts';
import { writeTree } from './files.ts';
import { setOptions, writePhotos } from './pictures.ts';

const LANGUAGES = ['de', 'fr', 'es'] as const;

/** The next state is judged in the next language: that no language lacks a text is seen by the tests of the catalogues. */
let turn = 0;

/** Judges what is shown in another language, and leaves the window in English. */
async function expectNamed(app: Dropmill, state: string): Promise<void> {
  const language = LANGUAGES[turn++ % LANGUAGES.length] ?? 'de';
  await app.changeSettings({ language });
  await expect(app.page.locator('html')).toHaveAttribute('lang', language);
  expect(await unnamed(app.page), `${state}, ${language}`).toEqual([]);
  await app.changeSettings({ language: 'en' });
  await expect(app.page.locator('html')).toHaveAttribute('lang', 'en');
}

/** What axe finds with the few rules that a text can break. It is put into the page once, as that takes longer than they do. */
async function unnamed(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeCore.source);
  return page.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as { axe: typeof axeCore };
    const { violations } = await axe.run(document, { runOnly: { type: 'rule', values: [...rules] } });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  }, RULES);
}

const RULES = [
  'aria-command-name',
  'aria-dialog-name',
  'aria-input-field-name',
  'aria-progressbar-name',
  'aria-toggle-field-name',
  'aria-treeitem-name',
  'button-name',
  'document-title',
  'empty-heading',
  'html-lang-valid',
  'image-alt',
  'label',
  'link-name',
] as const;

async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).first().click();
  await page.getByRole('menuitem', { name }).click();
  await page.getByRole('dialog').waitFor();
}

test.describe('axe finds nothing of names and roles in German, French and Spanish', () => {
  test('in the empty window, its dialogs and the options', async ({ app }) => {
    const { page } = app;
    await expectNamed(app, 'empty');
    for (const name of ['Watched folders…', 'Short guide', 'Keyboard shortcuts', 'About Dropmill', 'Settings…']) {
      await choose(page, name);
      await expectNamed(app, name);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await page.keyboard.press('Control+i');
    for (const type of ['Zip', 'Resize', 'Extract']) {
      await page.getByRole('tab', { name: type }).click();
      await expectNamed(app, `options of ${type}`);
    }
  });

  test('with jobs, their details, a comparison, and a review', async ({ app, folder }) => {
    const { page } = app;
    await writePhotos(join(folder, 'Trip'), 2);
    await writeTree(folder, { 'Trip/notes.txt': 'no picture', 'Trip/broken.jpg': 'no picture', 'Notes/a.txt': 'a' });
    await setOptions(app, { resize: { width: 100, height: 100 } });
    await app.drop('resize', [join(folder, 'Trip')]);
    await app.expectState('Trip', 'done');
    await app.row('Trip').getByRole('button', { name: 'Details' }).click();
    await page.getByRole('listitem').filter({ hasText: '01.jpg' }).waitFor();
    await expectNamed(app, 'details');
    await page.getByRole('button', { name: 'Compare before and after' }).first().click();
    await page.getByRole('dialog').waitFor();
    await expectNamed(app, 'comparison');
    await page.keyboard.press('Escape');
    await app.row('Trip').click({ button: 'right' });
    await page.getByRole('menu').waitFor();
    await expectNamed(app, 'menu of a row');
    await page.keyboard.press('Escape');
    await app.changeSettings({ startAtOnce: false });
    await app.drop('zip', [join(folder, 'Notes')]);
    await expect(page.getByRole('region', { name: 'Review: Zip' })).toContainText('1 file');
    await app.drop('resize', [join(folder, 'Trip')]);
    await page.getByRole('region', { name: 'Review: Resize' }).getByRole('img', { name: 'After' }).waitFor();
    await expectNamed(app, 'reviews');
  });
});
