import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { Dropmill, expect, test } from './dropmill.ts';

const picture = (path: string) =>
  sharp({ create: { width: 400, height: 200, channels: 3, background: '#37a' } })
    .png()
    .toFile(path);

test('a watched folder resizes what lands in it, leaves its own results alone, and outlives a restart', async ({
  freshApp: app,
  folder,
  profile,
}) => {
  const inbox = join(folder, 'Inbox');
  await mkdir(inbox);
  await picture(join(inbox, 'before.png'));
  const { page } = app;
  await app.electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, inbox);
  await page.getByRole('region', { name: 'Drop here to resize' }).getByRole('radio', { name: 'Web 1600' }).click();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Watched folders…' }).click();
  const sheet = page.getByRole('dialog', { name: 'Watched folders' });
  await expect(sheet).toContainText('Longest side');
  await sheet.getByRole('button', { name: 'Choose folder…' }).click();
  await expect(sheet.getByRole('switch', { name: 'Resize: Inbox' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();

  await picture(join(inbox, 'landed.png'));
  const landed = ['before.png', 'landed-1600px.jpg', 'landed.png'];
  await expect.poll(() => readdir(inbox)).toEqual(landed);
  await expect.poll(async () => (await app.jobs()).map(({ state }) => state)).toEqual(['done']);
  await app.electron.close();

  await picture(join(inbox, 'meanwhile.png'));
  const again = await Dropmill.start(profile);
  await expect.poll(() => readdir(inbox)).toEqual([...landed, 'meanwhile-1600px.jpg', 'meanwhile.png']);
  await again.page.getByRole('button', { name: 'More' }).first().click();
  await again.page.getByRole('menuitem', { name: 'Watched folders…' }).click();
  await again.page.getByRole('button', { name: 'Stop watching Inbox' }).click();
  await expect(again.page.getByRole('dialog').getByRole('switch')).toHaveCount(0);
  await again.electron.close();
});
