// A task says how far it is; the type of what it says is in its `this`.
import { ThreadPoolExecutor } from '../index.ts';

export async function main(print: (line: string) => void): Promise<void> {
  await using executor = new ThreadPoolExecutor<typeof import('./tasks.ts')>(new URL('./tasks.ts', import.meta.url));
  const future = executor.submit('countPrimes', 50_000);
  future.onProgress((fraction) => print(`${Math.round(fraction * 100)} %`));
  print(`${await future} primes`);
}

if (import.meta.main) await main(console.log);
