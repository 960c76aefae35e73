import { expect, it } from 'vitest';
import { hasFaultyFile, parseList } from './seven-list.ts';

const entries = parseList([
  '----------',
  'Path = dir\\file',
  'Size = 5',
  '',
  'Path = dir\\second name',
  'Size = 5',
  'Hard Link = dir\\file',
  '',
  'Path = link',
  'Symbolic Link = dir/file',
]);

it('a fault of a hard link, which 7-Zip cannot print, is no fault of the archive', () => {
  expect(entries.map(({ kind }) => kind)).toEqual(['file', 'hardlink', 'link']);
  const links = ['ERROR: Data Error : dir\\second name', 'ERROR: Unsupported Method : link', 'Everything else is fine'];
  expect(hasFaultyFile(links, entries)).toBe(false);
  for (const line of ['ERROR: Data Error : dir\\file', 'ERROR: CRC Failed : dir/file', 'ERROR: Data Error : other']) {
    expect(hasFaultyFile([...links, line], entries)).toBe(true);
  }
});

it('an empty entry without attributes that has others in it is a folder', () => {
  const lines = ['s', 's/sub', 's/sub/deep/file', 's/empty', 't'].flatMap((name) => [`Path = ${name}`, 'Size = 0', '']);
  const listed = parseList(['----------', ...lines, 'Path = t/file', 'Size = 5']);
  expect(listed.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
    's folder',
    's/sub folder',
    's/sub/deep/file file',
    's/empty file',
    't folder',
    't/file file',
  ]);
});
