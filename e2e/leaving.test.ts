import { spawn } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Dropmill, expect, test } from './dropmill.ts';
import { leftovers, MANY, prose, writeLinks, writeTree } from './files.ts';

function isVisible(app: Dropmill): Promise<boolean> {
  return app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false);
}

/** Starts the app once more with the same profile, as a click on its icon does; it hands over to the first and ends. */
function startAgain(profile: string, words: readonly string[] = []): Promise<void> {
  const args = ['--no-sandbox', resolve(import.meta.dirname, '..'), `--user-data-dir=${profile}`, ...words];
  const second = spawn(process.env.DROPMILL_ELECTRON ?? '', args, { stdio: 'ignore' });
  return new Promise((done) => second.once('exit', () => done()));
}

test('closing the window with work under way asks: stay, go on in the background, come back, finish first', async ({
  folder,
  profile,
}) => {
  const app = await Dropmill.start(profile);
  const end = app.exited();
  await writeTree(folder, { 'Big/a.txt': 'a', 'Later/a.txt': 'a' });
  await app.holdHost();
  await app.drop('zip', [join(folder, 'Big')]);
  await app.expectState('Big.zip', 'running');
  await app.row('Big.zip').getByRole('button', { name: 'Pause' }).click();
  await app.expectState('Big.zip', 'paused');

  await app.closeWindow();
  const question = app.page.getByRole('alertdialog', { name: 'Jobs are still running' });
  // What is paused never ends by itself, so waiting for it is not offered.
  await expect(question.getByRole('button', { name: 'Cancel the jobs and quit' })).toBeVisible();
  await expect(question.getByRole('button', { name: 'Finish first' })).toBeHidden();
  // Keys reach the question when it has the focus, a moment after it is there.
  await expect(app.page.locator('[role=alertdialog]:focus-within')).toBeVisible();
  await app.page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await app.row('Big.zip').getByRole('button', { name: 'Resume' }).click();

  await app.closeWindow();
  await question.getByRole('button', { name: 'Keep going in the background' }).click();
  await expect.poll(() => isVisible(app)).toBe(false);
  await startAgain(profile, [join(folder, 'Later')]);
  await expect.poll(() => isVisible(app)).toBe(true);
  // The second start brought a folder along.
  await app.expectState('Later.zip', 'running');

  await app.closeWindow();
  await question.getByRole('button', { name: 'Finish first, then quit' }).click();
  await expect(app.page.getByText('Dropmill will quit when the queue is done.')).toBeVisible();
  await app.letHostGo();
  await end;
  expect(await leftovers(folder)).toEqual(['Big.zip', 'Later.zip']);
});

test('cancel and quit leaves no partial file, and the job is shown as cancelled at the next start', async ({
  folder,
  profile,
}) => {
  const app = await Dropmill.start(profile);
  const end = app.exited();
  await writeLinks(folder, ['Big'], prose(64_000_000), MANY);
  await app.drop('zip', [join(folder, 'Big')]);
  await app.expectState('Big.zip', 'running');
  await app.pressMenu('Quit');
  await app.page.getByRole('button', { name: 'Cancel the jobs and quit' }).click();
  await end;
  expect(await leftovers(folder)).toEqual([]);

  const again = await Dropmill.start(profile);
  await again.expectState('Big.zip', 'cancelled');
  await again.electron.close();
});

test('when the queue is done the computer sleeps, after a countdown that can be cancelled', async ({
  folder,
  profile,
}) => {
  const path = process.env.PATH;
  await writeTree(folder, { 'A/a.txt': 'a', 'bin/systemctl': `#!/bin/sh\necho "$@" >> "${folder}/said"\n` });
  await chmod(join(folder, 'bin/systemctl'), 0o755);
  process.env.PATH = `${join(folder, 'bin')}:${path}`;
  const app = await Dropmill.start(profile);
  process.env.PATH = path;
  await app.holdCountdown();
  await app.page.keyboard.press('Control+Comma');
  await app.page.getByRole('button', { name: 'When the queue is done' }).click();
  await app.page.getByRole('option', { name: 'Put the computer to sleep' }).click();
  await expect(app.page.getByRole('listbox')).toHaveCount(0);
  await app.page.keyboard.press('Escape');
  await expect(app.page.getByRole('dialog')).toHaveCount(0);

  const countdown = app.page.getByRole('alertdialog', { name: 'The queue is done' });
  await app.drop('zip', [join(folder, 'A')]);
  await expect(countdown).toContainText(/The computer will go to sleep in 0:\d\d\./);
  await countdown.getByRole('button', { name: 'Cancel' }).click();
  await expect(countdown).toBeHidden();

  await app.drop('zip', [join(folder, 'A')]);
  await countdown.getByRole('button', { name: 'Do it now' }).click();
  await expect(countdown).toBeHidden();
  await expect.poll(() => readFile(join(folder, 'said'), 'utf8').catch(() => '')).toBe('suspend\n');

  await writeFile(join(folder, 'bin/systemctl'), '#!/bin/sh\necho "Not allowed here." >&2\nexit 1\n');
  await app.drop('zip', [join(folder, 'A')]);
  await countdown.getByRole('button', { name: 'Do it now' }).click();
  await expect(app.page.getByRole('alert')).toContainText(
    'The computer could not be put to sleep. The system says: Not allowed here.',
  );
  await app.electron.close();
});

test('when the queue is done Dropmill quits, if that was chosen', async ({ folder, profile }) => {
  await writeTree(folder, { 'A/a.txt': 'a' });
  const app = await Dropmill.start(profile);
  const end = app.exited();
  await app.changeSettings({ whenDone: 'quit' });
  await app.holdCountdown();
  await app.drop('zip', [join(folder, 'A')]);
  const countdown = app.page.getByRole('alertdialog', { name: 'The queue is done' });
  await expect(countdown).toContainText(/Dropmill will quit in 0:\d\d\./);
  await countdown.getByRole('button', { name: 'Do it now' }).click();
  await end;
  expect(await leftovers(folder)).toEqual(['A.zip']);
});
