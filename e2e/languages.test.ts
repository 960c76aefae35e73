// Each language: the window, the option texts of a job type, a message, and the menu, whose texts come from four catalogues.
import { join } from 'node:path';
import { zip } from '../workers/jobs/registry.ts';
import { LANGUAGES, type Language } from '../workers/messages/languages.ts';
import { expect, test } from './dropmill.ts';
import { writeTree } from './files.ts';

for (const language of LANGUAGES) {
  test(`the whole app speaks ${language} as soon as it is chosen`, async ({ app, folder }) => {
    const { main, type, window } = await textsIn(language);
    await writeTree(folder, { 'Notes/a.txt': 'a' });
    await app.changeSettings({ language });
    const { page, electron } = app;
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.getByRole('region', { name: type.drop })).toBeVisible();
    await page.keyboard.press('Control+i');
    const options = page.getByRole('complementary', { name: window.options.label });
    await expect(options.getByRole('textbox', { name: type.options.level?.title ?? '' })).toBeVisible();
    const menu = () => electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items[0]?.label);
    await expect.poll(menu).toBe(main.menu.file);
    // There is no picture in it.
    await app.drop('resize', [join(folder, 'Notes')]);
    await app.expectState('Notes', 'failed');
    await expect(app.row('Notes')).toContainText(window.state.failed);
  });
}

async function textsIn(language: Language) {
  const [{ texts: main }, { texts: window }, { texts: type }] = await Promise.all([
    import(`../workers/messages/${language}/main.ts`),
    import(`../workers/messages/${language}/window.ts`),
    zip.definition.texts(language),
  ]);
  return { main, window, type };
}
