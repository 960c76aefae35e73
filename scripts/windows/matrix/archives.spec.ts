// Every format of archives: what Windows writes, Linux' programs must open, and a user of Linux must be able to use.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { capture } from '../../lib/child.mjs';
import { photo } from './files.ts';
import { Desk } from './machine.ts';

const FORMATS = ['zip', 'tar', 'tar.gz', 'tar.zst'] as const;
const LARGE = Buffer.alloc(3_000_000, 'a line that deflates well, and another one\n');

function tree(desk: Desk): void {
  desk.write('Notes/a.txt', 'first');
  desk.write('Notes/large.txt', LARGE);
  desk.write('Notes/tool.exe', 'MZ');
  desk.write('Notes/deep/ünïcödé 日本 🎉.txt', 'second');
  mkdirSync(desk.at('Notes/empty'));
}

/** As this system's own program unpacks it. */
function unpack(archive: string, format: (typeof FORMATS)[number], into: string): void {
  mkdirSync(into);
  if (format === 'zip') execFileSync('unzip', ['-q', archive, '-d', into]);
  else execFileSync('tar', ['-xpf', archive, '-C', into]);
}

describe.each(FORMATS)('a %s', (format) => {
  it('is opened by a user of Linux, who may enter its folders and read its files, and comes back from extract', async () => {
    const desk = new Desk();
    tree(desk);
    await desk.done(['zip', '-o', desk.path(`o.${format}`), desk.path('Notes')]);
    unpack(desk.at(`o.${format}`), format, desk.at('linux'));
    await desk.done(['extract', '-o', desk.path('windows'), desk.path(`o.${format}`)]);

    for (const side of ['linux', 'windows']) {
      expect(readFileSync(desk.at(side, 'Notes/a.txt'), 'utf8')).toBe('first');
      expect(readFileSync(desk.at(side, 'Notes/large.txt')).equals(LARGE)).toBe(true);
      expect(readFileSync(desk.at(side, 'Notes/deep/ünïcödé 日本 🎉.txt'), 'utf8')).toBe('second');
      expect(statSync(desk.at(side, 'Notes/empty')).isDirectory()).toBe(true);
    }
    const modes = ['Notes', 'Notes/deep', 'Notes/a.txt', 'Notes/large.txt', 'Notes/tool.exe'];
    expect(modes.map((path) => (statSync(desk.at('linux', path)).mode & 0o777).toString(8))).toEqual([
      '755',
      '755',
      '644',
      '644',
      '755',
    ]);
  });
});

it.each(['threads', 'processes', 'inline'])('7-Zip finds no fault in archives that were packed by %s', async (kind) => {
  const desk = new Desk();
  tree(desk);
  for (const format of FORMATS)
    await desk.done(['zip', '--executor', kind, '-o', desk.path(`o.${format}`), desk.path('Notes')]);

  expect(capture('7zz', ['t', desk.at('o.zip')])).toMatchObject({ status: 0 });
  for (const format of FORMATS.slice(1)) {
    expect(capture('bsdtar', ['-tf', desk.at(`o.${format}`)])).toMatchObject({ status: 0, stderr: '' });
  }
});

it('a file from before 1970 keeps its date in archives, in what comes out of them, and in a resized picture', async () => {
  const desk = new Desk();
  const then = new Date('1965-05-06T07:08:10Z');
  for (const [name, data] of [
    ['Old/a.txt', 'old'],
    ['Old/b.jpg', await photo()],
  ] as const)
    utimesSync(desk.write(name, data), then, then);
  for (const format of FORMATS) {
    await desk.done(['zip', '-o', desk.path(`o.${format}`), desk.path('Old')]);
    unpack(desk.at(`o.${format}`), format, desk.at(`linux-${format}`));
    await desk.done(['extract', '-o', desk.path(`windows-${format}`), desk.path(`o.${format}`)]);
    // Info-ZIP reads a zip's date of DOS here, which starts in 1980.
    for (const side of format === 'zip' ? ['windows'] : ['linux', 'windows'])
      expect(statSync(desk.at(`${side}-${format}`, 'Old/a.txt')).mtime, `${side} ${format}`).toEqual(then);
  }
  await desk.done(['resize', '--width', '20', '-o', desk.path('small'), desk.path('Old/b.jpg')]);
  expect(statSync(desk.at('small/b.jpg')).mtime).toEqual(then);
});

it('an archive in parts is put together again by others', async () => {
  const desk = new Desk();
  desk.write('noise.bin', Buffer.from(Array.from({ length: 300_000 }, (_, n) => (n * 7919 + (n >> 3) * 31) & 0xff)));
  await desk.done(['zip', '--level', '0', '--split', '100k', '-o', desk.path('o.zip'), desk.path('noise.bin')]);

  expect(capture('7zz', ['t', desk.at('o.zip.001')])).toMatchObject({ status: 0 });
});

describe('a password file', () => {
  it.each([
    ['by PowerShell, in UTF-16 with its mark', Buffer.from('\ufeffpässwörd\r\n', 'utf16le')],
    ['by Notepad, in UTF-8 with its mark', Buffer.from('\ufeffpässwörd\r\n', 'utf8')],
  ])('that was written %s holds what was typed', async (_, bytes) => {
    const desk = new Desk();
    desk.write('a.txt', 'secret');
    writeFileSync(desk.at('password.txt'), bytes);
    await desk.done([
      'zip',
      '--password-file',
      desk.path('password.txt'),
      '-o',
      desk.path('o.zip'),
      desk.path('a.txt'),
    ]);

    expect(capture('7zz', ['t', '-ppässwörd', desk.at('o.zip')])).toMatchObject({ status: 0 });
    expect(capture('7zz', ['t', '-pwrong', desk.at('o.zip')]).status).not.toBe(0);
  });
});

it('what Windows hides, and its own bookkeeping, is excluded when that is asked for', async () => {
  const desk = new Desk();
  tree(desk);
  desk.write('Notes/Desktop.ini', '');
  desk.write('Notes/$RECYCLE.BIN/x', '');
  desk.write('Notes/hidden ä.txt', '');
  await desk.start(['attrib', '+h', desk.path('Notes/hidden ä.txt')]).ended;
  const words = [
    'zip',
    '--exclude-kind',
    'junk',
    '--exclude-kind',
    'hidden',
    '-o',
    desk.path('o.zip'),
    desk.path('Notes'),
  ];
  await desk.done(words);

  const names = execFileSync('unzip', ['-Z1', desk.at('o.zip')], { encoding: 'utf8' });
  expect(names).toContain('Notes/a.txt');
  expect(names).not.toMatch(/desktop\.ini|recycle|hidden/i);
});
