// What a task throws comes out of `result()`, with its class, message, stack and cause.
import { ThreadPoolExecutor } from '../index.ts';

export async function main(print: (line: string) => void): Promise<void> {
  await using executor = new ThreadPoolExecutor<typeof import('./tasks.ts')>(new URL('./tasks.ts', import.meta.url));
  const future = executor.submit('titleOf', 'not an address');

  try {
    await future.result(10_000);
  } catch (error) {
    print(`${error instanceof TypeError}: ${error}`);
  }
  print(`${future.state}: ${await future.exception()}`);
}

if (import.meta.main) await main(console.log);
