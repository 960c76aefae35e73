import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { isWindows } from '../workers/files/system.ts';
import { copiedPaths } from './copied-paths.ts';

it('plain paths are copied as they are, one a line', () => {
  expect(copiedPaths(["/a/it's b.jpg", '/ä/空 \\.jpg'])).toBe("/a/it's b.jpg\n/ä/空 \\.jpg");
});

it.skipIf(isWindows).each([
  ['/a\nb.jpg', String.raw`$'/a\nb.jpg'`],
  ["/\u202egpj'\\.exe", String.raw`$'/\u202egpj\'\\.exe'`],
  ['/\u001b[31m1.jpg', String.raw`$'/\x1b[31m1.jpg'`],
  ['/gr\udcfcn.jpg', String.raw`$'/gr\xfcn.jpg'`],
])('%j is copied as %s, and a shell makes the same of it', (path, copied) => {
  expect(copiedPaths([path])).toBe(copied);
  const { stdout } = spawnSync('bash', ['-c', `printf %s ${copied}`], { env: { LC_ALL: 'C.UTF-8' } });
  const bytes = Buffer.from(path.replace('\udcfc', '\u00fc'), path.includes('\udcfc') ? 'latin1' : 'utf8');
  expect(stdout).toEqual(bytes);
});
