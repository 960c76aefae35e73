import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './dropmill.ts';
import { leftovers, noise, prose, writeTree } from './files.ts';

const TREE: Readonly<Record<string, Buffer | string>> = {
  'Trip/readme.txt': prose(10_000),
  'Trip/Grüße/ä ö ü ß.bin': noise(300_000, 7),
};

function pack(folder: string, program: string, ...args: string[]): void {
  execFileSync(program, args, { cwd: folder, stdio: 'pipe' });
}

test('a dropped archive is extracted beside itself, and an undo puts what came out of it into the trash', async ({
  app,
  folder,
}) => {
  await writeTree(folder, TREE);
  pack(folder, 'zip', '-qr', 'Trip.zip', 'Trip');
  pack(folder, 'rm', '-r', 'Trip');
  await app.drop('extract', [join(folder, 'Trip.zip')]);
  await app.expectState('Trip', 'done');
  for (const [name, content] of Object.entries(TREE)) {
    expect((await readFile(join(folder, name))).equals(Buffer.from(content)), name).toBe(true);
  }
  expect(await leftovers(folder)).toEqual(['Trip.zip']);

  await app.row('Trip').getByRole('button', { name: 'Details' }).click();
  const view = app.page.getByRole('region', { name: 'Details of Trip' });
  await view.getByRole('button', { name: /^Undo/ }).click();
  await expect(app.row('Trip')).toContainText('Undone');
  expect(await readdir(folder)).toEqual(['Trip.zip']);
});

test('archives are suggested to be extracted, and other files are not', async ({ app }) => {
  await expect(app.page.getByRole('region', { name: 'Drop here to extract' })).toContainText('Archives');
});

test('a job that is cancelled leaves nothing behind', async ({ app, folder }) => {
  await writeTree(folder, { 'Big/noise.bin': noise(8_000_000) });
  pack(folder, 'tar', '-czf', 'Big.tar.gz', 'Big');
  pack(folder, 'rm', '-r', 'Big');
  await app.holdHost();
  await app.drop('extract', [join(folder, 'Big.tar.gz')]);
  await app.expectState('Big.tar.gz', 'running');
  await app.row('Big.tar.gz').getByRole('button', { name: 'Cancel' }).click();
  await app.letHostGo();
  await app.expectState('Big.tar.gz', 'cancelled');
  expect(await readdir(folder)).toEqual(['Big.tar.gz']);
});

test('a folder is no archive, and no retry is offered that would find that again', async ({ app, folder }) => {
  await writeTree(folder, { 'Trip/a.txt': 'a' });
  await app.drop('extract', [join(folder, 'Trip')]);
  await app.expectState('Trip', 'failed');
  await expect(app.row('Trip')).toContainText('A folder, not an archive.');
  await expect(app.row('Trip').getByRole('button', { name: 'Remove' })).toBeVisible();
  await expect(app.row('Trip').getByRole('button', { name: 'Retry' })).toHaveCount(0);
  await app.row('Trip').click({ button: 'right' });
  await expect(app.page.getByRole('menuitem', { name: 'Details' })).toBeVisible();
  await expect(app.page.getByRole('menuitem', { name: /again|Retry/ })).toHaveCount(0);
});
