// `cancel` takes back what has not started; `abort` stops what runs as well.
import { AbortError, ThreadPoolExecutor } from '../index.ts';

export async function main(print: (line: string) => void): Promise<void> {
  await using executor = new ThreadPoolExecutor<typeof import('./tasks.ts')>(new URL('./tasks.ts', import.meta.url), {
    maxWorkers: 1,
    gracePeriod: 100,
  });
  const running = executor.submit('countPrimes', 1e9);
  const waiting = executor.submit('countPrimes', 1e9);
  await new Promise((resolve) => running.onProgress(resolve));

  print(`cancel the waiting one: ${waiting.cancel()}, ${waiting.state}`);
  print(`cancel the running one: ${running.cancel()}, ${running.state}`);
  print(`abort the running one: ${running.abort('the user closed the window')}`);
  await running.result().catch((error) => print(`${error instanceof AbortError}: ${error.cause}`));

  // The same by a signal, for as many tasks as you like.
  const controller = new AbortController();
  const bound = executor.with({ signal: controller.signal });
  const futures = [bound.submit('countPrimes', 1e9), bound.submit('countPrimes', 1e9)];
  controller.abort();
  await Promise.allSettled(futures);
  print(`both are ${futures.map(({ state }) => state).join(' and ')}`);
}

if (import.meta.main) await main(console.log);
