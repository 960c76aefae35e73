// Jobs submitted and cancelled at random: nothing of them is left. For so many minutes (`npm run soak -- --minutes 30`) the
// resident memory is watched as well; a short soak cannot tell its growth from caches that fill.
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OWN_PREFIX } from '../../workers/files/output/part-name.ts';
import { expect, test } from '../dropmill.ts';
import { register } from '../faults/app-control.ts';
import { generator } from '../faults/trials.ts';
import { filesIn, hashes, resizeWorkload, zipWorkload } from '../faults/workloads.ts';
import { type Census, census, PROCESSES, type ProcessName, probeHost, processIds, residentBytes } from './census.ts';
import { removeResults, settle, type Work, workAtRandom } from './random-work.ts';
import { growthPerHour, growthText } from './slope.ts';

/** Undefined in the short soak. */
const MINUTES = process.env.DROPMILL_SOAK === 'short' ? undefined : Number(process.env.DROPMILL_SOAK);
/** Until everything is loaded, compiled and as large as it gets; and of the short soak. */
const WARM_UP_JOBS = 16;
const SHORT_JOBS = 24;
/** Of a long soak, until caches and the allocator's pools are full. */
const WARM_UP_MS = 5 * 60_000;
const SAMPLE_EVERY_MS = 2_000;
/** What compiled code and caches may add after the warm-up, for each kind of memory. A guess, with room to spare. */
const MAX_MORE_BYTES = 5_000_000;
/** Of resident memory. */
const MAX_MB_PER_HOUR = 60;

test.setTimeout(((MINUTES ?? 0) + 20) * 60_000);
test.skip(process.platform !== 'linux', 'What a process holds is read from /proc.');

test('work at random leaves nothing behind', async ({ freshApp: app, folder }) => {
  const works = [await zipWorkload(join(folder, 'zip')), await resizeWorkload(join(folder, 'resize'))];
  const originals = await hashes(folder);
  const inputs = works.map(({ input }) => input);
  const socket = join(app.profile, 'probe.sock');
  await probeHost(app, socket);
  const ids = await register(app, inputs);
  const work = { app, works, ids, random: generator(`soak ${process.env.DROPMILL_SEED ?? 1}`) };
  await workAtRandom(work, ({ submitted }) => submitted >= WARM_UP_JOBS);
  await settle(app);
  await removeResults(works);
  const [pids, first, temporary] = [await processIds(app), await census(app, socket), temporaryFiles()];

  const samples = await soak(work, pids);
  await settle(app);
  await removeResults(works);

  expect(await processIds(app), 'No process was lost.').toEqual(pids);
  // What ends, ends a moment after the last job.
  await expect.poll(async () => more(first, await census(app, socket)), { timeout: 300_000 }).toEqual([]);
  // Chromium has some for a moment.
  await expect.poll(() => temporaryFiles().filter((name) => !temporary.includes(name))).toEqual([]);
  expect(readdirSync(join(app.profile, 'progress'))).toEqual([]);
  expect((await filesIn(folder)).filter((name) => name.includes(OWN_PREFIX))).toEqual([]);
  expect(Object.fromEntries(await hashes(folder))).toEqual(Object.fromEntries(originals));
  if (MINUTES === undefined) return;
  for (const name of PROCESSES) console.log(`${name}: ${growthText(samples[name], SAMPLE_EVERY_MS)}`);
  for (const name of PROCESSES)
    expect(growthPerHour(samples[name], SAMPLE_EVERY_MS), name).toBeLessThan(MAX_MB_PER_HOUR);
});

type Samples = Readonly<Record<ProcessName, number[]>>;

/** @returns resident bytes after the warm-up */
async function soak(work: Work, pids: Readonly<Record<ProcessName, number>>): Promise<Samples> {
  const samples: Samples = { main: [], host: [], renderer: [] };
  const started = performance.now();
  const session = await work.app.page.context().newCDPSession(work.app.page);
  const sampler = setInterval(() => {
    // The page of a window that is never idle keeps its garbage for minutes.
    void session.send('HeapProfiler.collectGarbage');
    if (performance.now() - started < WARM_UP_MS) return;
    for (const name of PROCESSES) samples[name].push(residentBytes(pids[name]));
  }, SAMPLE_EVERY_MS);
  const end = started + (MINUTES ?? 0) * 60_000;
  const isOver = ({ submitted }: { submitted: number }) =>
    MINUTES === undefined ? submitted >= SHORT_JOBS : performance.now() > end;
  const { submitted, cancelled } = await workAtRandom(work, isOver);
  clearInterval(sampler);
  await session.detach();
  console.log(`soak: ${submitted} jobs, ${cancelled} cancelled`);
  return samples;
}

/** What there is more of now, in words. */
function more(first: Census, last: Census): string[] {
  const counts = Object.entries(last.counts).filter(([name, count]) => count > (first.counts[name] ?? 0));
  const bytes = Object.entries(last.bytes).filter(([name, size]) => size > (first.bytes[name] ?? 0) + MAX_MORE_BYTES);
  return [
    ...counts.map(([name, count]) => `${name}: ${count}, ${first.counts[name] ?? 0} before`),
    ...bytes.map(([name, size]) => `${name}: ${size} bytes, ${first.bytes[name]} before`),
  ];
}

/** `npm run soak` gives each run a folder of its own for them. */
function temporaryFiles(): string[] {
  return readdirSync(tmpdir()).sort();
}
