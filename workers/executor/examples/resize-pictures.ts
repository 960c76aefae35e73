// Many pictures at a time, each to its own file.
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { ThreadPoolExecutor } from '../index.ts';

export async function main(print: (line: string) => void): Promise<void> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'pictures-'));
  const names = ['red', 'green', 'blue'];
  for (const background of names) {
    await sharp({ create: { width: 1200, height: 800, channels: 3, background } }).toFile(
      join(folder.path, `${background}.png`),
    );
  }

  await using executor = new ThreadPoolExecutor<typeof import('./picture-tasks.ts')>(
    new URL('./picture-tasks.ts', import.meta.url),
  );
  const futures = names.map((name) =>
    executor.submit('resize', join(folder.path, `${name}.png`), join(folder.path, `${name}.jpg`), 300),
  );
  for (const [i, future] of futures.entries()) print(`${names[i]}.jpg: ${await future}`);
}

if (import.meta.main) await main(console.log);
