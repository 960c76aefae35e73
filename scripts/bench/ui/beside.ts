// Other programs keep all cores busy, each in a session of its own: how long a job takes beside them, next to `zip -6`,
// and how smooth the window is meanwhile, with and without somebody who uses it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Dropmill } from '../../../e2e/dropmill.ts';
import { prose, writeTree } from '../../../e2e/files.ts';
import { measureSmoothness, percentile, type Smoothness } from '../../../e2e/measure.ts';
import { bar, ms, row, smoothnessTable } from './report.ts';

/** Ends by itself when this process does. */
const LOOP = `const parent = ${process.pid}; for (;;) { process.kill(parent, 0); for (let n = 0; n < 1e8; n++); }`;

const FILES = 60;
const FILE_BYTES = 1_000_000;
const ROUNDS = 3;
const IDLE_MS = 6_000;
/** Between two movements of the mouse. */
const MOVE_MS = 50;
/** From the begin of a job on. */
const USE_MS = 4_000;
/** Of the time that `zip -6` takes. */
const MAX_RATIO = 2;
/** Of the 99th percentile of an idle window. */
const MAX_GAP_RATIO = 1.25;
const MAX_GAP_MS = 100;

export async function beside(place: string, app: Dropmill): Promise<boolean> {
  const text = prose(FILE_BYTES);
  await writeTree(place, Object.fromEntries(Array.from({ length: FILES }, (_, n) => [`Texts/${n}.txt`, text])));
  await app.page.waitForTimeout(2_000);
  const idle = await measureSmoothness(app, () => app.page.waitForTimeout(IDLE_MS));
  const loops = Array.from({ length: availableParallelism() }, () => detached(process.execPath, ['-e', LOOP]));
  try {
    return report(idle, await measureRounds(place, app));
  } finally {
    for (const loop of loops) loop.kill('SIGKILL');
  }
}

interface Round {
  /** Seconds. */
  readonly zip: number;
  readonly watched: Measured;
  readonly used: Measured;
}

interface Measured {
  readonly seconds: number;
  readonly frames: Smoothness;
}

/** All three in turn, as the machine is not equally fast all the time. */
async function measureRounds(place: string, app: Dropmill): Promise<readonly Round[]> {
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const archive = join(place, 'info-zip.zip');
    const zip = await secondsOf(() => once(detached('zip', ['-q', '-r', '-6', archive, 'Texts'], place), 'exit'));
    await rm(archive);
    // The last use of the window is forgotten.
    await app.page.waitForTimeout(4_000);
    const watched = await measureJob(place, app);
    const used = await measureJob(place, app, () => useWindow(app));
    rounds.push({ zip, watched, used });
  }
  return rounds;
}

async function measureJob(place: string, app: Dropmill, use?: () => Promise<void>): Promise<Measured> {
  let seconds = Number.NaN;
  const frames = await measureSmoothness(app, async () => {
    const using = use?.();
    seconds = await secondsOf(async () => {
      await app.drop('zip', [join(place, 'Texts')]);
      while (!(await app.jobs()).every((job) => job.endedAt !== null)) await app.page.waitForTimeout(50);
    });
    await using;
  });
  const [job] = await app.jobs();
  if (job?.state !== 'done') throw new Error(`The job is ${job?.state}.`);
  await app.removeJobs([job.id]);
  await rm(join(place, 'Texts.zip'));
  return { seconds, frames };
}

/** Moves the mouse for some time. */
async function useWindow(app: Dropmill): Promise<void> {
  for (let step = 0; step < USE_MS / MOVE_MS; step++) {
    await app.page.mouse.move(200 + (step % 20) * 20, 300);
    await app.page.waitForTimeout(MOVE_MS);
  }
}

function report(idle: Smoothness, rounds: readonly Round[]): boolean {
  const [watched, used] = [together(rounds.map((one) => one.watched)), together(rounds.map((one) => one.used))];
  smoothnessTable(new Map(Object.entries({ idle, watched, used })));
  const zip = median(rounds.map((one) => one.zip));
  const seconds = [watched, used].map((_, index) =>
    median(rounds.map((one) => (index === 0 ? one.watched : one.used).seconds)),
  );
  row('job, s (median)', '-', ...seconds.map((value) => value.toFixed(2)));
  row('`zip -6` beside the same, s (median)', zip.toFixed(2));
  console.log();
  const ratio = (seconds[0] ?? Number.NaN) / zip;
  const bound = percentile(idle.gaps, 0.99) * MAX_GAP_RATIO;
  const gaps = [watched, used].flatMap((phase) => phase.gaps).sort((a, b) => a - b);
  const [p99, longest] = [percentile(gaps, 0.99), gaps.at(-1) ?? Number.NaN];
  return [
    bar(`job ${ratio.toFixed(2)} of \`zip -6\` while nobody uses the window: at most ${MAX_RATIO}`, ratio <= MAX_RATIO),
    bar(`p99 frame gap ${ms(p99)} ms: at most ${MAX_GAP_RATIO} x idle = ${ms(bound)} ms`, p99 <= bound),
    bar(`longest frame gap ${ms(longest)} ms: at most ${MAX_GAP_MS} ms`, longest <= MAX_GAP_MS),
  ].every(Boolean);
}

function together(measured: readonly Measured[]): Smoothness {
  const all = measured.map(({ frames }) => frames);
  const worst = (key: keyof Smoothness['mainDelay']) => Math.max(...all.map(({ mainDelay }) => mainDelay[key]));
  return {
    gaps: all.flatMap(({ gaps }) => gaps).sort((a, b) => a - b),
    longTasks: all.flatMap(({ longTasks }) => longTasks),
    mainDelay: { p50: worst('p50'), p99: worst('p99'), max: worst('max') },
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function detached(program: string, args: readonly string[], cwd?: string): ChildProcess {
  return spawn(program, args, { detached: true, stdio: 'ignore', ...(cwd !== undefined && { cwd }) });
}
