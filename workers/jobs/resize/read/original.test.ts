import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isWindows } from '../../../files/system.ts';
import { temporaryFolder } from '../testing/run-resize.ts';
import { readOriginal, release } from './original.ts';

it.each([1000, 300_000])('the memory of a file of %i bytes is given back by its release', async (bytes) => {
  const path = join(temporaryFolder(), 'a.jpg');
  writeFileSync(path, Buffer.alloc(bytes, 7));

  const file = await readOriginal(path, 'jpeg');
  expect(file).toEqual(Buffer.alloc(bytes, 7));
  release(file);

  expect(file.buffer.byteLength).toBe(0);
});

it('memory that is shared with others is not given back', () => {
  const whole = Buffer.alloc(10, 7);
  release(whole.subarray(2));
  expect(whole).toEqual(Buffer.alloc(10, 7));
});

it.skipIf(isWindows)('a pipe, which a picture may have been a moment ago, is not waited for', async () => {
  const path = join(temporaryFolder(), 'a.jpg');
  execFileSync('mkfifo', [path]);
  await expect(readOriginal(path, 'jpeg')).rejects.toMatchObject({ code: 'NOT_A_FILE' });
});
