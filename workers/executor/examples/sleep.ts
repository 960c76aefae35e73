// Five naps, one after the other and in a pool.
import { ThreadPoolExecutor } from '../index.ts';
import { sleep } from './tasks.ts';

export async function main(print: (line: string) => void): Promise<void> {
  const naps = [100, 100, 100, 100, 100];
  await using executor = new ThreadPoolExecutor<typeof import('./tasks.ts')>(new URL('./tasks.ts', import.meta.url), {
    maxWorkers: 5,
  });
  await Promise.all(naps.map(() => executor.submit('sleep', 0))); // The threads start; wait until the last one has.
  while (executor.workers.some(({ state }) => state === 'starting')) await executor.submit('sleep', 10);

  const start = performance.now();
  for (const ms of naps) await sleep(ms);
  const inSequence = performance.now() - start; // About 500 ms.

  const startOfPool = performance.now();
  await Promise.all(naps.map((ms) => executor.submit('sleep', ms)));
  const inPool = performance.now() - startOfPool; // About 100 ms.

  print(`the pool is at least twice as fast: ${inPool * 2 < inSequence}`);
}

if (import.meta.main) await main(console.log);
