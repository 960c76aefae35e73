import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askedOnCommandLine, byType } from './path-arguments.ts';

let folder: string;
const asked = (...argv: string[]) => askedOnCommandLine(argv, { folder, types: ['zip', 'resize'] });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropmill-args-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Makes the files and gives their paths. */
function files(...names: string[]): string[] {
  return names.map((name) => {
    writeFileSync(join(folder, name), '');
    return join(folder, name);
  });
}

describe('the command line', () => {
  it('names files with spaces, other scripts and signs, absolute and relative', () => {
    const names = ['a b.txt', '空.jpg', 'Grüße & $HOME "x".txt', "it's;rm -rf.txt"];
    const paths = files(...names);
    expect(asked(...names)).toEqual({ paths });
    expect(asked(...paths)).toEqual({ paths });
  });

  it('names folders, and passes over options and what is not there', () => {
    mkdirSync(join(folder, 'Photos'));
    expect(asked('--no-sandbox', '--user-data-dir=/x', 'Photos', 'gone', '')).toEqual({
      paths: [join(folder, 'Photos')],
    });
  });

  it('says what to do with them', () => {
    const paths = files('a.jpg', 'b.jpg');
    expect(asked('--zip', 'a.jpg', 'b.jpg')).toEqual({ type: 'zip', paths });
    expect(asked('a.jpg', '--resize', 'b.jpg')).toEqual({ type: 'resize', paths });
    expect(asked('--unknown', 'a.jpg', 'b.jpg')).toEqual({ paths });
    expect(asked('--zip')).toEqual({ type: 'zip', paths: [] });
  });

  it('takes what follows -- for names, whatever they look like', () => {
    const paths = files('--zip', '-x.txt');
    expect(asked('--resize', '--', '--zip', '-x.txt')).toEqual({ type: 'resize', paths });
    expect(asked('--', '--zip')).toEqual({ paths: [paths[0]] });
  });

  it('may hold URLs of files, and no others', () => {
    const [path = ''] = files('ä b%20c.txt');
    expect(asked(pathToFileURL(path).href, 'https://example.com/x', 'file://far/away')).toEqual({ paths: [path] });
  });

  it('may be long', () => {
    const paths = files(...Array.from({ length: 2_000 }, (_, n) => `picture ${n}.jpg`));
    expect(asked('--zip', ...paths)).toEqual({ type: 'zip', paths });
  });

  it('does not name the app itself', () => {
    const [path = ''] = files('a.txt');
    expect(askedOnCommandLine([folder, 'a.txt'], { folder, types: [], own: folder })).toEqual({ paths: [path] });
  });
});

it('starts that ask for the same type are one', () => {
  const first = { type: 'zip', paths: ['/a', '/b'] };
  const asked = [first, { paths: ['/c'] }, { type: 'zip', paths: ['/b', '/d'] }, { paths: [] }];

  expect(byType(asked)).toEqual([{ type: 'zip', paths: ['/a', '/b', '/d'] }, { paths: ['/c'] }]);
});
