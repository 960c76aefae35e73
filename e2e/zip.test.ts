import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Dropmill, expect, test } from './dropmill.ts';
import { leftovers, noise, prose, writeTree } from './files.ts';

const TREE: Readonly<Record<string, Buffer | string>> = {
  'Photos/readme.txt': prose(10_000),
  'Photos/空の写真.txt': 'こんにちは',
  'Photos/Grüße/ä ö ü ß.bin': noise(300_000, 7),
  'Photos/empty.dat': '',
  'Photos/run.sh': '#!/bin/sh\necho hello\n',
};

test('a dropped folder becomes a zip that other programs accept, with the same bytes, names, times and modes', async ({
  app,
  folder,
}) => {
  await writeTree(folder, TREE);
  await chmod(join(folder, 'Photos/run.sh'), 0o750);
  await chmod(join(folder, 'Photos/empty.dat'), 0o444);
  await utimes(join(folder, 'Photos/readme.txt'), 1_600_000_001, 1_600_000_001);

  await app.drop('zip', [join(folder, 'Photos')]);
  await app.expectState('Photos.zip', 'done');

  const zip = join(folder, 'Photos.zip');
  execFileSync('unzip', ['-tq', zip]);
  execFileSync('7zz', ['t', zip]);
  execFileSync('python3', ['-c', 'import sys,zipfile; assert zipfile.ZipFile(sys.argv[1]).testzip() is None', zip]);

  const unpacked = join(folder, 'unpacked');
  await mkdir(unpacked);
  execFileSync('unzip', ['-q', zip, '-d', unpacked], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  for (const name of Object.keys(TREE)) {
    const [original, copy] = [join(folder, name), join(unpacked, name)];
    expect(sha256(await readFile(copy)), name).toBe(sha256(await readFile(original)));
    const [before, after] = [await lstat(original), await lstat(copy)];
    expect(after.mode, `mode of ${name}`).toBe(before.mode);
    expect(Math.trunc(after.mtimeMs / 1000), `time of ${name}`).toBe(Math.trunc(before.mtimeMs / 1000));
  }
  expect(await leftovers(folder)).toEqual(['Photos.zip']);
  expect(await app.log()).not.toMatch(/GLib|GObject|Gtk/);
});

test('a name that is taken gets a number', async ({ app, folder }) => {
  await writeTree(folder, { 'Notes/a.txt': 'a', 'Notes.zip': 'something else' });
  await app.drop('zip', [join(folder, 'Notes')]);
  await app.expectState('Notes (2).zip', 'done');
  expect(await readFile(join(folder, 'Notes.zip'), 'utf8')).toBe('something else');
});

test('what is gone before it can be read is named on the row, and the rest is zipped', async ({ app, folder }) => {
  await writeTree(folder, { 'Mixed/good.txt': 'good' });
  execFileSync('mkfifo', [join(folder, 'Mixed/pipe')]);
  await app.drop('zip', [join(folder, 'Mixed')]);
  await app.expectState('Mixed.zip', 'done');
  await expect(app.row('Mixed.zip')).toContainText('1 skipped');
  const [job] = await app.jobs();
  expect(job?.skipped.map((skip) => skip.path)).toEqual([expect.stringContaining('pipe')]);
});

test('a waiting job and a running job can be cancelled, and leave nothing behind', async ({ app, folder }) => {
  const big = noise(8_000_000);
  await writeTree(folder, { 'One/big.txt': big, 'Two/big.txt': big, 'Three/big.txt': big });
  await app.holdHost();
  await app.dropInTurn(
    'zip',
    ['One', 'Two', 'Three'].map((name) => join(folder, name)),
  );
  await app.expectState('One.zip', 'running');
  await app.expectState('Two.zip', 'running');
  await app.expectState('Three.zip', 'waiting');

  await app.row('Three.zip').getByRole('button', { name: 'Cancel' }).click();
  await app.expectState('Three.zip', 'cancelled');
  await app.row('One.zip').getByRole('button', { name: 'Cancel' }).click();
  await app.letHostGo();
  await app.expectState('One.zip', 'cancelled');

  await app.expectState('Two.zip', 'done');
  expect(await leftovers(folder)).toEqual(['Two.zip']);
  execFileSync('unzip', ['-tq', join(folder, 'Two.zip')]);
});

test('folders chosen in the dialog are zipped, and shown in their folder afterwards; the dialog opens there again', async ({
  app,
  folder,
}) => {
  await writeTree(folder, { 'Chosen/a.txt': 'a' });
  // The system's own windows can not be driven from here; what they would return is.
  await app.electron.evaluate(
    ({ dialog, shell }, path) => {
      const asked: (string | undefined)[] = [];
      Object.assign(globalThis, { asked });
      Object.assign(dialog, {
        showOpenDialog: async (_window: unknown, { defaultPath }: { defaultPath?: string }) => {
          asked.push(defaultPath);
          return { canceled: asked.length > 1, filePaths: asked.length > 1 ? [] : [path] };
        },
      });
      shell.showItemInFolder = (shown) => Object.assign(globalThis, { shown });
    },
    join(folder, 'Chosen'),
  );
  await app.page.locator('[data-drop="zip"]').getByRole('button', { name: 'Choose folders…' }).click();
  await app.expectState('Chosen.zip', 'done');
  await app.row('Chosen.zip').getByRole('button', { name: 'Show in folder', exact: true }).click();
  await expect
    .poll(() => app.electron.evaluate(() => (globalThis as unknown as { shown?: string }).shown))
    .toBe(join(folder, 'Chosen.zip'));
  await app.page.getByRole('button', { name: 'Clear finished' }).click();
  await app.page.locator('[data-drop="zip"]').getByRole('button', { name: 'Choose folders…' }).click();
  await expect
    .poll(() => app.electron.evaluate(() => (globalThis as unknown as { asked: unknown[] }).asked[1]))
    .toBe(folder);
});

test('files given on the command line are offered to the window', async ({ folder, profile }) => {
  await writeTree(folder, { 'given.txt': prose(1000) });
  const app = await Dropmill.start(profile, [join(folder, 'given.txt')]);
  await app.expectState('given.zip', 'done');
  await app.electron.close();
});

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
