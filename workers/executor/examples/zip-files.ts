// Many files are deflated at a time; `map` gives them in order, and no more than `bufferSize` are in memory.
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { ThreadPoolExecutor } from '../index.ts';

export async function main(print: (line: string) => void): Promise<void> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'files-'));
  const paths = Array.from({ length: 100 }, (_, i) => join(folder.path, `${i}.txt`));
  await Promise.all(paths.map((path, i) => writeFile(path, `${i} `.repeat(10_000))));

  await using executor = new ThreadPoolExecutor<typeof import('./zip-tasks.ts')>(
    new URL('./zip-tasks.ts', import.meta.url),
  );
  let [packed, unpacked] = [0, 0];
  for await (const deflated of executor.map('deflate', paths, { bufferSize: 16 })) {
    packed += deflated.length; // Here the archive would be written.
    unpacked += inflateRawSync(deflated).length;
  }
  print(`${paths.length} files: ${unpacked} bytes, packed to less than 1 %: ${packed * 100 < unpacked}`);
}

if (import.meta.main) await main(console.log);
