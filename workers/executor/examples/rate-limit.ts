// A server that allows 5 requests in 100 ms is not asked more often, however many workers there are.
import { ThreadPoolExecutor, wait } from '../index.ts';

export async function main(print: (line: string) => void): Promise<void> {
  await using executor = new ThreadPoolExecutor<typeof import('./tasks.ts')>(new URL('./tasks.ts', import.meta.url), {
    maxWorkers: 4,
    rateLimit: { tasks: 5, perMs: 100 },
  });

  const start = performance.now();
  const { done } = await wait(Array.from({ length: 20 }, () => executor.submit('sleep', 1)));
  const atLeast = 300; // 5 at once, then three times 5 more.
  print(`${done.size} requests, not within ${atLeast} ms: ${performance.now() - start >= atLeast}`);
}

if (import.meta.main) await main(console.log);
