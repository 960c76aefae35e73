import { expect, it } from 'vitest';
import { hasFaultyFile, parseList, withFolders } from './seven-list.ts';

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

it('an empty entry without attributes is a folder where the short list says so', () => {
  const lines = ['s', 's/empty', 's/none', 't'].flatMap((name) => [`Path = ${name}`, 'Size = 0', '']);
  const listed = parseList(['----------', ...lines, 'Path = t/file', 'Size = 5']);
  const short = [
    '   Date      Time    Attr         Size   Compressed  Name',
    '------------------- ----- ------------ ------------  ------------------------',
    '2026-12-02 04:46:44 D....            0            0  s',
    '                    D....            0            0  s/empty',
    '2026-12-02 04:46:44 .....            0            0  s/none',
    '2026-12-02 04:46:44 D....            0            0  t',
    '2026-12-02 04:46:44 .....            5            6  t/file',
    '------------------- ----- ------------ ------------  ------------------------',
    '                                     5            6  2 files, 3 folders',
  ];
  expect(withFolders(listed, short).map(({ name, kind }) => `${name} ${kind}`)).toEqual([
    's folder',
    's/empty folder',
    's/none file',
    't folder',
    't/file file',
  ]);
  expect(withFolders(listed, []).map(({ kind }) => kind)).not.toContain('folder');
});
