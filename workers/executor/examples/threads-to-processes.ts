// CPU-bound work in threads or in processes: the name of the class is the only difference.
import { ProcessPoolExecutor, ThreadPoolExecutor } from '../index.ts';

export async function main(print: (line: string) => void): Promise<void> {
  const tasks = new URL('./tasks.ts', import.meta.url);
  for (const PoolExecutor of [ThreadPoolExecutor, ProcessPoolExecutor]) {
    await using executor = new PoolExecutor<typeof import('./tasks.ts')>(tasks, { maxWorkers: 2 });
    for await (const product of executor.map('factorial', [1000, 2000, 3000])) {
      print(`${PoolExecutor.name}: ${await executor.submit('digits', product)} digits`);
    }
  }
}

if (import.meta.main) await main(console.log);
