// The window reloaded and closed, a second instance, the whole app or its host stopped, the journal cut.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { replay } from '../../main/jobs/journal.ts';
import { Dropmill, expect, test } from '../dropmill.ts';
import { clear, ended, hostPid, list, mainPid, starter } from './app-control.ts';
import { childrenOf, kill } from './processes.ts';
import { tell, tryFault } from './trials.ts';
import { zipWorkload } from './workloads.ts';

test.describe.configure({ timeout: 1_200_000 });

test('the window reloaded in the middle of a job', async ({ app, folder }) => {
  const fault = {
    row: 'window reloaded at random moments of a zip job',
    outcome: 'the job is done and shown',
    short: 1,
    full: 20,
  };
  const work = await zipWorkload(folder);
  const start = await starter(app, work);
  await tryFault(fault, async (random) => {
    const { id } = await start(random() * 600);
    await app.page.reload();
    expect((await ended(app, id)).state).toBe('done');
    await expect(app.row('Tree.zip')).toBeVisible();
    await work.checkResults();
    await clear(app, work);
  });
});

/** Closes the window and, if asked, cancels what is under way. @returns whether it was asked, once the app has ended */
async function closeAndCancel(app: Dropmill): Promise<boolean> {
  const button = app.page.getByRole('button', { name: 'Cancel the jobs and quit' });
  let over = false;
  const end = app.exited().then(() => {
    over = true;
  });
  for (;;) {
    // Without a question the app may end before it has answered.
    await app.closeWindow().catch(() => {});
    const answer = button.click({ timeout: 3_000 }).then(
      () => true,
      () => false,
    );
    const pressed = await Promise.race([answer, end.then(() => false)]);
    if (pressed) await end;
    if (over) return pressed;
    // The work was done, and the question gone with it, before it could be answered.
  }
}

test('the window closed in the middle of a job', async ({ folder, profile }) => {
  const fault = {
    row: 'window closed at random moments of a zip job',
    outcome: 'nothing unfinished is left, and the next start shows how the job ended',
    short: 1,
    full: 20,
  };
  const work = await zipWorkload(folder);
  let app = await Dropmill.start(profile);
  await tryFault(fault, async (random) => {
    const start = await starter(app, work);
    await start(random() * 600);
    const asked = await closeAndCancel(app);
    await work.checkOriginals();
    app = await Dropmill.start(profile);
    const [job] = await list(app);
    // Between the question and its answer the job may get done.
    expect(asked ? ['cancelled', 'done'] : ['done']).toContain(job?.state);
    if (job?.state === 'done') await work.checkResults();
    await clear(app, work);
  });
  await app.electron.close();
});

test('a second instance in the middle of a job', async ({ app, folder }) => {
  const fault = {
    row: 'a second instance started in the middle of a zip job',
    outcome: 'it ends by itself, the first one goes on and its job is done',
    short: 1,
    full: 10,
  };
  const work = await zipWorkload(folder);
  const start = await starter(app, work);
  await tryFault(fault, async () => {
    const { id } = await start();
    const args = ['--no-sandbox', resolve(import.meta.dirname, '../..'), `--user-data-dir=${app.profile}`];
    const second = spawn(process.env.DROPMILL_ELECTRON ?? '', args, { stdio: 'ignore' });
    const [status] = await once(second, 'exit');
    expect(status).toBe(0);
    expect((await ended(app, id)).state).toBe('done');
    expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    await work.checkResults();
    await clear(app, work);
  });
});

/** A process and all below it. */
function family(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(family)];
}

test('the whole app suspended in the middle of a job', async ({ app, folder }) => {
  const full = process.env.DROPMILL_FAULTS === 'full';
  const fault = {
    row: 'whole app suspended and resumed (SIGSTOP, SIGCONT) at random moments of a zip job',
    outcome: 'the job is done and nothing was started again',
    short: 1,
    full: 4,
  };
  const work = await zipWorkload(folder);
  const start = await starter(app, work);
  await tryFault(fault, async (random, index) => {
    const { id } = await start(random() * 300);
    const host = hostPid(app);
    const all = family(mainPid(app));
    for (const pid of all) kill(pid, 'SIGSTOP');
    await delay(full && index === 0 ? 40_000 : 2_000);
    for (const pid of all.reverse()) kill(pid, 'SIGCONT');
    const job = await ended(app, id);
    expect(job.state).toBe('done');
    expect(job.notes.filter(({ code }) => code === 'STARTED_AGAIN')).toEqual([]);
    expect(hostPid(app)).toBe(host);
    await work.checkResults();
    await clear(app, work);
  });
});

test('a host that hangs', async ({ app, folder }) => {
  const fault = {
    row: 'host stopped (SIGSTOP) for good in the middle of a zip job',
    outcome: 'it is ended after half a minute, the job is started again and done',
    short: 0,
    full: 2,
  };
  const work = await zipWorkload(folder);
  const start = await starter(app, work);
  await tryFault(fault, async (random) => {
    const { id } = await start(random() * 300);
    kill(hostPid(app), 'SIGSTOP');
    const job = await ended(app, id);
    expect(job.state).toBe('done');
    expect(JSON.stringify(job.notes)).toContain('HOST_SILENT');
    await work.checkResults();
    await clear(app, work);
  });
});

test('a journal that is cut', async ({ folder, profile }) => {
  const work = await zipWorkload(folder);
  const first = await Dropmill.start(profile);
  const start = await starter(first, work);
  for (let job = 0; job < 2; job++) await ended(first, (await start()).id);
  const ids = (await list(first)).map((job) => job.id);
  await first.electron.close();
  const file = join(profile, 'journal.jsonl');
  const whole = readFileSync(file);

  let survived = 0;
  for (let end = 0; end <= whole.length; end++) {
    const { jobs, damaged } = replay(whole.subarray(0, end).toString('utf8'));
    const known = jobs.map((job) => job.spec.id);
    if (!damaged && known.join() === ids.slice(0, known.length).join()) survived++;
  }
  const cut = { row: 'the journal of two jobs cut at every byte', outcome: 'it is read, and says the same or less' };
  tell(cut, whole.length + 1, survived);
  expect(survived).toBe(whole.length + 1);

  const fault = {
    row: 'app started with a journal cut at a random byte, and with noise in it',
    outcome: 'it starts, shows what is left, and is usable',
    short: 1,
    full: 10,
  };
  await tryFault(fault, async (random, index) => {
    const damaged = Buffer.from(whole.subarray(0, Math.floor(random() * whole.length)));
    if (index % 2 === 1) damaged.fill(Math.floor(random() * 256), damaged.length >> 1, (damaged.length >> 1) + 20);
    writeFileSync(file, damaged);
    const app = await Dropmill.start(profile);
    expect((await list(app)).length).toBeLessThanOrEqual(2);
    const start = await starter(app, work);
    const { id } = await start();
    expect((await ended(app, id)).state).toBe('done');
    await app.electron.close();
  });
});
