// One worker is an orderly queue: whoever submits first is served first, and urgent tasks go before.
import { ThreadPoolExecutor } from '../index.ts';

export async function main(print: (line: string) => void): Promise<void> {
  await using queue = new ThreadPoolExecutor<typeof import('./tasks.ts')>(new URL('./tasks.ts', import.meta.url), {
    maxWorkers: 1,
  });

  queue.pause(); // So that all have arrived before the first one is served.
  const first = queue.submit('sleep', 20);
  const second = queue.submit('sleep', 10);
  const urgent = queue.with({ priority: 1 }).submit('sleep', 30);
  first.addDoneCallback(() => print('first'));
  second.addDoneCallback(() => print('second'));
  urgent.addDoneCallback(() => print('urgent'));
  queue.resume();
  await second;
}

if (import.meta.main) await main(console.log);
