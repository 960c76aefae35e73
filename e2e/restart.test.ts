import { execFileSync } from 'node:child_process';
import { appendFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from './axe.ts';
import { Dropmill, expect, test } from './dropmill.ts';
import { noMounts, SmallDisk } from './faults/machine.ts';
import { leftovers, prose, WORK, writeLinks, writeTree } from './files.ts';

test('a killed app shows its jobs again, without partial files, and repeats one when asked', async ({
  folder,
  profile,
}) => {
  await writeTree(folder, { 'Small/a.txt': 'a', 'Secret/a.txt': 'a' });
  await writeLinks(folder, ['Big'], prose(WORK.bytes), WORK.links);
  const first = await Dropmill.start(profile);
  await first.drop('zip', [join(folder, 'Small')]);
  await first.expectState('Small.zip', 'done');
  await first.changeSettings({ workers: 1 });
  await first.holdHostAtWork();
  await first.drop('zip', [join(folder, 'Big')]);
  await expect(first.row('Big.zip')).toContainText(/\d+:\d\d left/);
  expect(await leftovers(folder)).toContainEqual(expect.stringMatching(/\.part$/));
  await typePassword(first, 'sesame');
  await first.changeSettings({ sideBySide: 1 });
  await first.drop('zip', [join(folder, 'Secret')]);
  await first.expectState('Secret.zip', 'waiting');
  const hostPid = await first.hostPid();
  const exited = new Promise((resolve) => first.electron.process().once('exit', resolve));
  first.electron.process().kill('SIGKILL');
  process.kill(hostPid, 'SIGKILL');
  await exited;

  const second = await Dropmill.start(profile);
  await second.expectState('Small.zip', 'done');
  await second.expectState('Big.zip', 'interrupted');
  await expect.poll(() => leftovers(folder)).toEqual(['Small.zip']);
  await second.row('Small.zip').getByRole('button', { name: 'Details' }).click();
  const details = second.page.getByRole('region', { name: 'Details of Small.zip' });
  await expect(details.getByRole('listitem')).toHaveText(/Small\/a\.txt/);
  await second.page.keyboard.press('Escape');
  // One name for one thing: an archive begins anew, and the question above the list says so, too.
  await expect(second.row('Big.zip').getByRole('button', { name: 'Start over' })).toBeVisible();
  const banner = second.page.getByRole('region', { name: 'Jobs from last time' });
  await banner.getByRole('button', { name: 'Start over' }).click();
  await second.expectState('Big.zip', 'done');
  await enterLostPassword(second, 'Secret.zip', 'sesame');
  await second.expectState('Secret.zip, With a password', 'done');
  execFileSync('7zz', ['t', '-psesame', join(folder, 'Secret.zip')]);
  await second.electron.close();
  expect(await leftovers(folder)).toEqual(['Big.zip', 'Secret.zip', 'Small.zip']);
});

test('the window says for how long the history cannot be saved, and nothing of it is lost', async ({
  folder,
  profile,
}) => {
  const why = noMounts();
  test.skip(why !== undefined, why);
  // What is noted of the second job fills more than the rest of a page of memory, which a disk of it still has when it is full.
  const many = Array.from({ length: 60 }, (_, index) => `Two/${'name '.repeat(20)}${index}.txt`);
  await writeTree(folder, { 'One/a.txt': 'a', ...Object.fromEntries(many.map((name) => [name, 'b'])) });
  using _disk = new SmallDisk(profile, 200);
  const app = await Dropmill.start(profile);
  await app.drop('zip', [join(folder, 'One')]);
  await app.expectState('One.zip', 'done');
  const filler = join(profile, 'filler');
  await fill(filler);

  await app.drop(
    'zip',
    many.map((name) => join(folder, name)),
  );
  const notice = app.page.getByRole('alert').filter({ hasText: 'The history cannot be saved' });
  await expect(notice).toContainText('The disk is full.');
  await expectAccessible(app.page, 'the history cannot be saved');
  await app.expectState('Two.zip', 'done');

  await rm(filler);
  await expect(notice).toBeHidden();
  await app.electron.close();
  const next = await Dropmill.start(profile);
  for (const name of ['One.zip', 'Two.zip']) await next.expectState(name, 'done');
  await next.electron.close();
});

/** Takes all the room that a disk has. */
async function fill(path: string): Promise<void> {
  for (let bytes = 2 ** 20; bytes >= 1; bytes /= 2) {
    const isTaken = () =>
      appendFile(path, Buffer.alloc(bytes)).then(
        () => true,
        () => false,
      );
    while (await isTaken());
  }
}

/** Among the options of zip, twice. */
async function typePassword({ page }: Dropmill, password: string): Promise<void> {
  const options = page.getByRole('complementary', { name: 'Options' });
  await options.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
  await options.getByRole('textbox', { name: 'Repeat password' }).fill(password);
}

/** Another try without it would fail, or leave the archive open to everybody: neither is offered. */
async function enterLostPassword(app: Dropmill, title: string, password: string): Promise<void> {
  await expect(app.row(title)).toContainText('The password was not kept when Dropmill closed.');
  await expect(app.row(title).getByRole('button', { name: 'Retry' })).toHaveCount(0);
  await app.row(title).getByRole('button', { name: 'Enter the password…' }).click();
  const review = app.page.getByRole('region', { name: 'Review: Zip' });
  await expect(review).toContainText('1 file ·');
  await expect(review.getByRole('alert')).toContainText('Enter it again in the options.');
  await expect(review.getByRole('button', { name: 'Start' })).toBeDisabled();
  await typePassword(app, password);
  await expect(review.getByRole('alert')).toHaveCount(0);
  await review.getByRole('button', { name: 'Start' }).click();
}
