// Jobs submitted and cancelled at random for a long time: memory stays flat and nothing is left behind.
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Dropmill, expect, test } from '../dropmill.ts';
import { call, list, register, submit } from '../faults/app-control.ts';
import { generator } from '../faults/trials.ts';
import { filesIn, hashes, resizeWorkload, type Workload, zipWorkload } from '../faults/workloads.ts';
import { type Holdings, holdings, mainsHoldings, PROCESSES, type ProcessName, processIds } from './census.ts';

const MINUTES = Number(process.env.DROPMILL_SOAK ?? 2);
/** Memory may grow by so much after the first minutes. */
const MOST_GROWTH = 1.15;
/** Of the time, until caches and pools are as large as they get; at most five minutes. */
const WARM_UP = Math.min(MINUTES * 0.4, 5) * 60_000;
const SAMPLE_EVERY = 2_000;
const MOST_JOBS = 6;
/** Name of libvips' threads. */
const DECODERS = 'libvips worker';

test.setTimeout((MINUTES + 5) * 60_000);

type Samples = Record<ProcessName, number[]>;

test.skip(process.platform !== 'linux', 'What a process holds is read from /proc.');

test('hours of work leave nothing behind', async ({ freshApp: app, folder }) => {
  const works = [await zipWorkload(join(folder, 'zip')), await resizeWorkload(join(folder, 'resize'))];
  const before = await hashes(folder);
  const ids = await register(
    app,
    works.map(({ input }) => input),
  );
  const random = generator(`soak ${process.env.DROPMILL_SEED ?? 1}`);
  await settle(app);
  // Each kind of job once, so that all is loaded and all threads are there.
  for (const [index, { request }] of works.entries()) await submit(app, request(ids[index] ?? ''));
  await settle(app);
  const pids = await processIds(app);
  const first = { main: await mainsHoldings(app), temporary: temporaryFiles(), host: holdings(pids.host) };

  const samples: Samples = { main: [], host: [], renderer: [] };
  const started = performance.now();
  const session = await app.page.context().newCDPSession(app.page);
  const sampler = setInterval(() => {
    // The page of a window that is never idle keeps its garbage for minutes.
    void session.send('HeapProfiler.collectGarbage');
    if (performance.now() - started < WARM_UP) return;
    for (const name of PROCESSES) samples[name].push(holdings(pids[name]).memory);
  }, SAMPLE_EVERY);
  const jobs = await work(app, works, ids, random, MINUTES * 60_000);
  clearInterval(sampler);
  await settle(app);

  console.log(`soak: ${MINUTES} minutes, ${jobs.submitted} jobs, ${jobs.cancelled} cancelled`);
  const growths = PROCESSES.map((name) => growth(name, samples[name]));
  for (const factor of growths) expect(factor).toBeLessThanOrEqual(MOST_GROWTH);
  expect(await processIds(app), 'no process was lost').toEqual(pids);
  expect(await mainsHoldings(app), 'handles and listeners of main').toEqual(first.main);
  expectNoMore(first.host, holdings(pids.host));
  expect(temporaryFiles()).toEqual(first.temporary);
  expect(readdirSync(join(app.profile, 'progress'))).toEqual([]);
  expect((await filesIn(folder)).filter((name) => name.includes('.dropmill-'))).toEqual([]);
  expect(Object.fromEntries(await hashes(folder, before))).toEqual(Object.fromEntries(before));
});

/** Submits, cancels, pauses and removes at random for so many milliseconds. */
async function work(
  app: Dropmill,
  works: readonly Workload[],
  ids: readonly string[],
  random: () => number,
  milliseconds: number,
): Promise<{ readonly submitted: number; readonly cancelled: number }> {
  const end = performance.now() + milliseconds;
  const done = { submitted: 0, cancelled: 0 };
  while (performance.now() < end) {
    const jobs = await list(app);
    const open = jobs.filter(({ endedAt }) => endedAt === null);
    const one = open[Math.floor(random() * open.length)]?.id;
    const dice = random();
    if (open.length < MOST_JOBS && dice < 0.5) {
      const which = Math.floor(random() * works.length);
      const request = works[which]?.request(ids[which] ?? '');
      if (request) await submit(app, request);
      done.submitted++;
    } else if (one && dice < 0.7) {
      await call(app, 'cancel', [one]);
      done.cancelled++;
    } else if (one && dice < 0.8) {
      await call(app, 'pause', [one]);
      await delay(random() * 100);
      await call(app, 'resume', [one]);
    }
    const over = jobs.filter(({ endedAt }) => endedAt !== null).map(({ id }) => id);
    if (over.length > 10) await call(app, 'remove', over);
    if (dice > 0.9) for (const { removeIfMade } of works.map(removable)) await removeIfMade();
    await delay(random() * 250);
  }
  return done;
}

/** Results pile up under new names; those that nobody writes any more are taken away. */
function removable(one: Workload): { removeIfMade(): Promise<void> } {
  return {
    async removeIfMade() {
      const made = (await filesIn(one.folder)).filter(
        (name) => /Tree.*\.zip$|Resized/.test(name) && !name.includes('.part'),
      );
      for (const name of made) await rm(join(one.folder, name), { force: true });
    },
  };
}

/** Waits until all jobs have ended, and clears the list. */
async function settle(app: Dropmill): Promise<void> {
  const open = async () => (await list(app)).filter(({ endedAt }) => endedAt === null).length;
  await expect.poll(open, { timeout: 120_000 }).toBe(0);
  await call(
    app,
    'remove',
    (await list(app)).map(({ id }) => id),
  );
  await delay(2_000);
}

/** Holds what the host has in the end against what it had after its first jobs. */
function expectNoMore(first: Holdings, last: Holdings): void {
  console.log(`host: ${first.files} to ${last.files} files, threads ${JSON.stringify(last.threads)}`);
  expect(last.files).toBeLessThanOrEqual(first.files);
  const { [DECODERS]: decoders = 0, ...threads } = last.threads;
  const { [DECODERS]: _, ...before } = first.threads;
  expect(threads).toEqual(before);
  // libvips lets idle ones end as it likes; it needs two for a picture, of which each thread of libuv's has one.
  expect(decoders).toBeLessThanOrEqual(2 * (threads['libuv-worker'] ?? 0));
}

/**
 * The floor of the last third of the samples by that of the first: what jobs hold while they run comes and goes, and
 * what leaks stays.
 */
function growth(name: ProcessName, samples: readonly number[]): number {
  const third = Math.max(1, Math.floor(samples.length / 3));
  const [early, late] = [floor(samples.slice(0, third)), floor(samples.slice(-third))];
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0);
  const tenth = Math.max(1, Math.ceil(samples.length / 10));
  const tenths = Array.from({ length: Math.ceil(samples.length / tenth) }, (_, index) =>
    megabytes(ranked(samples.slice(index * tenth, (index + 1) * tenth), 0.5)),
  );
  const most = megabytes(Math.max(...samples));
  console.log(
    `${name}: ${megabytes(early)} to ${megabytes(late)} MB, at most ${most}; medians of tenths ${tenths.join(' ')}`,
  );
  return late / early;
}

function floor(samples: readonly number[]): number {
  return ranked(samples, 0.2);
}

/** @param share of the samples that are smaller, 0..1 */
function ranked(samples: readonly number[], share: number): number {
  return [...samples].sort((a, b) => a - b)[Math.floor(samples.length * share)] ?? Number.NaN;
}

/** `npm run soak` gives each run a folder of its own for them. */
function temporaryFiles(): string[] {
  return readdirSync(tmpdir()).sort();
}
