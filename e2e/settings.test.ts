import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, getPriority } from 'node:os';
import { join } from 'node:path';
import { picturesAhead } from '../workers/jobs/resize/side-by-side.ts';
import { Dropmill, expect, test } from './dropmill.ts';
import { noise, writeTree } from './files.ts';

test('settings are made in a dialog, hold at once, and are there again after a restart', async ({
  freshApp: app,
  profile,
}) => {
  const { page } = app;
  await page.keyboard.press('Control+Comma');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await expect(dialog).toBeVisible();

  await page.emulateMedia({ colorScheme: null });
  await dialog.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('option', { name: 'Dark' }).click();
  await expect.poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
  expect(await app.electron.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');

  await dialog.getByRole('radio', { name: 'Processes' }).check({ force: true });
  await dialog.getByRole('radio', { name: 'Review first' }).check({ force: true });
  await dialog.getByRole('textbox', { name: 'Processor cores' }).fill('3');
  await page.keyboard.press('Tab');

  await dialog.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('option', { name: 'Deutsch' }).click();
  const german = page.getByRole('dialog', { name: 'Einstellungen' });
  await expect(german.getByRole('radio', { name: 'Prozesse' })).toBeChecked();
  await expect.poll(() => menuLabels(app)).toContain('Einstellungen…');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await german.getByRole('button', { name: 'Schließen' }).click();
  await expect(german).toBeHidden();

  const wanted = { theme: 'dark', executor: 'processes', startAtOnce: false, workers: 3, language: 'de' };
  await expect
    .poll(async () => JSON.parse(await readFile(join(profile, 'settings.json'), 'utf8')))
    .toMatchObject(wanted);
  await app.electron.close();

  const again = await Dropmill.start(profile);
  await again.page.getByRole('button', { name: 'Mehr' }).click();
  await again.page.getByRole('menuitem', { name: 'Einstellungen' }).click();
  await expect(again.page.getByRole('radio', { name: 'Prozesse' })).toBeChecked();
  await again.electron.close();
});

test('the next job takes the folder, the collision rule and the workers of the settings', async ({ app, folder }) => {
  await writeTree(folder, { 'Notes/a.txt': 'a', 'out/Notes.zip': 'taken', 'Big/b.bin': noise(2_000_000) });
  const { page } = app;
  await app.answerDialog(join(folder, 'out'));
  await page.keyboard.press('Control+Comma');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('button', { name: /Save results/ }).click();
  await expect(settings.getByRole('button', { name: 'Save results: out.' })).toBeVisible();
  await settings.getByRole('button', { name: 'If the file exists' }).click();
  await page.getByRole('option', { name: 'Replace' }).click();
  await settings.getByRole('radio', { name: 'Processes' }).check({ force: true });
  await settings.getByRole('radio', { name: 'Normal' }).check({ force: true });
  await page.keyboard.press('Escape');
  await expect(settings).toBeHidden();

  await app.drop('zip', [join(folder, 'Notes')]);
  await app.expectState('Notes.zip', 'done');
  expect(await readdir(join(folder, 'out'))).toEqual(['Notes.zip']);
  expect(await readFile(join(folder, 'out/Notes.zip'), 'latin1')).toMatch(/^PK/);
  const host = await app.hostPid();
  // The tests themselves may have been started with another one.
  expect(getPriority(host)).toBe(Math.max(0, getPriority()));
  expect(readFileSync(`/proc/${host}/cmdline`, 'utf8')).toContain('"executor":"processes"');
  // The options' form says the same as was done.
  await expect(page.getByRole('button', { name: 'Save in: out' })).toBeVisible();
});

test('the settings say how many cores are used, and why more pictures than that are running', async ({ app }) => {
  await app.page.keyboard.press('Control+Comma');
  const cores = app.page.getByRole('dialog', { name: 'Settings' }).getByRole('textbox', { name: 'Processor cores' });
  await expect(cores).toHaveAttribute('placeholder', `automatic (${availableParallelism()})`);
  await expect(cores).toHaveAccessibleDescription(
    'How many cores jobs use. Each core works on two pictures at a time.',
  );
  // So many files of a job say "Running" at the same time.
  expect(picturesAhead(1)).toBe(2);
});

test('a damaged settings file is set aside with a word, and a pipe in the place of another holds nothing up', async ({
  profile,
}) => {
  await writeFile(join(profile, 'settings.json'), '{"theme": "da');
  if (process.platform !== 'win32') {
    await mkdir(join(profile, 'logs'), { recursive: true });
    execFileSync(
      'mkfifo',
      ['window.json', 'settings.json.new', 'logs/main.log'].map((name) => join(profile, name)),
    );
  }
  const app = await Dropmill.start(profile);
  await expect(app.page.getByRole('alert')).toContainText('The settings file was damaged');
  await app.electron.close();
});

function menuLabels(app: Dropmill): Promise<string[]> {
  return app.electron.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).flatMap((item) => item.submenu?.items.map(({ label }) => label) ?? []),
  );
}
