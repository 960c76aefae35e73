// Zip jobs keep all cores busy; nobody touches the window.
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Dropmill } from '../../../e2e/dropmill.ts';
import { prose } from '../../../e2e/files.ts';
import { measureSmoothness } from '../../../e2e/measure.ts';
import { busyFraction, cpuTimes } from './load.ts';
import { bar, ms, smoothnessBars, smoothnessTable } from './report.ts';

/** Least time under load, and the time of the idle measurement, in milliseconds. */
const DURATION_MS = 12_000;
const FILE_SIZE = 64_000_000;

export async function saturated(folder: string, app: Dropmill): Promise<boolean> {
  const input = join(folder, 'text.txt');
  await writeFile(input, prose(FILE_SIZE));
  await app.page.waitForTimeout(2_000);
  const idle = await measureSmoothness(app, () => app.page.waitForTimeout(DURATION_MS));
  const before = cpuTimes();
  const start = performance.now();
  let jobs = 0;
  const busy = await measureSmoothness(app, async () => {
    while (performance.now() - start < DURATION_MS) {
      const open = (await app.jobs()).filter((job) => job.endedAt === null).length;
      for (let n = open; n < 4; n++, jobs++) await app.drop('zip', [input]);
      await app.page.waitForTimeout(100);
    }
  });
  const seconds = (performance.now() - start) / 1000;
  const load = busyFraction(before, cpuTimes());
  console.log(
    `${jobs} zip jobs in ${seconds.toFixed(1)} s kept ${availableParallelism()} cores ${(load * 100).toFixed(0)} % busy.\n`,
  );
  smoothnessTable(new Map(Object.entries({ idle, busy })));
  console.log();
  const delay = busy.mainDelay.p99;
  return [
    ...smoothnessBars(idle, [busy]),
    bar(`main event-loop delay p99 ${ms(delay)} ms: at most 20 ms`, delay <= 20),
  ].every(Boolean);
}
