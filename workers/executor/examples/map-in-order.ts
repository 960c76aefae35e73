// `map` gives results in the order of the inputs, whichever is done first.
import { ThreadPoolExecutor } from '../index.ts';

function* naps(): Generator<number> {
  for (const ms of [60, 10, 30]) yield ms; // Inputs are taken as results are: they may be endless.
}

export async function main(print: (line: string) => void): Promise<void> {
  await using executor = new ThreadPoolExecutor<typeof import('./tasks.ts')>(new URL('./tasks.ts', import.meta.url));

  for await (const ms of executor.map('sleep', naps(), { bufferSize: 8, timeout: 10_000 })) print(`${ms}`);
}

if (import.meta.main) await main(console.log);
