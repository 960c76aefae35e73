// Each language: the window, the option texts of a job type, a message, and the menu, whose texts come from four catalogues.
import { join } from 'node:path';
import { expect, test } from './dropmill.ts';
import { writeTree } from './files.ts';

const TEXTS = {
  de: {
    drop: 'Zum Zippen hier ablegen',
    options: 'Optionen',
    level: 'Kompression',
    menu: '&Datei',
    failed: 'Fehlgeschlagen',
  },
  fr: {
    drop: 'Déposez ici pour compresser',
    options: 'Options',
    level: 'Compression',
    menu: '&Fichier',
    failed: 'Échec',
  },
  es: {
    drop: 'Soltar aquí para comprimir',
    options: 'Opciones',
    level: 'Compresión',
    menu: '&Archivo',
    failed: 'Fallida',
  },
} as const;

for (const [language, texts] of Object.entries(TEXTS)) {
  test(`the whole app speaks ${language} as soon as it is chosen`, async ({ app, folder }) => {
    await writeTree(folder, { 'Notes/a.txt': 'a' });
    await app.changeSettings({ language: language as keyof typeof TEXTS });
    const { page, electron } = app;
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.getByRole('region', { name: texts.drop })).toBeVisible();
    await page.keyboard.press('Control+i');
    const options = page.getByRole('complementary', { name: texts.options });
    await expect(options.getByRole('textbox', { name: texts.level })).toBeVisible();
    const menu = () => electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items[0]?.label);
    await expect.poll(menu).toBe(texts.menu);
    // There is no picture in it.
    await app.drop('resize', [join(folder, 'Notes')]);
    await app.expectState('Notes', 'failed');
    await expect(app.row('Notes')).toContainText(texts.failed);
  });
}
