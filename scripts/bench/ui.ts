// How smooth the window is while jobs saturate all cores, beside the same window idle, in one run.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dropmill } from '../../e2e/dropmill.ts';
import { prose } from '../../e2e/files.ts';
import { measureSmoothness, percentile, type Smoothness } from '../../e2e/measure.ts';

/** Least time under load, and the time of the idle measurement, in milliseconds. */
const DURATION = 12_000;
const FILE_SIZE = 64_000_000;

const folder = await mkdtemp(join(tmpdir(), 'dropmill-bench-ui-'));
try {
  process.exitCode = (await run()) ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function run(): Promise<boolean> {
  const input = join(folder, 'text.txt');
  await writeFile(input, prose(FILE_SIZE));
  const app = await Dropmill.start(join(folder, 'profile'));
  await app.page.waitForTimeout(2_000);
  const idle = await measureSmoothness(app, () => app.page.waitForTimeout(DURATION));
  const before = cpuTimes();
  const start = performance.now();
  let jobs = 0;
  const busy = await measureSmoothness(app, async () => {
    while (performance.now() - start < DURATION) {
      const open = (await app.jobs()).filter((job) => job.endedAt === null).length;
      for (let n = open; n < 4; n++, jobs++) await app.drop('zip', [input]);
      await app.page.waitForTimeout(100);
    }
  });
  const seconds = (performance.now() - start) / 1000;
  const load = busyFraction(before, cpuTimes());
  await app.electron.close();
  console.log(
    `${jobs} zip jobs in ${seconds.toFixed(1)} s kept ${availableParallelism()} cores ${(load * 100).toFixed(0)} % busy.\n`,
  );
  return report(idle, busy);
}

function report(idle: Smoothness, busy: Smoothness): boolean {
  const bound = percentile(idle.gaps, 0.99) * 1.5 + 4;
  row('', 'idle', 'busy');
  for (const [name, p] of [
    ['median', 0.5],
    ['p99', 0.99],
    ['p99.9', 0.999],
    ['max', 1],
  ] as const) {
    row(`frame gap ${name}, ms`, ms(percentile(idle.gaps, p)), ms(percentile(busy.gaps, p)));
  }
  row('frames', String(idle.gaps.length), String(busy.gaps.length));
  row('long tasks in the renderer', String(idle.longTasks.length), String(busy.longTasks.length));
  for (const key of ['p50', 'p99', 'max'] as const) {
    row(`main event-loop delay ${key}, ms`, ms(idle.mainDelay[key]), ms(busy.mainDelay[key]));
  }
  console.log();
  return [
    bar(`p99 frame gap at most 1.5 x idle + 4 ms = ${ms(bound)} ms`, percentile(busy.gaps, 0.99) <= bound),
    bar('no long task (50 ms) in the renderer', busy.longTasks.length === 0),
    bar('main event-loop delay p99 at most 20 ms', busy.mainDelay.p99 <= 20),
  ].every(Boolean);
}

function row(name: string, ...cells: readonly string[]): void {
  console.log(name.padEnd(34) + cells.map((cell) => cell.padStart(10)).join(''));
}

function bar(text: string, held: boolean): boolean {
  console.log(`${held ? 'holds ' : 'MISSED'}  ${text}`);
  return held;
}

function ms(value: number): string {
  return value.toFixed(1);
}

function cpuTimes(): { busy: number; all: number } {
  const times = cpus().map((cpu) => cpu.times);
  const all = times.reduce((sum, t) => sum + t.user + t.nice + t.sys + t.idle + t.irq, 0);
  return { all, busy: all - times.reduce((sum, t) => sum + t.idle, 0) };
}

function busyFraction(before: { busy: number; all: number }, after: { busy: number; all: number }): number {
  return (after.busy - before.busy) / (after.all - before.all);
}
