// Results are no inputs of later jobs, unless they come by themselves.
import { execFileSync } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './dropmill.ts';
import { writeTree } from './files.ts';
import { setOptions, writePhotos } from './pictures.ts';

test('a folder that is resized again gives results of its originals only, and the job says so', async ({
  app,
  folder,
}) => {
  const trip = join(folder, 'Trip');
  await writePhotos(trip, 3);
  const beside = { destination: 'beside', width: 200, height: 200 };
  await setOptions(app, { resize: { ...beside, template: '{name}_small' } });
  await app.drop('resize', [trip]);
  await app.expectState('Trip', 'done');
  // Under other names, which this job would not give.
  await setOptions(app, { resize: { ...beside, width: 100, height: 100 } });
  await app.drop('resize', [trip]);
  await expect(app.row('Trip, Done')).toHaveCount(2);
  const names = ['01', '02', '03'].flatMap((name) => [`${name}-100px.jpg`, `${name}.jpg`, `${name}_small.jpg`]);
  expect((await readdir(trip)).sort()).toEqual(names.sort());
  await app.row('Trip, Done').first().getByRole('button', { name: 'Details' }).click();
  const details = app.page.getByRole('region', { name: 'Details of Trip' });
  await expect(details).toContainText('3 results of an earlier job were skipped.');
  await expect(app.row('Trip, Done').first().locator('[data-look="good"]'), 'It asks for nobody.').toBeVisible();
  await expect(details.getByRole('listitem')).toHaveCount(3);

  await setOptions(app, { resize: { ...beside, width: 50, height: 50 } });
  await app.drop('resize', [join(trip, '01_small.jpg')]);
  await app.expectState('01_small.jpg', 'done');
  expect(await readdir(trip)).toContain('01_small-50px.jpg');

  // Nothing is known of jobs that are off the list: then what is called as the results of this one would be counts as one.
  await app.removeJobs((await app.jobs()).map(({ id }) => id));
  await rm(join(trip, '01_small-50px.jpg'));
  await setOptions(app, { resize: { ...beside, width: 100, height: 100, template: '{name}_small' } });
  await app.drop('resize', [trip]);
  await app.expectState('Trip', 'done');
  const made = ['01', '02', '03'].map((name) => `${name}-100px_small.jpg`);
  const again = ['01', '02', '03'].map((name) => `${name}_small (2).jpg`);
  expect((await readdir(trip)).sort()).toEqual([...names, ...made, ...again].sort());
});

test('an archive is not packed with what it was made of, but by itself', async ({ app, folder }) => {
  await writeTree(folder, { 'Letters/a.txt': 'a', 'Letters/b.txt': 'b' });
  const letters = join(folder, 'Letters');
  const entries = (archive: string) => execFileSync('unzip', ['-Z1', archive], { encoding: 'utf8' }).trim().split('\n');
  await app.drop('zip', [join(letters, 'a.txt'), join(letters, 'b.txt')]);
  await app.expectState('Letters.zip', 'done');
  expect((await readdir(letters)).sort()).toEqual(['Letters.zip', 'a.txt', 'b.txt']);

  await app.drop('zip', [letters]);
  await expect(app.row('Letters.zip, Done')).toHaveCount(2);
  expect(entries(join(folder, 'Letters.zip')).sort()).toEqual(['Letters/', 'Letters/a.txt', 'Letters/b.txt']);
  await app.drop('zip', [join(letters, 'Letters.zip')]);
  await expect(app.row('Letters (2).zip, Done')).toBeVisible();
  expect(entries(join(letters, 'Letters (2).zip'))).toEqual(['Letters.zip']);
});
