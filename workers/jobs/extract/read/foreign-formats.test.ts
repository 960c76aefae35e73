// What other programs write and Dropmill does not read is refused by its name.
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { makeExecutor, runExtract, TempFolder } from '../testing/run-extract.ts';
import { foreignFormat } from './foreign-formats.ts';

const executor = makeExecutor();
afterAll(() => executor.shutdown());

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

it.for([
  ['ar (.deb, .a)', 'bsdtar --format ar -cf x f'],
  ['cpio', 'bsdtar --format newc -cf x f'],
  ['cpio', 'bsdtar --format odc -cf x f'],
  ['cpio', 'bsdtar --format bin -cf x f'],
  ['xar (.pkg)', 'bsdtar --format xar -cf x f'],
  ['WARC', 'bsdtar --format warc -cf x f'],
  ['lz4', 'bsdtar --lz4 -cf x f'],
  ['lzma', 'xz --format=lzma -c f > x'],
  ['wim', '7zz a -twim x.wim f; mv x.wim x'],
] as const)('%s, made by %s', async ([format, line]) => {
  using folder = new TempFolder();
  execFileSync('sh', ['-c', `echo content > f; ${line}`], { cwd: folder.path });
  const job = { inputs: [folder.at('x')], folder: folder.at('out') };
  await expect(runExtract(executor, job)).rejects.toMatchObject({ code: 'FORMAT_UNREADABLE', params: { format } });
});

it.for([
  ['cpio', bytes('\x71\xc7')],
  ['lz4', bytes('\x02\x21\x4c\x18')],
  ['rpm', bytes('\xed\xab\xee\xdb\x03')],
  ['cab', bytes('MSCF\0\0\0\0\x2c')],
  ['lha', bytes('\x1a\x2b-lh5-')],
  ['ace', bytes('1234567**ACE**')],
  ['lzip', bytes('LZIP\x01')],
  ['lrzip', bytes('LRZI\x00\x06')],
  ['iso', Buffer.concat([Buffer.alloc(0x8000), bytes('\x01CD001\x01')])],
  ['dmg', Buffer.concat([Buffer.alloc(5000), bytes('koly'), Buffer.alloc(508)])],
  [undefined, bytes('plain text')],
  [undefined, Buffer.alloc(0)],
] as const)('%s, by what it begins or ends with', ([format, content]) => {
  using folder = new TempFolder();
  writeFileSync(folder.at('x'), content);
  const file = openSync(folder.at('x'), 'r');
  expect(foreignFormat(file, statSync(folder.at('x')).size)).toBe(format);
  closeSync(file);
});
