import { execFileSync } from 'node:child_process';
import { access, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expectAccessible } from './axe.ts';
import { expect, test } from './dropmill.ts';
import { prose, writeTree } from './files.ts';

test('a password is typed twice by keyboard, locks one archive, and is kept only when the user says so', async ({
  app,
  folder,
}) => {
  const { page } = app;
  await writeTree(folder, { 'A/a.txt': prose(5000), 'B/b.txt': prose(5000), 'C/c.txt': prose(5000) });
  await page.locator('[data-drop="zip"]').getByRole('button', { name: 'Options…' }).click();
  const options = page.getByRole('complementary', { name: 'Options' });
  const password = options.getByRole('textbox', { name: 'Password', exact: true });
  const again = options.getByRole('textbox', { name: 'Repeat password' });
  const keep = options.getByRole('checkbox', { name: 'Keep for the next archives' });
  await expect(options.getByText('Windows Explorer can’t open it.')).toBeVisible();
  await password.focus();
  await page.keyboard.type('p'.repeat(100));
  await expect(options.getByText('Longer than 99 bytes: 7-Zip cannot open such archives.')).toBeVisible();
  await password.fill('secret');

  await app.drop('zip', [join(folder, 'A')]);
  await expect(
    page.getByText('The password was not typed twice, or the two differ. Nothing was started.'),
  ).toBeVisible();
  expect(await app.jobs()).toEqual([]);
  // By way of the button.
  await password.focus();
  for (const key of ['Tab', 'Tab', 's', 'e', 'k']) await page.keyboard.press(key);
  await expect(again).toHaveValue('sek');
  await expect(options.getByText('The passwords differ.')).toBeVisible();
  await expectAccessible(page, 'password that was repeated wrongly');
  await again.fill('secret');
  await expect(options.getByText('The passwords differ.')).toBeHidden();
  await app.drop('zip', [join(folder, 'A')]);
  await app.expectState('A.zip', 'done');
  await expect(page.getByRole('row', { name: 'A.zip, With a password, Done' })).toBeVisible();
  await expectAccessible(page, 'row with a lock');
  execFileSync('7zz', ['t', '-psecret', join(folder, 'A.zip')]);
  await expect(password).toHaveValue('');

  const show = options.getByRole('button', { name: 'Show password' });
  await password.fill('other');
  await show.press('Space');
  await expect(again).toBeHidden();
  await expect(password).toHaveAttribute('type', 'text');
  await keep.focus();
  await page.keyboard.press('Space');
  for (const name of ['B', 'C']) {
    await app.drop('zip', [join(folder, name)]);
    await app.expectState(`${name}.zip`, 'done');
    execFileSync('7zz', ['t', '-pother', join(folder, `${name}.zip`)]);
  }
  await expect(password).toHaveValue('other');
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('other');
});

test('originals that go to the trash once they are packed come back when the job is undone', async ({
  app,
  folder,
}) => {
  const { page } = app;
  await writeTree(folder, { 'Trip/a.txt': prose(5000), 'Trip/deep/b.txt': 'b', 'note.txt': 'n' });
  await page.locator('[data-drop="zip"]').getByRole('button', { name: 'Options…' }).click();
  const trash = page.getByRole('switch', { name: 'Move originals to the trash afterwards' });
  await trash.focus();
  await page.keyboard.press('Space');
  await expect(trash).toBeChecked();
  await app.drop('zip', [join(folder, 'Trip'), join(folder, 'note.txt')]);
  const title = `${basename(folder)}.zip`;
  await app.expectState(title, 'done');
  await app.row(title).dblclick();
  await expect(page.getByText('2 originals were moved to the trash.')).toBeVisible();
  expect(await readdir(folder)).toEqual([title]);
  expect((await readdir(join(app.profile, 'data/Trash/files'))).sort()).toEqual(['Trip', 'note.txt']);

  await app.row(title).click();
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect(app.row(title)).toContainText('Moved 1 result to the trash · restored 2 originals');
  expect((await readdir(folder)).sort()).toEqual(['Trip', 'note.txt']);
  await access(join(folder, 'Trip/deep/b.txt'));
});
