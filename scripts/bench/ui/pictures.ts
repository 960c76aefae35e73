// 10,000 pictures in one job: memory of the three processes while it runs, the list while it is scrolled, and cancelling.
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Dropmill } from '../../../e2e/dropmill.ts';
import { measureSmoothness } from '../../../e2e/measure.ts';
import { holdings, PROCESSES, type ProcessName, processIds } from '../../../e2e/soak/census.ts';
import { Hand } from './hand.ts';
import { linkedFolder, photos } from './inputs.ts';
import { bar, row, smoothnessBars, smoothnessTable } from './report.ts';

const PICTURES = 10_000;
/** Between two looks at the memory, in milliseconds. */
const LOOK_EVERY = 10_000;
/** A running job settles within this many milliseconds. */
const CANCELLED_WITHIN = 500;

export async function pictures(place: string, app: Dropmill): Promise<boolean> {
  for (const name of ['Photos', 'More']) await linkedFolder(join(place, name), PICTURES, '.jpg', await photos());
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
      await app.page.waitForTimeout(LOOK_EVERY);
      looks.push(await memory(app));
    }
  });
  await hand.stop();
  const seconds = (performance.now() - start) / 1000;
  const [job] = await app.jobs();
  console.log(`${job?.progress.filesDone} of ${PICTURES} pictures in ${seconds.toFixed(0)} s: ${job?.state}.\n`);
  smoothnessTable(new Map(Object.entries({ idle, busy })));
  for (const name of PROCESSES)
    row(`${name}, MB, every ${LOOK_EVERY / 1000} s`, looks.map((look) => look[name].toFixed(0)).join(' '));
  const cancelled = await cancelTime(place, app);
  console.log();
  return [
    ...smoothnessBars(idle, [busy]),
    bar(`cancelled after ${cancelled.toFixed(0)} ms: at most ${CANCELLED_WITHIN} ms`, cancelled <= CANCELLED_WITHIN),
  ].every(Boolean);
}

async function memory(app: Dropmill): Promise<Record<ProcessName, number>> {
  const { main, host, renderer } = await processIds(app);
  const megabytes = (pid: number) => holdings(pid).memory / 1e6;
  return { main: megabytes(main), host: megabytes(host), renderer: megabytes(renderer) };
}

/** From asking for it in the window until the job has ended, in milliseconds. */
async function cancelTime(place: string, app: Dropmill): Promise<number> {
  await app.drop('resize', [join(place, 'More')]);
  const newest = async () => (await app.jobs()).find((job) => job.title === 'More');
  await expect.poll(async () => (await newest())?.progress.filesDone, { timeout: 60_000 }).toBeGreaterThan(100);
  const job = await newest();
  if (job?.state !== 'running') throw new Error(`There is nothing to cancel: the job is ${job?.state}.`);
  const start = performance.now();
  await app.cancel(job.id);
  while ((await app.jobs()).find(({ id }) => id === job.id)?.endedAt === null) await app.page.waitForTimeout(5);
  return performance.now() - start;
}
