import { execFileSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { Dropmill, expect, test } from './dropmill.ts';
import { leftovers, writeTree } from './files.ts';

const picture = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#3a7', noise: { type: 'gaussian', mean: 90, sigma: 40 } },
  })
    .jpeg()
    .toBuffer();

/** Chooses it as a person does: in the options, which are shown from the drop zone. */
async function chooseThenZip(app: Dropmill): Promise<void> {
  await app.page.locator('[data-drop="resize"]').getByRole('button', { name: 'Options…' }).click();
  await app.page.getByRole('switch', { name: 'Then zip the results' }).focus();
  await app.page.keyboard.press('Space');
  await expect(app.page.getByRole('switch', { name: 'Then zip the results' })).toBeChecked();
}

test('pictures are made smaller and the results zipped, as one request', async ({ app, folder }) => {
  await writeTree(folder, { 'Trip/one.jpg': await picture(2500, 1500), 'Trip/in/two.jpg': await picture(2500, 1500) });
  await chooseThenZip(app);
  await app.drop('resize', [join(folder, 'Trip')]);
  await app.expectState('Trip (resized).zip', 'done');
  await app.expectState('Trip, Done', 'done');
  const listed = execFileSync('unzip', ['-Z1', join(folder, 'Trip (resized).zip')], { encoding: 'utf8' });
  expect(listed.trim().split('\n').sort()).toEqual(['in/two.jpg', 'one.jpg']);
  await app.row('Trip (resized).zip').getByRole('button', { name: 'Details' }).click();
  await expect(app.page.getByRole('region', { name: 'Details of Trip (resized).zip' })).toContainText(
    'Results of Trip',
  );
});

test('the results of a job that is done are zipped from its menu, beside their folder', async ({ app, folder }) => {
  await writeTree(folder, { 'Trip/one.jpg': await picture(300, 200), 'Trip/in/two.jpg': await picture(300, 200) });
  await app.drop('resize', [join(folder, 'Trip')]);
  await app.expectState('Trip', 'done');
  await app.row('Trip').click({ button: 'right' });
  await app.page.getByRole('menuitem', { name: 'Zip the results' }).click();
  await app.expectState('Trip (resized).zip', 'done');
  const listed = execFileSync('unzip', ['-Z1', join(folder, 'Trip (resized).zip')], { encoding: 'utf8' });
  expect(listed.trim().split('\n').sort()).toEqual(['in/two.jpg', 'one.jpg']);
});

test('the plan says what comes after, in German, too; an original that stays as it was is in the archive', async ({
  app,
  folder,
}) => {
  // Noise at the lowest quality: it only grows at a higher one.
  const packed = await sharp(await picture(300, 200))
    .jpeg({ quality: 5 })
    .toBuffer();
  await writeTree(folder, { 'Trip/one.jpg': await picture(2500, 1500), 'Trip/packed.jpg': packed });
  await chooseThenZip(app);
  await app.page.getByRole('button', { name: 'More', exact: true, expanded: false }).last().click();
  const keep = app.page.getByRole('switch', { name: 'Keep the original if the result is larger' });
  await keep.focus();
  await app.page.keyboard.press('Space');
  await expect(keep).toBeChecked();
  await app.changeSettings({ startAtOnce: false, language: 'de' });
  await expect(app.page.getByRole('switch', { name: 'Danach die Ergebnisse zippen' })).toBeChecked();
  await app.drop('resize', [join(folder, 'Trip')]);
  const plan = app.page.getByRole('region', { name: 'Überprüfen: Verkleinern' });
  await expect(plan).toContainText('Danach die Ergebnisse zippen: Trip (resized).zip');
  await plan.getByRole('button', { name: 'Starten' }).click();
  await app.expectState('Trip (resized).zip', 'done');
  const listed = execFileSync('unzip', ['-Z1', join(folder, 'Trip (resized).zip')], { encoding: 'utf8' });
  expect(listed.trim().split('\n').sort()).toEqual(['one.jpg', 'packed.jpg']);
});

test('the first job says what comes after it, and takes that along when it is cancelled', async ({ app, folder }) => {
  await writeTree(folder, { 'Trip/one.jpg': await picture(2500, 1500) });
  await chooseThenZip(app);
  await app.holdHost();
  await app.drop('resize', [join(folder, 'Trip')]);
  await expect(app.row('Trip')).toContainText('Running, then Zip');
  await app.row('Trip').getByRole('button', { name: 'Cancel' }).click();
  await app.letHostGo();
  await app.expectState('Trip', 'cancelled');
  expect((await app.jobs()).map((job) => job.title)).toEqual(['Trip']);
  expect((await readdir(folder)).sort()).toEqual(['Trip']);
});

test('what comes after a job survives a restart', async ({ folder, profile }) => {
  await writeTree(folder, { 'Trip/one.jpg': await picture(2500, 1500) });
  const first = await Dropmill.start(profile);
  await chooseThenZip(first);
  await first.holdHost();
  await first.drop('resize', [join(folder, 'Trip')]);
  await first.expectState('Trip', 'running');
  const exited = first.exited();
  first.electron.process().kill('SIGKILL');
  await exited;
  await first.letHostGo();

  const second = await Dropmill.start(profile);
  await second.expectState('Trip', 'interrupted');
  await second.page
    .getByRole('region', { name: 'Jobs from last time' })
    .getByRole('button', { name: 'Start over' })
    .click();
  await second.expectState('Trip (resized).zip', 'done');
  expect(await leftovers(folder)).toEqual(['Trip (resized).zip']);
  expect(await readdir(join(folder, 'Trip'))).toEqual(['one.jpg']);
  await second.electron.close();
});
