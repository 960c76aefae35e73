import threads, { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { inTurn } from './one-svg.ts';

it('decodes one SVG at a time, and other formats side by side', async () => {
  const most = { svg: 0, png: 0 };
  const decode = async (format: 'svg' | 'png') => {
    let now = 0;
    const work = async () => {
      most[format] = Math.max(most[format], ++now);
      await new Promise(setImmediate);
      now--;
    };
    await Promise.all([1, 2, 3].map(() => inTurn(format, work)));
  };
  await Promise.all([decode('svg'), decode('png')]);
  expect(most).toEqual({ svg: 1, png: 3 });
});

it('lets the next SVG have its turn when one failed', async () => {
  const failing = inTurn('svg', () => Promise.reject(new Error('damaged')));
  const next = inTurn('svg', async () => 'made');
  await expect(failing).rejects.toThrow('damaged');
  expect(await next).toBe('made');
});

it.runIf(threads.locks)('waits for an SVG of another thread', async () => {
  const state = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(
    `import { workerData } from 'node:worker_threads';
    const { inTurn } = await import(workerData.url);
    inTurn('svg', async () => { Atomics.store(workerData.state, 0, 2); });`,
    {
      eval: true,
      execArgv: ['--input-type=module'],
      workerData: { url: new URL('./one-svg.ts', import.meta.url).href, state },
    },
  );
  await inTurn('svg', async () => {
    await new Promise((resolve) => worker.once('online', resolve));
    Atomics.store(state, 0, 1);
    await new Promise(setImmediate);
    expect(Atomics.load(state, 0)).toBe(1);
  });
  await new Promise((resolve) => worker.once('exit', resolve));
  expect(Atomics.load(state, 0)).toBe(2);
});
