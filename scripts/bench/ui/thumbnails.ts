// 10,000 pictures on the list, each with its small picture: frames while one scrolls through rows and tiles, clicks, memory; and
// whether a job takes longer for the small pictures that are made while its files are looked at.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dropmill } from '../../../e2e/dropmill.ts';
import { type RendererMemory, rendererMemory } from '../../../e2e/interactions.ts';
import { measureSmoothness, percentile, type Smoothness } from '../../../e2e/measure.ts';
import type { JobRecord } from '../../../main/contract/jobs.ts';
import { Hand } from './hand.ts';
import { linkedFolder, photos } from './inputs.ts';
import { bar, ms, row, smoothnessTable } from './report.ts';

const PICTURES = 10_000;
/** Small ones, in pixels: they are resized before anything is measured. */
const LISTED_WIDTH = 400;
const IDLE_MS = 8_000;
/** Of the 99th percentile of an idle window. */
const MAX_GAP_RATIO = 1.25;
const MAX_CLICK_MS = 60;
const MAX_MEMORY_MB = 280;
/** Of the same job, looked at in the same way, without small pictures; in turns, as the machine is not equally fast all the time. */
const MAX_SLOWER = 1.02;
const PAIRS = 7;
const PAIR_PICTURES = 400;

export async function thumbnails(place: string, app: Dropmill): Promise<boolean> {
  await linkedFolder(join(place, 'Photos'), PICTURES, '.jpg', await photos(LISTED_WIDTH));
  await linkedFolder(join(place, 'Some'), PAIR_PICTURES, '.jpg', await photos());
  await app.page.waitForTimeout(2_000);
  const idle = await measureSmoothness(app, () => app.page.waitForTimeout(IDLE_MS));
  const slower = await pairs(place, app);

  await app.drop('resize', [join(place, 'Photos')]);
  await ended(app);
  const hand = new Hand(app.page);
  await hand.start();
  const phases = new Map<string, Smoothness>();
  const memory: RendererMemory[] = [];
  const steps: readonly [string, () => Promise<void>][] = [
    ['rows', () => hand.scrollItems('Photos', PICTURES)],
    ['tiles', () => hand.scrollTiles('Photos')],
    ['filter', () => hand.filterItems()],
  ];
  for (const [name, step] of steps) {
    phases.set(name, await measureSmoothness(app, step));
    memory.push(await rendererMemory(app));
  }
  const { durations, slowest } = await hand.stop();
  smoothnessTable(new Map([['idle', idle], ...phases]));
  const p98 = percentile(durations, 0.98);
  row('click to paint p50, p98, max, ms', ms(percentile(durations, 0.5)), ms(p98), ms(durations.at(-1) ?? Number.NaN));
  row('renderer with its share (PSS), MB', '', ...memory.map((one) => megabytes(one).toFixed(0)));
  row('job with small pictures, of without', '', ...slower.map((ratio) => ratio.toFixed(3)));
  console.log(`slowest: ${slowest.join('; ')}\n`);
  const all = [...phases.values()];
  const bound = percentile(idle.gaps, 0.99) * MAX_GAP_RATIO;
  const p99 = percentile(
    all.flatMap(({ gaps }) => gaps).sort((a, b) => a - b),
    0.99,
  );
  const long = all.flatMap(({ longTasks }) => longTasks).length;
  const most = Math.max(...memory.map(megabytes));
  const ratio = median(slower);
  return [
    bar(`p99 frame gap ${ms(p99)} ms: at most ${MAX_GAP_RATIO} x idle = ${ms(bound)} ms`, p99 <= bound),
    bar(`tasks of 50 ms and more in the renderer: ${long}, none allowed`, long === 0),
    bar(`click to paint p98 ${ms(p98)} ms: at most ${MAX_CLICK_MS} ms`, p98 <= MAX_CLICK_MS),
    bar(`renderer at most ${most.toFixed(0)} MB: below ${MAX_MEMORY_MB} MB`, most < MAX_MEMORY_MB),
    bar(
      `job ${ratio.toFixed(3)} of its time without small pictures: at most ${MAX_SLOWER} (median)`,
      ratio <= MAX_SLOWER,
    ),
  ].every(Boolean);
}

/** The time of a job while small pictures of its files are made, of the time of one that shows none. Both are looked at. */
async function pairs(place: string, app: Dropmill): Promise<number[]> {
  const ratios: number[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const withPictures = pair % 2 === 0;
    const [first, second] = [await timeOf(place, app, withPictures), await timeOf(place, app, !withPictures)];
    ratios.push(withPictures ? first / second : second / first);
  }
  await answerThumbnails(app, true);
  return ratios;
}

async function timeOf(place: string, app: Dropmill, withPictures: boolean): Promise<number> {
  const { page } = app;
  await answerThumbnails(app, withPictures);
  const originals = new Set((await app.jobs()).map(({ id }) => id));
  await app.drop('resize', [join(place, 'Some')]);
  await page.getByRole('row', { name: 'Some' }).getByRole('button', { name: 'Details' }).click();
  const job = await ended(app, originals);
  await page.getByRole('button', { name: 'Close details' }).click();
  await app.removeJobs([job.id]);
  await rm(join(place, 'Some (resized)'), { recursive: true });
  return (job.endedAt ?? Number.NaN) - (job.startedAt ?? Number.NaN);
}

/** Without answers, main has no small picture made, and all else is as it was. */
async function answerThumbnails(app: Dropmill, answered: boolean): Promise<void> {
  await app.electron.evaluate(({ ipcMain }, answers) => {
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, unknown> })._invokeHandlers;
    const kept = globalThis as unknown as { answerOfThumbnails?: unknown };
    kept.answerOfThumbnails ??= handlers.get('thumbnails:want');
    handlers.set('thumbnails:want', answers ? kept.answerOfThumbnails : () => ({ ok: true, value: null }));
  }, answered);
}

/** Waits for the job that is not among those from before, from its coming onto the list to its end. */
async function ended(app: Dropmill, before: ReadonlySet<string> = new Set()): Promise<JobRecord> {
  for (;;) {
    const job = (await app.jobs()).find(({ id }) => !before.has(id));
    if (job?.state === 'done') return job;
    if (job && job.endedAt !== null) throw new Error(`The job is ${job.state}.`);
    await app.page.waitForTimeout(50);
  }
}

function megabytes({ proportional, resident }: RendererMemory): number {
  return proportional ?? resident;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
