// Builds the app with one folder and one line more, and uses the third job type in it. The renderer is as it is.
import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Dropmill, expect, test } from './dropmill.ts';
import { writeTree } from './files.ts';

const PROJECT = resolve(import.meta.dirname, '..');

test('a third job type has its drop target, its form, its rows and its details, by one folder and one line', async ({
  folder,
  profile,
}) => {
  test.slow();
  const project = join(folder, 'project');
  await buildWithThirdType(project);
  await writeTree(folder, { 'Things/b.txt': 'bb', 'Things/a.txt': 'aaaa', 'Things/c.tmp': 'c' });

  const app = await Dropmill.start(profile, [], project);
  const { page } = app;
  const target = page.getByRole('region', { name: 'Drop here to list files' });
  await expect(target).toContainText('Folders');
  await expect(target).toContainText('Sorted by name');
  await target.getByRole('button', { name: 'Options…' }).click();
  const form = page.getByRole('tabpanel', { name: 'List files' });
  await expect(form.getByRole('switch', { name: 'With sizes' })).toBeChecked();
  await form.getByRole('textbox', { name: 'File name' }).fill('catalogue.txt');
  await form.getByRole('button', { name: 'Order' }).click();
  await page.getByRole('option', { name: 'size' }).click();
  await form.getByRole('textbox', { name: 'Indent' }).fill('2');
  await expect(form.getByText('For example catalogue.txt.')).toBeVisible();
  await form.getByRole('textbox', { name: 'Exclude' }).fill('c.tmp');

  await app.drop('listing', [join(folder, 'Things')]);
  await app.expectState('catalogue.txt', 'done');
  expect(await readFile(join(folder, 'catalogue.txt'), 'utf8')).toBe('  b.txt 2\n  a.txt 4\n');

  await app.row('catalogue.txt').getByRole('button', { name: 'Details' }).click();
  const items = page.getByRole('region', { name: 'catalogue.txt', exact: true }).getByRole('listitem');
  await expect(items).toHaveText(['a.txtDone4 bytes', 'b.txtDone2 bytes']);
  await app.electron.close();
  expect(app.pageErrors).toEqual([]);
});

/** What the build reads. */
const SOURCES = [
  'main',
  'renderer',
  'workers',
  'scripts',
  'CHANGELOG.md',
  'package.json',
  'tsconfig.json',
  'vite.config.ts',
];

/** A copy of the sources with the third type in it, built. */
async function buildWithThirdType(project: string): Promise<void> {
  await mkdir(project);
  for (const name of SOURCES) await cp(join(PROJECT, name), join(project, name), { recursive: true });
  await symlink(join(PROJECT, 'node_modules'), join(project, 'node_modules'));
  const type = join(project, 'workers/jobs/listing');
  await mkdir(type);
  for (const name of await readdir(join(import.meta.dirname, 'third-type'))) {
    const source = await readFile(join(import.meta.dirname, 'third-type', name), 'utf8');
    const moved = source.replaceAll("'../../workers/jobs/", "'../").replaceAll("'../../workers/", "'../../");
    await writeFile(join(type, name), moved);
  }
  await appendFile(join(project, 'workers/jobs/registry.ts'), "export { listing } from './listing/job.ts';\n");
  const vite = join(PROJECT, 'node_modules/vite/bin/vite.js');
  await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: project,
  });
}
