// What was cut off goes on: after a cancel, a quit, and a kill.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from './axe.ts';
import { Dropmill, expect, test } from './dropmill.ts';
import { kill } from './faults/processes.ts';
import { writeTree } from './files.ts';
import { SLOW, setOptions, writePhotos } from './pictures.ts';

const COUNT = 12;

/** Names in a folder and below. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

const results = async (folder: string) => (await filesIn(folder)).filter((name) => name.endsWith('.avif'));

/** Starts a resize job and stops the host when some of its pictures are made. Returns how many. */
async function startSlowJob(app: Dropmill, folder: string): Promise<number> {
  await writePhotos(folder, COUNT);
  await setOptions(app, { resize: { ...SLOW, destination: 'beside' } });
  // One at a time, so that the job takes longer than it takes to tell how long, on any number of cores.
  await app.changeSettings({ workers: 1 });
  await app.holdHostAtWork();
  await app.drop('resize', [folder]);
  const made = async () => (await app.jobs()).find(({ state }) => state === 'running')?.progress.filesKept ?? 0;
  await expect.poll(made).toBeGreaterThan(0);
  return made();
}

test('a cancelled job says what is kept, goes on where it was, and is undone as a whole', async ({ app, folder }) => {
  const trip = join(folder, 'Trip');
  await startSlowJob(app, trip);
  await app.row('Trip').getByRole('button', { name: 'Cancel' }).click();
  await app.letHostGo();
  await app.expectState('Trip', 'cancelled');
  const made = (await results(trip)).length;
  expect(made).toBeGreaterThan(0);
  expect(made).toBeLessThan(COUNT);
  await expect(app.row('Trip')).toContainText(`${made} of ${COUNT} files`);
  await expect(app.row('Trip')).toContainText(made === 1 ? '1 result kept' : `${made} results kept`);
  await expect(app.row('Trip').getByRole('button', { name: /^Undo/ })).toBeVisible();

  // In words, and not by an icon alone.
  await app
    .row('Trip')
    .getByText(`Continue (${COUNT - made} left)`)
    .click();
  await app.expectState('Trip', 'done');
  expect(await results(trip)).toHaveLength(COUNT);
  expect(await filesIn(trip)).toHaveLength(2 * COUNT);
  expect((await app.jobs())[0]?.outcome).toMatchObject({ outputs: COUNT, failed: 0 });

  await app.row('Trip').getByRole('button', { name: /^Undo/ }).click();
  await expect(app.row('Trip')).toContainText(`Moved ${COUNT} results to the trash`);
  expect(await filesIn(trip)).toHaveLength(COUNT);
});

test('results of a cancelled job are no originals of the next one; it is started over from its menu, without a result left over', async ({
  app,
  folder,
}) => {
  const trip = join(folder, 'Trip');
  await startSlowJob(app, trip);
  await app.row('Trip').getByRole('button', { name: 'Cancel' }).click();
  await app.letHostGo();
  await app.expectState('Trip', 'cancelled');
  // What it made is no original of another job of the same folder.
  const made = (await results(trip)).length;
  await setOptions(app, { resize: { width: 200, height: 200, destination: 'beside' } });
  await app.drop('resize', [trip]);
  await expect(app.row('Trip, Done')).toHaveCount(1);
  expect(await filesIn(trip)).toHaveLength(COUNT + made + COUNT);
  await app.row('Trip, Cancelled').click({ button: 'right' });
  await app.page.getByRole('menuitem', { name: 'Start over' }).click();
  await expect(app.row('Trip, Done')).toHaveCount(2);
  expect(await results(trip)).toHaveLength(COUNT);
  expect((await results(trip)).filter((name) => name.includes('('))).toEqual([]);
});

test('after a quit the next start offers to resume: what had begun goes on, what waited keeps its place', async ({
  folder,
  profile,
}) => {
  const trip = join(folder, 'Trip');
  await writeTree(folder, { 'Letters/a.txt': 'a', 'Notes/b.txt': 'b' });
  const app = await Dropmill.start(profile);
  const end = app.exited();
  await app.changeSettings({ sideBySide: 1 });
  await startSlowJob(app, trip);
  await app.dropInTurn('zip', [join(folder, 'Letters'), join(folder, 'Notes')]);
  await app.row('Notes.zip').focus();
  await app.page.keyboard.press('Alt+ArrowUp');
  await expect(app.page.getByRole('row').nth(1)).toHaveAccessibleName('Notes.zip, Waiting');
  await app.closeWindow();
  const host = await app.hostPid();
  await app.page.getByRole('button', { name: 'Quit and continue next time' }).click();
  kill(host, 'SIGCONT');
  await end;
  const made = (await results(trip)).length;
  expect(made).toBeLessThan(COUNT);

  const again = await Dropmill.start(profile);
  await again.expectState('Trip', 'interrupted');
  await expect(again.row('Trip')).toContainText('Stopped when you quit Dropmill.');
  await expect(again.row('Trip').getByRole('button', { name: `Continue (${COUNT - made} left)` })).toBeVisible();
  expect((await again.jobs()).map(({ title, state }) => [title, state])).toEqual([
    ['Trip', 'interrupted'],
    ['Notes.zip', 'waiting'],
    ['Letters.zip', 'waiting'],
  ]);
  const banner = again.page.getByRole('region', { name: 'Jobs from last time' });
  await expect(banner).toContainText('1 interrupted job · 2 jobs still waiting');
  await expectAccessible(again.page, 'jobs from last time');
  await banner.getByRole('button', { name: 'Resume' }).click();
  for (const title of ['Trip', 'Notes.zip', 'Letters.zip']) await again.expectState(title, 'done');
  await expect(banner).toBeHidden();
  const started = (await again.jobs()).toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0));
  expect(started.map(({ title }) => title)).toEqual(['Trip', 'Notes.zip', 'Letters.zip']);
  expect(await results(trip)).toHaveLength(COUNT);
  expect(await filesIn(trip)).toHaveLength(2 * COUNT);
  await again.electron.close();
});

test('after a kill the row says so, and what is discarded leaves its finished files', async ({ folder, profile }) => {
  const trip = join(folder, 'Trip');
  await writeTree(folder, { 'Letters/a.txt': 'a' });
  const app = await Dropmill.start(profile);
  await app.changeSettings({ sideBySide: 1 });
  await startSlowJob(app, trip);
  await app.drop('zip', [join(folder, 'Letters')]);
  await app.expectState('Letters.zip', 'waiting');
  const host = await app.hostPid();
  const exited = app.exited();
  kill(app.electron.process().pid, 'SIGKILL');
  kill(host, 'SIGKILL');
  await exited;
  const made = (await results(trip)).length;

  const again = await Dropmill.start(profile);
  await again.expectState('Trip', 'interrupted');
  await expect(again.row('Trip')).toContainText('Dropmill ended unexpectedly during this job.');
  await expect(again.row('Trip')).toContainText(made === 1 ? '1 result kept' : `${made} results kept`);
  await again.row('Trip').getByRole('button', { name: 'Details' }).click();
  const files = again.page.getByRole('region', { name: 'Details of Trip' }).getByRole('listitem');
  await expect(files.filter({ hasText: 'Done' })).toHaveCount(made);
  await again.page.keyboard.press('Escape');
  const banner = again.page.getByRole('region', { name: 'Jobs from last time' });
  await banner.getByRole('button', { name: 'Discard' }).click();
  await expect(again.page.getByRole('heading', { name: 'Drop here to zip' })).toBeVisible();
  expect(await results(trip)).toHaveLength(made);
  expect(await readdir(folder)).toEqual(['Letters', 'Trip']);
  await again.electron.close();
});
