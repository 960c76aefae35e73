import { setImmediate as turn } from 'node:timers/promises';
import { ThreadPoolExecutor } from '@dropmill/futures';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import type * as tasks from '../testing/native-tasks.ts';

it('sharp frees a picture whose worker was ended', async () => {
  const module = new URL('../testing/native-tasks.ts', import.meta.url);
  const executor = new ThreadPoolExecutor<typeof tasks>(module, { maxWorkers: 1, gracePeriod: 0 });
  const ended = new Promise<void>((resolve) => executor.on('workerExit', () => resolve()));
  const future = executor.submit('blur');
  while (sharp.counters().process === 0) await turn();
  expect(future.abort()).toBe(true);
  await ended;
  // It counts a picture as over when it has freed what the picture took.
  expect(sharp.counters()).toEqual({ queue: 0, process: 0 });
  await executor.shutdown();
});
