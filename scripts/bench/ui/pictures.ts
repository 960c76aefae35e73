// 10,000 pictures in one job: memory of the three processes while it runs, the list while it is scrolled, and cancelling.
import { basename, join } from 'node:path';
import { expect } from '@playwright/test';
import type { Dropmill } from '../../../e2e/dropmill.ts';
import { measureCancel, measureSmoothness } from '../../../e2e/measure.ts';
import { PROCESSES, type ProcessName, processIds, residentBytes } from '../../../e2e/soak/census.ts';
import { Hand } from './hand.ts';
import { linkedFolder, photos } from './inputs.ts';
import { bar, row, smoothnessBars, smoothnessTable } from './report.ts';

const PICTURES = 10_000;
/** Between two looks at the memory, in milliseconds. */
const LOOK_EVERY_MS = 10_000;
/** Jobs of as many pictures that are cancelled one after another, while the disk is still behind with what the first has written. */
const CANCELS = 5;
/** A running job settles within this many milliseconds. */
const CANCELLED_WITHIN_MS = 500;

export async function pictures(place: string, app: Dropmill): Promise<boolean> {
  const toCancel = Array.from({ length: CANCELS }, (_, n) => `More ${n + 1}`);
  for (const name of ['Photos', ...toCancel]) await linkedFolder(join(place, name), PICTURES, '.jpg', await photos());
  await app.page.waitForTimeout(2_000);
  const idle = await measureSmoothness(app, () => app.page.waitForTimeout(5_000));
  const looks: Record<ProcessName, number>[] = [];
  const start = performance.now();
  await app.drop('resize', [join(place, 'Photos')]);
  const hand = new Hand(app.page);
  await hand.start();
  const busy = await measureSmoothness(app, async () => {
    await hand.scrollItems('Photos');
    while ((await app.jobs()).some((job) => job.endedAt === null)) {
      await app.page.waitForTimeout(LOOK_EVERY_MS);
      looks.push(await memory(app));
    }
  });
  await hand.stop();
  const seconds = (performance.now() - start) / 1000;
  const [job] = await app.jobs();
  console.log(`${job?.progress.filesDone} of ${PICTURES} pictures in ${seconds.toFixed(0)} s: ${job?.state}.\n`);
  smoothnessTable(new Map(Object.entries({ idle, busy })));
  for (const name of PROCESSES)
    row(`${name}, MB, every ${LOOK_EVERY_MS / 1000} s`, looks.map((look) => look[name].toFixed(0)).join(' '));
  const cancelled: number[] = [];
  for (const name of toCancel) cancelled.push(await cancelTime(app, join(place, name)));
  row('cancelled after, ms', cancelled.map((time) => time.toFixed(0)).join(' '));
  const longest = Math.max(...cancelled);
  console.log();
  return [
    ...smoothnessBars(idle, [busy]),
    bar(`cancelled after ${longest.toFixed(0)} ms: at most ${CANCELLED_WITHIN_MS} ms`, longest <= CANCELLED_WITHIN_MS),
  ].every(Boolean);
}

async function memory(app: Dropmill): Promise<Record<ProcessName, number>> {
  const { main, host, renderer } = await processIds(app);
  const megabytes = (pid: number) => residentBytes(pid) / 1e6;
  return { main: megabytes(main), host: megabytes(host), renderer: megabytes(renderer) };
}

/** Of a job that has just begun, in milliseconds. */
async function cancelTime(app: Dropmill, folder: string): Promise<number> {
  await app.drop('resize', [folder]);
  const newest = async () => (await app.jobs()).find((job) => job.title === basename(folder));
  await expect.poll(async () => (await newest())?.progress.filesDone, { timeout: 60_000 }).toBeGreaterThan(100);
  const job = await newest();
  if (job?.state !== 'running') throw new Error(`There is nothing to cancel: the job is ${job?.state}.`);
  return measureCancel(app.page, job.id);
}
