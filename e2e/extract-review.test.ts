import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from './axe.ts';
import { type Dropmill, expect, test } from './dropmill.ts';
import { prose, writeTree } from './files.ts';

test.beforeEach(async ({ app }) => app.changeSettings({ startAtOnce: false }));

const reviewOf = (app: Dropmill) => app.page.getByRole('region', { name: 'Review: Extract' });

/** Packs what is written, and takes it away. */
async function pack(folder: string, command: string, tree: Readonly<Record<string, Buffer | string>>): Promise<void> {
  await writeTree(folder, tree);
  const names = [...new Set(Object.keys(tree).map((path) => path.split('/')[0] ?? ''))];
  execFileSync('sh', ['-c', `${command} ${names.join(' ')} && rm -r ${names.join(' ')}`], {
    cwd: folder,
    stdio: 'pipe',
  });
}

test('some of an archive are chosen by keyboard, extracted and undone', async ({ app, folder }) => {
  const { page } = app;
  const tree = { 'Trip/photos/a.jpg': prose(3000), 'Trip/photos/b.jpg': prose(10), 'Trip/notes.txt': 'hello' };
  await pack(folder, 'zip -qr Trip.zip', tree);
  await app.drop('extract', [join(folder, 'Trip.zip')]);
  const review = reviewOf(app);
  await expect(review).toContainText('3 of 3 chosen');

  const contents = review.getByRole('tree', { name: 'Contents of the archive' });
  const line = (name: string) => contents.getByRole('treeitem').filter({ hasText: name });
  await contents.focus();
  await page.keyboard.press('ArrowRight');
  await expect(line('notes.txt')).toHaveAttribute('aria-level', '2');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(line('photos')).toHaveAttribute('aria-checked', 'false');
  await expect(line('Trip')).toHaveAttribute('aria-checked', 'mixed');
  await page.keyboard.press('ArrowRight');
  await expect(line('a.jpg')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(line('photos')).toHaveAttribute('aria-checked', 'mixed');
  await expect(review).toContainText('2 of 3 chosen');
  await expect(review).toContainText('2 files · 3.0 kB');
  await expectAccessible(page, 'review of an archive');

  await review.getByRole('searchbox', { name: 'Find by name' }).fill('B.J');
  await expect(contents.getByRole('treeitem')).toHaveText([/^Trip\/photos\/b\.jpg/]);
  await review.getByRole('searchbox').press('Escape');
  await review.getByRole('button', { name: 'Start' }).press('Enter');
  await app.expectState('Trip', 'done');
  expect(await readdir(join(folder, 'Trip', 'photos'))).toEqual(['a.jpg']);
  expect(await readFile(join(folder, 'Trip', 'notes.txt'), 'utf8')).toBe('hello');

  await expect(app.row('Trip')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(app.row('Trip')).toContainText('Undone');
  expect(await readdir(folder)).toEqual(['Trip.zip']);
});

test('a password is asked for, a wrong one is said at once, and the right one starts the job', async ({
  app,
  folder,
}) => {
  const { page } = app;
  await pack(folder, '7zz a -psecret -mhe=on Safe.7z', { 'Safe/a.txt': 'hidden' });
  await app.drop('extract', [join(folder, 'Safe.7z')]);
  const review = reviewOf(app);
  await expect(review.getByRole('alert')).toContainText('The archive is encrypted.');
  await expect(review.getByRole('button', { name: 'Start' })).toBeDisabled();
  const password = review.getByRole('textbox', { name: 'Password' });
  await expect(password).toBeFocused();
  await expectAccessible(page, 'review that asks for a password');
  await password.fill('wrong');
  await password.press('Enter');
  await expect(review.getByRole('alert')).toContainText('The password is wrong.');
  await password.fill('secret');
  await password.press('Enter');
  await expect(review.getByRole('alert')).toBeHidden();
  await expect(review.getByRole('treeitem', { name: 'Safe' })).toBeVisible();
  await review.getByRole('button', { name: 'Start' }).press('Enter');
  await app.expectState('Safe', 'done');
  expect(await readFile(join(folder, 'Safe', 'a.txt'), 'utf8')).toBe('hidden');
});

test('what is refused, renamed, taken or guessed is seen before the start, and the guess can be changed', async ({
  app,
  folder,
}) => {
  await writeTree(folder, { 'x/kept.txt': 'mine' });
  const script = `
import zipfile
with zipfile.ZipFile('x.zip', 'w') as z:
    for name in ['../evil', '/abs', 'kept.txt', 'photo.jpg.exe', 'Gr12e']: z.writestr(name, 'text')
data = open('x.zip', 'rb').read()
open('x.zip', 'wb').write(data.replace(b'Gr12e', b'Gr\\xf6\\xdfe'))
`;
  execFileSync('python3', ['-c', script], { cwd: folder });
  await app.drop('extract', [join(folder, 'x.zip')]);
  const review = reviewOf(app);
  const line = (name: string) => review.getByRole('treeitem').filter({ hasText: name });
  await expect(line('../evil')).toContainText('Its name leads out of the folder.');
  await expect(line('abs')).toContainText('In the archive: /abs');
  await expect(review).toContainText('“x” exists; the new folder gets a number.');
  await expect(line('photo.jpg.exe')).toContainText('A program named like a document.');
  await expect(line('Größe')).toBeVisible();
  await expect(review).toContainText('The encoding of file names was guessed: Windows-1252 (Western European).');
  // There is not room for all of the list, which must not stand over what opens it: the end of the press would choose.
  await app.resizeWindow(720, 480);
  await review.getByRole('button', { name: /Encoding of file names/ }).click();
  await app.page.getByRole('option', { name: 'Windows-1251 (Cyrillic)' }).click();
  await expect(line('GrцЯe')).toBeVisible();
  expect((await readdir(folder)).sort()).toEqual(['x', 'x.zip']);
});

test('a job that was started at once and needs a password asks for it, and takes the place of the failed one', async ({
  app,
  folder,
}) => {
  await app.changeSettings({ startAtOnce: true });
  await pack(folder, 'zip -qrP secret Safe.zip', { 'Safe/a.txt': 'hidden' });
  await app.drop('extract', [join(folder, 'Safe.zip')]);
  await app.expectState('Safe.zip', 'failed');
  await app.row('Safe.zip').getByRole('button', { name: 'Enter the password…' }).click();
  const review = reviewOf(app);
  const password = review.getByRole('textbox', { name: 'Password' });
  await expect(password).toBeFocused();
  await password.fill('secret');
  await password.press('Enter');
  await expect(review.getByRole('alert')).toBeHidden();
  await review.getByRole('button', { name: 'Start' }).press('Enter');
  await app.expectState('Safe', 'done');
  expect((await app.jobs()).map(({ state }) => state)).toEqual(['done']);
});

test('an Enter before the archive has been read starts nothing, and a password that is typed by then counts', async ({
  app,
  folder,
}) => {
  const { page } = app;
  await app.changeSettings({ startAtOnce: true });
  await pack(folder, 'zip -qrP secret Safe.zip', { 'Safe/a.txt': 'hidden' });
  await app.drop('extract', [join(folder, 'Safe.zip')]);
  await app.expectState('Safe.zip', 'failed');
  const failed = await app.jobs();
  await app.holdHost();
  await app.row('Safe.zip').getByRole('button', { name: 'Enter the password…' }).click();
  const review = reviewOf(app);
  await expect(review.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(review.getByRole('textbox', { name: 'Password' })).toBeFocused();
  await page.keyboard.type('secret');
  await page.keyboard.press('Enter');
  await expect(review.getByRole('button', { name: 'Start' })).toBeDisabled();
  expect(await app.jobs()).toEqual(failed);
  await app.letHostGo();
  await review.getByRole('treeitem', { name: 'Safe' }).waitFor();
  await review.getByRole('button', { name: 'Start' }).press('Enter');
  await app.expectState('Safe', 'done');
});
