import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isWindows } from '../system.ts';
import { hiddenPaths, readList } from './hidden.ts';

it('Windows lists hidden files by lines of UTF-16', () => {
  const printed = Buffer.from('C:\\Notes\\geheim ä.txt\r\nC:\\Notes\\sub\\日本.txt\r\n', 'utf16le');
  expect(readList(printed)).toEqual(['C:\\Notes\\geheim ä.txt', 'C:\\Notes\\sub\\日本.txt']);
  expect(readList(Buffer.alloc(0))).toEqual([]);
});

it.each(['some name', '100%PATH%'])(
  'what has the mark is found anywhere below a folder, and only on Windows: %s',
  async (name) => {
    const folder = mkdtempSync(join(tmpdir(), `dropmill ${name} hidden-`));
    try {
      mkdirSync(join(folder, 'sub'));
      const marked = ['geheim ä.txt', join('sub', 'deep.txt')].map((name) => join(folder, name));
      for (const path of [...marked, join(folder, 'seen.txt')]) writeFileSync(path, '');
      if (isWindows) for (const path of marked) execFileSync('attrib', ['+h', path]);
      expect([...(await hiddenPaths(folder))].sort()).toEqual(isWindows ? marked.sort() : []);
      expect(await hiddenPaths(join(folder, 'nowhere'))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

describe.runIf(isWindows)('the list of what is hidden', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dropmill-hidden-'));
    mkdirSync(join(folder, 'Sub'));
    for (const path of ['Note.txt', join('Sub', 'Note.txt')]) writeFileSync(join(folder, path), '');
    execFileSync('attrib', ['+h', join(folder, 'Sub', 'Note.txt')]);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  it('is the same whatever the user has set for "dir"', async () => {
    vi.stubEnv('dircmd', '/l');
    expect(await hiddenPaths(folder)).toEqual([join(folder, 'Sub', 'Note.txt')]);
  });

  it('has its paths in the form that the folder has, also in the long one', async () => {
    expect(await hiddenPaths(`\\\\?\\${folder}`)).toEqual([`\\\\?\\${join(folder, 'Sub', 'Note.txt')}`]);
  });

  it('has no file that only shares its name with the one that is asked for', async () => {
    expect(await hiddenPaths(join(folder, 'Note.txt'))).toEqual([]);
  });
});
