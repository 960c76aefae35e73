// Real files for the tests, made the same every time.
import { link, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Bytes that look random and are the same for the same seed (xorshift32); they hardly deflate. */
export function noise(length: number, seed = 1): Buffer {
  const words = new Uint32Array(Math.ceil(length / 4));
  let state = seed || 1;
  for (let i = 0; i < words.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[i] = state;
  }
  return Buffer.from(words.buffer, 0, length);
}

/** Text of common words, which deflates like prose. It repeats itself at distances that deflate cannot see. */
export function prose(length: number, seed = 1): Buffer {
  const words = 'the of and a to in is you that it he was for on are as with his they be at one have this'.split(' ');
  const picks = noise(Math.min(PERIOD / 3, Math.ceil(length / SHORTEST_WORD)), seed);
  const text = Array.from(picks, (pick) => words[pick % words.length]).join(' ');
  return Buffer.alloc(length, text);
}

/** Bytes of distinct prose; far more than deflate's window of 32 KiB. */
const PERIOD = 1_200_000;

/** Bytes of the shortest word and its space. */
const SHORTEST_WORD = 2;

/** Writes files below a folder, by their relative names. */
export async function writeTree(folder: string, files: Readonly<Record<string, Buffer | string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

/** Links to a large file that no machine gets through in a test; the job must be cancelled or its host killed. */
export const MANY = 300;

/**
 * A folder whose zip job takes a second and more, so that the row tells how long it will take. Give the job one worker
 * (`changeSettings({ workers: 1 })`), or many cores are done with it too soon.
 */
export const WORK = { links: 40, bytes: 4_000_000 } as const;

/** Folders that all hold `count` links to one file: much work from little room. */
export async function writeLinks(
  folder: string,
  names: readonly string[],
  content: Buffer,
  count: number,
): Promise<void> {
  const original = join(folder, `${names.join(' ')}.original`);
  await writeFile(original, content);
  for (const name of names) {
    await mkdir(join(folder, name));
    for (let n = 1; n <= count; n++) await link(original, join(folder, name, `${n}.txt`));
  }
}

/** Names of files that should not be there: unfinished outputs, and zips. */
export async function leftovers(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.filter((name) => name.endsWith('.part') || name.endsWith('.zip') || name.startsWith('.dropmill'));
}
