import { join } from 'node:path';
import { Dropmill, expect, test } from './dropmill.ts';
import { leftovers, prose, writeLinks, writeTree } from './files.ts';

test('a killed app shows its jobs again, without partial files, and repeats one when asked', async ({
  folder,
  profile,
}) => {
  await writeTree(folder, { 'Small/a.txt': 'a' });
  await writeLinks(folder, ['Big'], prose(4_000_000), 50);
  const first = await Dropmill.start(profile);
  await first.drop('zip', [join(folder, 'Small')]);
  await first.expectState('Small.zip', 'done');
  await first.holdHostAtWork();
  await first.drop('zip', [join(folder, 'Big')]);
  await expect(first.row('Big.zip')).toContainText(/\d+:\d\d left/);
  expect(await leftovers(folder)).toContainEqual(expect.stringMatching(/\.part$/));
  const hostPid = await first.hostPid();
  const exited = new Promise((resolve) => first.electron.process().once('exit', resolve));
  first.electron.process().kill('SIGKILL');
  process.kill(hostPid, 'SIGKILL');
  await exited;

  const second = await Dropmill.start(profile);
  await second.expectState('Small.zip', 'done');
  await second.expectState('Big.zip', 'interrupted');
  await expect.poll(() => leftovers(folder)).toEqual(['Small.zip']);
  await second.row('Big.zip').getByRole('button', { name: 'Start over' }).click();
  await second.expectState('Big.zip', 'done');
  await second.electron.close();
  expect(await leftovers(folder)).toEqual(['Big.zip', 'Small.zip']);
});
