// Each process of the app is killed at random moments of zip, resize and extract jobs.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Dropmill, expect, test } from '../dropmill.ts';
import { call, clear, ended, hostPid, list, mainPid, starter } from './app-control.ts';
import { childrenOf, isAlive, kill } from './processes.ts';
import { type Fault, tryFault } from './trials.ts';
import { extractWorkload, resizeWorkload, type Workload, zipWorkload } from './workloads.ts';

const WORKLOADS = { zip: zipWorkload, resize: resizeWorkload, extract: extractWorkload } as const;
const TIMES = { short: 1, full: 20 } as const;

test.describe.configure({ timeout: 1_200_000 });

/** How long a job of each kind takes undisturbed, in milliseconds. */
const lengths = new Map<Workload['kind'], number>();

/** Runs the workload undisturbed, the first time. @returns how long it took, in milliseconds */
async function rehearse(app: Dropmill, work: Workload): Promise<number> {
  const known = lengths.get(work.kind);
  if (known !== undefined) return known;
  const start = await starter(app, work);
  const started = performance.now();
  const { id } = await start();
  expect((await ended(app, id)).state).toBe('done');
  const took = performance.now() - started;
  await work.checkResults();
  await clear(app, work);
  lengths.set(work.kind, took);
  return took;
}

/** Processes that the app outlives: the settings it needs for that, and who it is at the moment. */
const VICTIMS = {
  host: { settings: {}, pid: async (app: Dropmill) => hostPid(app) },
  worker: {
    settings: { executor: 'processes' },
    pid: async (app: Dropmill, random: () => number) => {
      const workers = childrenOf(hostPid(app) ?? 0);
      return workers[Math.floor(random() * workers.length)];
    },
  },
  renderer: {
    settings: {},
    pid: (app: Dropmill) =>
      app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId()),
  },
} as const;

for (const [kind, makeWorkload] of Object.entries(WORKLOADS)) {
  for (const [victim, { settings, pid }] of Object.entries(VICTIMS)) {
    test(`kill -9 of the ${victim} in the middle of a ${kind} job`, async ({ folder, profile }) => {
      const fault: Fault = {
        row: `kill -9 of the ${victim} at random moments of a ${kind} job`,
        outcome: 'the job is done, each result is there once',
        ...TIMES,
      };
      writeFileSync(join(profile, 'settings.json'), JSON.stringify(settings));
      const work = await makeWorkload(folder);
      const app = await Dropmill.start(profile);
      const took = await rehearse(app, work);
      const start = await starter(app, work);
      await tryFault(fault, async (random) => {
        const moment = random() * took;
        const { id } = await start(moment);
        const target = await pid(app, random);
        const word = kill(target, 'SIGKILL') ? 'killed' : 'not there';
        console.log(`  ${victim} ${target} ${word} after ${moment.toFixed(0)} of ${took.toFixed(0)} ms`);
        expect((await ended(app, id)).state).toBe('done');
        await work.checkResults();
        await clear(app, work);
      });
      await app.electron.close();
    });
  }

  test(`kill -9 of main in the middle of a ${kind} job`, async ({ folder, profile }) => {
    const fault: Fault = {
      row: `kill -9 of main at random moments of a ${kind} job`,
      outcome:
        'the next start shows the job as interrupted and leaves nothing unfinished; Continue goes on with it, each result is there once',
      ...TIMES,
    };
    const work = await makeWorkload(folder);
    let app = await Dropmill.start(profile);
    const took = await rehearse(app, work);
    await tryFault(fault, async (random) => {
      const start = await starter(app, work);
      const moment = random() * took;
      await start(moment);
      await killMain(app);
      console.log(`  main killed after ${moment.toFixed(0)} of ${took.toFixed(0)} ms`);
      app = await Dropmill.start(profile);
      await expect.poll(() => work.checkOriginals().then(() => '', String)).toBe('');
      const [job] = await list(app);
      expect([job?.state, job?.stopped?.code ?? ''].join(' ')).toMatch(/^(done |waiting |interrupted INTERRUPTED)$/);
      if (job?.state !== 'done') {
        await call(app, job?.state === 'waiting' ? 'resume' : 'retry', [job?.id]);
        const [again] = await list(app);
        expect((await ended(app, again?.id ?? '')).state).toBe('done');
      }
      await work.checkResults();
      await clear(app, work);
    });
    await app.electron.close();
  });
}

/** Resolves when its host, which ends by itself, is gone too. */
async function killMain(app: Dropmill): Promise<void> {
  const host = hostPid(app);
  const closed = new Promise((resolve) => app.electron.process().once('exit', resolve));
  kill(mainPid(app), 'SIGKILL');
  await closed;
  await expect.poll(() => host !== undefined && isAlive(host)).toBe(false);
}
