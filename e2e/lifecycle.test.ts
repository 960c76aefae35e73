import { existsSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './dropmill.ts';
import { leftovers, MANY, noise, prose, WORK, writeLinks, writeTree } from './files.ts';

test('a reload in the middle of jobs loses nothing: the same jobs, as far as they were, to the end', async ({
  app,
  folder,
}) => {
  const big = noise(8_000_000);
  await writeTree(folder, { 'Small/a.txt': 'a', 'One/big.txt': big, 'Two/big.txt': big, 'Three/a.txt': 'a' });
  await app.drop('zip', [join(folder, 'Small')]);
  await app.expectState('Small.zip', 'done');
  await app.holdHost();
  await app.dropInTurn(
    'zip',
    ['One', 'Two', 'Three'].map((name) => join(folder, name)),
  );
  await app.expectState('One.zip', 'running');
  await app.expectState('Two.zip', 'running');
  const before = await app.jobs();

  await app.page.reload();
  await app.expectState('Small.zip', 'done');
  for (const name of ['One.zip', 'Two.zip', 'Three.zip']) await expect(app.row(name)).toBeVisible();
  const after = await app.jobs();
  expect(after.map((job) => job.id)).toEqual(before.map((job) => job.id));
  for (const [index, job] of after.entries()) {
    expect(job.revision).toBeGreaterThanOrEqual(before[index]?.revision ?? 0);
    expect(job.progress.bytesDone).toBeGreaterThanOrEqual(before[index]?.progress.bytesDone ?? 0);
  }
  await app.letHostGo();
  for (const name of ['One.zip', 'Two.zip', 'Three.zip']) await app.expectState(name, 'done');
  expect(await leftovers(folder)).toEqual(['One.zip', 'Small.zip', 'Three.zip', 'Two.zip']);
});

test('the host runs on its own Node, gives way while the window is used, with its own thread pool size', async ({
  app,
}) => {
  const pid = await app.hostPid();
  // Only root may take back niceness that the tests were started with.
  expect(getPriority(pid)).toBe(process.getuid?.() === 0 ? 5 : Math.max(5, getPriority()));
  // Niceness holds within a session only, so the host has its own.
  const niceness = (id: number | undefined) => /nice (-?\d+)/.exec(readFileSync(`/proc/${id}/autogroup`, 'utf8'))?.[1];
  if (existsSync('/proc/self/autogroup')) {
    const both = () => [niceness(pid), niceness(app.electron.process().pid)];
    await expect.poll(both).toEqual(['0', '0']);
    // It is in use for three seconds after each movement.
    let x = 100;
    const whileMoved = async () => {
      await app.page.mouse.move(x++, 100);
      return both();
    };
    await expect.poll(whileMoved).toEqual(['10', '0']);
    await expect.poll(both).toEqual(['0', '0']);
  }
  const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  expect(environment.some((entry) => /^UV_THREADPOOL_SIZE=\d+$/.test(entry))).toBe(true);
  expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).toContain('node-linux');
});

test('a killed host is started again, its job is repeated with a word, and the next job runs', async ({
  app,
  folder,
}) => {
  await writeTree(folder, { 'Next/a.txt': 'a' });
  await writeLinks(folder, ['Big'], prose(WORK.bytes), WORK.links);
  await app.changeSettings({ workers: 1 });
  await app.holdHostAtWork();
  await app.drop('zip', [join(folder, 'Big')]);
  await expect(app.row('Big.zip')).toContainText(/\d+:\d\d left/);
  const first = await app.hostPid();
  process.kill(first, 'SIGKILL');

  await app.expectState('Big.zip', 'done');
  const [job] = await app.jobs();
  const how = { code: 'HOST_SIGNAL', params: { signal: 'SIGKILL' } };
  expect(job?.notes).toContainEqual({ code: 'STARTED_AGAIN', params: { how } });
  expect(await app.hostPid()).not.toBe(first);
  await app.drop('zip', [join(folder, 'Next')]);
  await app.expectState('Next.zip', 'done');
  expect(await leftovers(folder)).toEqual(['Big.zip', 'Next.zip']);
});

test('a job that takes the host down wherever it is started fails with a clear word', async ({ app, folder }) => {
  await writeLinks(folder, ['Big'], prose(64_000_000), MANY);
  await app.drop('zip', [join(folder, 'Big')]);
  for (let loss = 0, last = 0; loss < 3; loss++) {
    await expect.poll(() => app.hostPid()).not.toBe(last);
    await app.expectState('Big.zip', 'running');
    last = await app.hostPid();
    process.kill(last, 'SIGKILL');
  }
  await app.expectState('Big.zip', 'failed');
  const [job] = await app.jobs();
  expect(job?.error).toMatchObject({ code: 'HOST_LOST' });
  expect(await leftovers(folder)).toEqual([]);
});

test('quitting in the middle of a job leaves no partial file', async ({ freshApp: app, folder }) => {
  await writeLinks(folder, ['Big'], prose(64_000_000), MANY);
  await app.drop('zip', [join(folder, 'Big')]);
  await app.expectState('Big.zip', 'running');
  await app.electron.close();
  expect(await leftovers(folder)).toEqual([]);
});
