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
