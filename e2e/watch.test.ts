import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { Dropmill, expect, test } from './dropmill.ts';
import { writeTree } from './files.ts';

const picture = (path: string) =>
  sharp({ create: { width: 400, height: 200, channels: 3, background: '#37a' } })
    .png()
    .toFile(path);

test('a watched folder resizes or zips what lands in it, leaves its own results alone, and outlives a restart', async ({
  freshApp: app,
  folder,
  profile,
}) => {
  const inbox = join(folder, 'Inbox');
  const outbox = join(folder, 'Outbox');
  await mkdir(inbox);
  await mkdir(outbox);
  await picture(join(inbox, 'before.png'));
  const { page } = app;
  await app.answerDialog(inbox);
  await page.getByRole('region', { name: 'Drop here to resize' }).getByRole('radio', { name: 'Web 1600' }).click();
  await app.openDialog('Watched folders…');
  const sheet = page.getByRole('dialog', { name: 'Watched folders' });
  await expect(sheet.getByRole('switch'), 'Nothing is watched unless somebody wants it.').toHaveCount(0);
  await expect(sheet).toContainText('Longest side');
  await sheet.getByRole('button', { name: 'Choose folder…' }).click();
  await expect(sheet.getByRole('switch', { name: 'Resize: Inbox' })).toBeChecked();
  await app.answerDialog(outbox);
  await sheet.getByRole('button', { name: 'What to do with new files' }).click();
  await page.getByRole('option', { name: 'Zip' }).click();
  await sheet.getByRole('button', { name: 'Choose folder…' }).click();
  await expect(sheet.getByRole('switch', { name: 'Zip: Outbox' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();

  await picture(join(inbox, 'landed.png'));
  // The folder arrives as a whole: a pause between its files could be longer than the quiet time.
  await writeTree(folder, { 'Trip/a.txt': 'a', 'Trip/deep/b.txt': 'b' });
  await rename(join(folder, 'Trip'), join(outbox, 'Trip'));
  const landed = ['before.png', 'landed-1600px.jpg', 'landed.png'];
  await expect.poll(() => readdir(inbox)).toEqual(landed);
  for (const title of ['landed.png', 'Trip.zip']) await app.expectState(title, 'done');
  const entries = execFileSync('unzip', ['-Z1', join(outbox, 'Trip.zip')], { encoding: 'utf8' });
  expect(entries.trim().split('\n')).toEqual(['Trip/', 'Trip/a.txt', 'Trip/deep/', 'Trip/deep/b.txt']);
  await app.electron.close();

  await picture(join(inbox, 'meanwhile.png'));
  await writeTree(outbox, { 'note.txt': 'n' });
  const again = await Dropmill.start(profile);
  await expect.poll(() => readdir(inbox)).toEqual([...landed, 'meanwhile-1600px.jpg', 'meanwhile.png']);
  await again.expectState('note.zip', 'done');
  // Neither results nor what was dealt with before are work for it.
  expect(await readdir(outbox)).toEqual(['Trip', 'Trip.zip', 'note.txt', 'note.zip']);
  expect((await again.jobs()).map(({ title }) => title).sort()).toEqual(
    ['Trip.zip', 'landed.png', 'meanwhile.png', 'note.zip'].sort(),
  );
  await again.openDialog('Watched folders…');
  const watched = again.page.getByRole('dialog');
  const stop = (name: string) => watched.getByRole('button', { name: `Stop watching ${name}` });
  await stop('Inbox').focus();
  await again.page.keyboard.press('Enter');
  await expect(watched.getByRole('switch')).toHaveCount(1);
  await expect(stop('Outbox'), 'The focus stays in the list.').toBeFocused();
  await again.page.keyboard.press('Enter');
  await expect(watched.getByRole('switch')).toHaveCount(0);
  await expect(watched.getByRole('button', { name: 'Choose folder…' })).toBeFocused();
  await again.page.keyboard.press('Escape');
  await expect(watched).toBeHidden();
  await again.electron.close();
});
