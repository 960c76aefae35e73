// One pool runs any function of its module; names, arguments and results are typed.
import { ThreadPoolExecutor } from '../index.ts';

export async function main(print: (line: string) => void): Promise<void> {
  await using executor = new ThreadPoolExecutor<typeof import('./tasks.ts')>(new URL('./tasks.ts', import.meta.url));

  const nap = executor.submit('sleep', 20);
  const product = executor.submit('factorial', 20);
  const primes = executor.submit('countPrimes', 1000);
  // executor.submit('factorial', 'twenty') does not compile.

  print(`slept ${await nap} ms, 20! = ${await product}, ${await primes} primes below 1000`);
}

if (import.meta.main) await main(console.log);
