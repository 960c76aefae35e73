// What axe finds of names, roles and labels in the languages other than English: the rest does not depend on the language.
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type Dropmill, expect, test } from './dropmill.ts';
import { writeTree } from './files.ts';
import { setOptions, writePhotos } from './pictures.ts';

const LANGUAGES = ['de', 'fr', 'es'] as const;

/** Judges what is shown in each language, and leaves the window in English. */
async function expectNamed(app: Dropmill, state: string): Promise<void> {
  for (const language of LANGUAGES) {
    await app.changeSettings({ language });
    await expect(app.page.locator('html')).toHaveAttribute('lang', language);
    const axe = new AxeBuilder({ page: app.page }).setLegacyMode().options({ resultTypes: ['violations'] });
    const { violations } = await axe
      .withTags(['cat.name-role-value', 'cat.language', 'cat.forms', 'cat.aria'])
      .analyze();
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
    expect(found, `${state}, ${language}`).toEqual([]);
  }
  await app.changeSettings({ language: 'en' });
  await expect(app.page.locator('html')).toHaveAttribute('lang', 'en');
}

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
