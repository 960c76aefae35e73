import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
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
