import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { isLinux } from '../system.ts';
import { foldedName, forbiddenPart, forbiddenPartOnWindows, ignoresCase, isForbiddenOnWindows } from './names.ts';

describe('Windows cannot hold', () => {
  it.each([
    'a?b.zip',
    'con.zip',
    'NUL',
    'nul.txt.zip',
    'aux .zip',
    'foo:stream.zip',
    'COM1.jpg',
    'lpt¹',
    'a.',
    'a ',
    'a"b',
    'tab\t',
  ])('%j', (name) => {
    expect(isForbiddenOnWindows(name)).toBe(true);
  });

  it.each(['a.zip', 'console.zip', 'nul-photo.jpg', 'COM', 'com10.zip', '.hidden', 'a.b c.zip', 'ünï', 'icon.nul'])(
    'and can hold %j',
    (name) => {
      expect(isForbiddenOnWindows(name)).toBe(false);
    },
  );
});

it.each([
  ['C:\\Photos\\a.zip', undefined],
  ['C:\\a?b\\a.zip', 'a?b'],
  ['C:\\Photos\\foo:stream.zip', 'foo:stream.zip'],
  ['\\\\nas\\photos\\con.zip', 'con.zip'],
  ['\\\\?\\D:\\nul', 'nul'],
  ['D:\\', undefined],
])('of %s it cannot hold %s', (path, part) => {
  expect(forbiddenPartOnWindows(path)).toBe(part);
});

it.skipIf(process.platform === 'win32')('other systems hold all names', () => {
  expect(forbiddenPart('/tmp/a?b/con.zip')).toBeUndefined();
});

it('names that differ in case or in the form of accents are one name on some disks', () => {
  expect(foldedName('DOC\u00c9.TXT')).toBe(foldedName('doce\u0301.txt'));
  expect(foldedName('a')).not.toBe(foldedName('b'));
});

it('a usual disk of Linux tells case apart', async () => {
  expect(await ignoresCase(tmpdir())).toBe(!isLinux);
  expect(await ignoresCase('/nowhere')).toBe(!isLinux);
});
