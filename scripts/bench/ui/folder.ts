// A folder of 100,000 files is dropped: how soon its row is there, and whether anything freezes while it is counted.
import { join } from 'node:path';
import { dropAnswer, watchDrop } from '../../../e2e/drop-answer.ts';
import type { Dropmill } from '../../../e2e/dropmill.ts';
import { measureSmoothness } from '../../../e2e/measure.ts';
import { linkedFolder, texts } from './inputs.ts';
import { bar, ms, smoothnessBars, smoothnessTable } from './report.ts';

const FILES = 100_000;

export async function folder(place: string, app: Dropmill): Promise<boolean> {
  await linkedFolder(join(place, 'Everything'), FILES, '.txt', texts(400));
  await app.page.waitForTimeout(2_000);
  const idle = await measureSmoothness(app, () => app.page.waitForTimeout(8_000));
  const answers: number[] = [];
  const counted: number[] = [];
  const busy = await measureSmoothness(app, async () => {
    for (let round = 1; round <= 3; round++) {
      await watchDrop(app.page);
      const start = performance.now();
      await app.drop('zip', [join(place, 'Everything')]);
      answers.push(await dropAnswer(app.page));
      await waitUntilCounted(app);
      counted.push(performance.now() - start);
      await waitUntilEnded(app);
    }
  });
  const seconds = counted.map((time) => (time / 1000).toFixed(1)).join(', ');
  console.log(`A folder of ${FILES} files, dropped ${answers.length} times and zipped; counted after ${seconds} s.\n`);
  smoothnessTable(new Map(Object.entries({ idle, busy })));
  console.log();
  const slowest = Math.max(...answers);
  const frame = busy.gaps.at(-1) ?? Number.NaN;
  return [
    bar(`drop to its painted row: ${answers.map(ms).join(', ')} ms: at most 100 ms`, slowest <= 100),
    ...smoothnessBars(idle, [busy]),
    bar(`longest frame gap ${ms(frame)} ms: never 100 ms`, frame < 100),
    bar(`main event-loop delay max ${ms(busy.mainDelay.max)} ms: never 100 ms`, busy.mainDelay.max < 100),
  ].every(Boolean);
}

async function waitUntilCounted(app: Dropmill): Promise<void> {
  while (!(await app.jobs()).every((job) => job.progress.totalFinal)) await app.page.waitForTimeout(50);
}

async function waitUntilEnded(app: Dropmill): Promise<void> {
  while (!(await app.jobs()).every((job) => job.endedAt !== null)) await app.page.waitForTimeout(50);
}
