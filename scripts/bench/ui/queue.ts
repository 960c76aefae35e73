// 200 jobs on the list, two of them with 10,000 files each; all cores busy; somebody scrolls through everything and clicks.
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Dropmill } from '../../../e2e/dropmill.ts';
import { type RendererMemory, rendererMemory } from '../../../e2e/interactions.ts';
import { measureSmoothness, percentile, type Smoothness } from '../../../e2e/measure.ts';
import { Hand } from './hand.ts';
import { linkedFolder, photos, texts } from './inputs.ts';
import { busyFraction, cpuTimes, stolenTime } from './load.ts';
import { bar, ms, row, smoothnessBars, smoothnessTable } from './report.ts';

const JOBS = 200;
const TASKS = 10_000;
/** Jobs that have ended before the measuring begins; the rest but two is waiting. */
const ENDED = JOBS / 2;
const MAX_MEMORY_MB = 250;

export async function queue(place: string, app: Dropmill): Promise<boolean> {
  await makeInputs(place);
  for (let n = 0; n < ENDED; n++) await dropSmall(app, place, n);
  while ((await app.jobs()).some((job) => job.endedAt === null)) await app.page.waitForTimeout(50);
  await app.page.waitForTimeout(2_000);
  const idle = await measureSmoothness(app, () => app.page.waitForTimeout(6_000));

  await app.drop('zip', [join(place, 'Texts')]);
  await app.drop('resize', [join(place, 'Photos')]);
  await app.expectState('Texts.zip', 'done');
  for (let n = ENDED; n < JOBS - 2; n++) await dropSmall(app, place, n);
  const { phases, load, memory, stolen, hand, counts } = await work(app);

  console.log(`${JOBS} jobs: ${counts}; ${availableParallelism()} cores ${(load * 100).toFixed(0)} % busy.\n`);
  smoothnessTable(new Map([['idle', idle], ...phases]));
  row('stolen from this machine, ms', '', ...stolen.map((time) => time.toFixed(0)));
  const { durations, slowest } = hand;
  const p98 = percentile(durations, 0.98);
  row('clicks and keys', String(durations.length));
  row('click to paint p50, p98, max, ms', ms(percentile(durations, 0.5)), ms(p98), ms(durations.at(-1) ?? Number.NaN));
  const whole = (value: number | null) => value?.toFixed(0) ?? '-';
  row('renderer memory, its own, MB', '', ...memory.map(({ own }) => whole(own)));
  row('with its share of others (PSS)', '', ...memory.map(({ proportional }) => whole(proportional)));
  row('with all it sees (RSS)', '', ...memory.map(({ resident }) => whole(resident)));
  console.log(`slowest: ${slowest.join('; ')}\n`);
  const most = Math.max(...memory.map(({ own, resident }) => own ?? resident));
  return [
    ...smoothnessBars(idle, [...phases.values()]),
    bar(`click to paint p98 ${ms(p98)} ms: at most 100 ms`, p98 <= 100),
    bar(`renderer memory at most ${most.toFixed(0)} MB: under ${MAX_MEMORY_MB} MB`, most < MAX_MEMORY_MB),
  ].every(Boolean);
}

async function work(app: Dropmill) {
  const hand = new Hand(app.page);
  const steps: readonly [string, () => Promise<void>][] = [
    ['watched', () => app.page.waitForTimeout(5_000)],
    ['10,000', () => hand.scrollItems('Texts.zip', TASKS)],
    ['filter', () => hand.filterItems()],
    ['growing', () => hand.scrollItems('Photos')],
    ['list', () => hand.scrollJobs()],
    ['clicks', () => hand.clickAround()],
  ];
  const phases = new Map<string, Smoothness>();
  const memory: RendererMemory[] = [];
  const stolen: number[] = [];
  const before = cpuTimes();
  await hand.start();
  for (const [name, step] of steps) {
    const lost = stolenTime();
    phases.set(name, await measureSmoothness(app, step));
    stolen.push(stolenTime() - lost);
    memory.push(await rendererMemory(app));
  }
  const jobs = await app.jobs();
  const count = (state: string) => jobs.filter((job) => job.state === state).length;
  const counts = ['done', 'running', 'waiting', 'cancelled'].map((state) => `${count(state)} ${state}`).join(', ');
  return { phases, memory, stolen, counts, load: busyFraction(before, cpuTimes()), hand: await hand.stop() };
}

function dropSmall(app: Dropmill, place: string, n: number): Promise<void> {
  return app.drop('zip', [join(place, 'small', `Folder ${n}`)]);
}

async function makeInputs(place: string): Promise<void> {
  await linkedFolder(join(place, 'Photos'), TASKS, '.jpg', await photos());
  await linkedFolder(join(place, 'Texts'), TASKS, '.txt', texts(10_000));
  for (let n = 0; n < JOBS - 2; n++) {
    await mkdir(join(place, 'small', `Folder ${n}`), { recursive: true });
    await writeFile(join(place, 'small', `Folder ${n}`, 'note.txt'), `Note ${n}\n`);
  }
}
