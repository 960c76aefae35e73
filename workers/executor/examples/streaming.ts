// A task that is a generator: its values come as it finds them, and it does not run far ahead of whoever takes them.
import { ThreadPoolExecutor } from '../index.ts';

export async function main(print: (line: string) => void): Promise<void> {
  await using executor = new ThreadPoolExecutor<typeof import('./tasks.ts')>(new URL('./tasks.ts', import.meta.url));

  for await (const prime of executor.stream('primesFrom', 1_000_000)) {
    print(`${prime}`);
    if (prime > 1_000_030) break; // Closes the generator, which would go on for ever.
  }
}

if (import.meta.main) await main(console.log);
