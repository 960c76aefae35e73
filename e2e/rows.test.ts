// Rows say from where to where, and jobs that were submitted together are under one heading.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from './dropmill.ts';
import { writeTree } from './files.ts';
import { setOptions } from './pictures.ts';

const picture = () =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: '#3a7' } })
    .jpeg()
    .toBuffer();

test('a row says how much goes where, and a press shows the place', async ({ app, folder }) => {
  const { page } = app;
  await writeTree(folder, {
    'Trip/one.jpg': await picture(),
    'Trip/two.jpg': await picture(),
    'Letters/a.txt': 'a',
    'Letters/b.txt': 'b',
  });
  await app.electron.evaluate(({ shell }) => {
    const shown: string[] = [];
    shell.showItemInFolder = (path) => void shown.push(path);
    Object.assign(globalThis, { shown });
  });
  const shown = () => app.electron.evaluate(() => (globalThis as unknown as { shown: string[] }).shown);
  await setOptions(app, { resize: { width: 300, height: 300, destination: 'subfolder' } });

  await app.drop('resize', [join(folder, 'Trip')]);
  await app.expectState('Trip', 'done');
  await expect(app.row('Trip')).toContainText('2 files→Trip/resized');
  await app.row('Trip').getByRole('button', { name: 'Show in folder: Trip/resized' }).click();
  await expect.poll(shown).toEqual([join(folder, 'Trip/resized/one-300px.jpg')]);

  await app.drop('zip', [join(folder, 'Letters')]);
  await app.expectState('Letters.zip', 'done');
  await expect(app.row('Letters.zip')).toContainText(/Letters, 2 files→/);

  // By keyboard: the place is the first stop within the row.
  await app.row('Letters.zip').click();
  await page.keyboard.press('ArrowRight');
  await expect(app.row('Letters.zip').getByRole('button', { name: /^Show in folder: / })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(shown).toContain(join(folder, 'Letters.zip'));
});

test('separate archives are rows under one head, each with its own pause, cancel and undo', async ({ app, folder }) => {
  const { page } = app;
  await writeTree(folder, { 'One/a.txt': 'a', 'Two/b.txt': 'b', 'Three/c.txt': 'c' });
  await setOptions(app, { zip: { perInput: true } });
  await app.changeSettings({ sideBySide: 1 });
  await app.holdHost();
  const archive = (name: string) => join(folder, `${name}.zip`);
  await app.drop('zip', [join(folder, 'One'), join(folder, 'Two'), join(folder, 'Three')]);
  const head = app.row('Zip: 3 jobs');
  await expect(head).toContainText('1 running · 2 waiting');
  await app.row('Two.zip').getByRole('button', { name: 'Cancel' }).click();
  await app.expectState('Two.zip', 'cancelled');
  await app.row('Three.zip').getByRole('button', { name: 'Pause' }).click();
  await expect(head).toContainText('1 running · 1 paused · 1 cancelled');
  await app.letHostGo();
  await app.expectState('One.zip', 'done');
  expect([existsSync(archive('One')), existsSync(archive('Two')), existsSync(archive('Three'))]).toEqual([
    true,
    false,
    false,
  ]);
  await head.getByRole('button', { name: 'Resume all of them' }).click();
  await app.expectState('Three.zip', 'done');

  await app.row('One.zip').getByRole('button', { name: 'Details' }).click();
  await page.getByRole('region', { name: 'Details of One.zip' }).getByRole('button', { name: /^Undo/ }).click();
  await expect(app.row('One.zip')).toContainText('Undone');
  expect([existsSync(archive('One')), existsSync(archive('Three'))]).toEqual([false, true]);
  await expect(head).toContainText('1 finished · 1 undone · 1 cancelled');
  await head.getByRole('button', { name: /^Undo all of them/ }).click();
  await expect(head).toContainText('2 undone');
  expect(existsSync(archive('Three'))).toBe(false);

  await head.getByRole('button', { name: 'Remove all of them' }).click();
  await expect(page.getByRole('row')).toHaveCount(0);
});
