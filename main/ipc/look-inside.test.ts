import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { lookInside } from './look-inside.ts';

function folderOf(names: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'dropmill-inside-'));
  // Windows removes no folder that is open, as it is for a moment after a look that was cut short.
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
  for (const name of names) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), '');
  }
  return folder;
}

const never = new Promise<never>(() => {});

it('counts extensions, whatever their case, also in folders within, and passes hidden files by', async () => {
  const folder = folderOf(['a.JPG', 'b.jpg', 'deep/er/c.heic', 'README', '.DS_Store', '.git/config']);
  expect(await lookInside(folder, never)).toEqual({ jpg: 2, heic: 1, '': 1 });
});

it('looks at the first files only', async () => {
  const folder = folderOf(Array.from({ length: 400 }, (_, n) => `${n}.jpg`));
  expect(await lookInside(folder, never)).toEqual({ jpg: 300 });
});

it('says nothing of what cannot be read', async () => {
  expect(await lookInside(join(folderOf([]), 'gone'), never)).toEqual({});
});

it('does not wait for a drive that is slow', async () => {
  const folder = folderOf(['a.jpg']);
  expect(await lookInside(folder, Promise.resolve())).toEqual({});
});
