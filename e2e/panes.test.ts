import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './dropmill.ts';
import { writeTree } from './files.ts';

test('F6 goes from one part of the window to the next and back, and Ctrl+Z undoes the last job', async ({
  app,
  folder,
}) => {
  const { page } = app;
  await writeTree(folder, { 'Letters/a.txt': 'a', 'Notes/a.txt': 'a' });
  for (const name of ['Letters', 'Notes']) {
    await app.drop('zip', [join(folder, name)]);
    await app.expectState(`${name}.zip`, 'done');
  }
  const pane = () => page.evaluate(() => document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane'));
  await app.row('Letters.zip').getByRole('button', { name: 'Details' }).click();
  await page.getByRole('region', { name: 'Details of Letters.zip' }).getByRole('listitem').waitFor();
  await page.getByRole('button', { name: 'Add', exact: true }).focus();
  for (const next of ['list', 'details', 'options', 'toolbar']) {
    await page.keyboard.press('F6');
    await expect.poll(pane).toBe(next);
  }
  for (const before of ['options', 'details', 'list']) {
    await page.keyboard.press('Shift+F6');
    await expect.poll(pane).toBe(before);
  }
  await page.keyboard.press('Control+z');
  await expect(app.row('Notes.zip')).toContainText('Undone');
  await expect(app.row('Letters.zip')).not.toContainText('Undone');
});

test('the guide and what this is are a menu away; diagnostics can be copied from there', async ({ app }) => {
  const { page } = app;
  await app.openDialog('Short guide');
  await page.getByRole('dialog', { name: 'Short guide' }).getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await page.locator('[role=dialog]:focus-within').filter({ hasText: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await app.openDialog('About Dropmill');
  const about = page.getByRole('dialog', { name: 'About Dropmill' });
  await expect(about).toContainText(/Electron \d+\.\d+\.\d+, Chromium/);
  await expect(about.getByRole('button', { name: 'Show licences' })).toBeEnabled();
  await about.getByRole('button', { name: 'Copy diagnostics' }).click();
  await expect(page.getByText('Diagnostics copied.')).toBeVisible();
  const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toMatch(/^Dropmill \d+/);
});

test('the empty window offers a sample picture, which is resized and can be undone', async ({ app, folder }) => {
  const { page } = app;
  await app.electron.evaluate(({ app: electron }, pictures) => {
    const { getPath } = electron;
    electron.getPath = (name) => (name === 'pictures' ? pictures : getPath.call(electron, name));
  }, folder);
  await expect(page.getByText('Originals stay as they are')).toBeVisible();
  await page.getByRole('button', { name: 'Try it with a sample picture' }).click();
  await app.expectState('Dropmill sample.jpg', 'done');
  await expect.poll(() => readdir(folder)).toHaveLength(2);
  await app.row('Dropmill sample.jpg').getByRole('button', { name: /^Undo/ }).click();
  await expect(app.row('Dropmill sample.jpg')).toContainText('Undone');
  expect(await readdir(folder)).toEqual(['Dropmill sample.jpg']);
});
