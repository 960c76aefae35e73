// What the window shows of archives before they are extracted, and what of them is chosen.
import { describe, expect, it } from 'vitest';
import type { ContentsRow, PlannedEntry } from '../../plan/plan-contents.ts';
import { PlanContents } from './plan-contents.ts';

interface Given {
  readonly inputs?: readonly string[];
  readonly selection?: readonly string[];
}

/** Paths that end in a slash are folders; those that begin with `!` are refused. */
function contentsOf(paths: readonly string[], { inputs = ['x.zip'], selection = [] }: Given = {}): PlanContents {
  const contents = new PlanContents(inputs, selection);
  for (const [index, path] of paths.entries()) contents.add(entry(path, index));
  return contents;
}

function entry(path: string, index: number, input = 0): PlannedEntry {
  const kind = path.endsWith('/') ? 'folder' : 'file';
  const refused = path.startsWith('!') && ({ code: 'LEADS_OUTSIDE' } as const);
  const facts = { kind, size: 10, packedSize: 5, mtime: 0, encrypted: false } as const;
  return { input, index, path: path.replace(/\/$/, ''), ...facts, ...(refused && { refused }) };
}

function rows(contents: PlanContents, { open = [] as number[], search = '', offset = 0, limit = 500 } = {}) {
  return contents.answer({ kind: 'page', offset, limit, search, open }).rows;
}

const MARKS = { all: 'x', some: '-', none: ' ' } as const;
const shown = (list: readonly ContentsRow[]): string[] =>
  list.map(({ level, name, chosen, open }) => {
    const arrow = open === null ? '' : open ? 'v ' : '> ';
    return `${'  '.repeat(level - 1)}[${MARKS[chosen]}] ${arrow}${name}`;
  });

const nodeOf = (contents: PlanContents, name: string): number =>
  rows(contents, { search: name }).find((row) => row.name === name)?.node ?? -1;

const paths = ['b/2', 'b/10', 'b/c/deep', 'a', 'empty/'];

it('shows the tree as far as it is open, folders first and numbers in their order', () => {
  const contents = contentsOf(paths);
  expect(shown(rows(contents))).toEqual(['[x] > b', '[x] empty', '[x] a']);
  const open = [nodeOf(contents, 'b')];
  expect(shown(rows(contents, { open }))).toEqual([
    '[x] v b',
    '  [x] > c',
    '  [x] 2',
    '  [x] 10',
    '[x] empty',
    '[x] a',
  ]);
  expect(shown(rows(contents, { open, offset: 2, limit: 2 }))).toEqual(['  [x] 2', '  [x] 10']);
});

it('finds by name, and by path where the search has a slash', () => {
  const contents = contentsOf(paths);
  expect(rows(contents, { search: 'DEEP' }).map(({ name }) => name)).toEqual(['b/c/deep']);
  expect(rows(contents, { search: 'c/d' }).map(({ name }) => name)).toEqual(['b/c/deep']);
  expect(rows(contents, { search: 'nothing' })).toEqual([]);
});

describe('a choice', () => {
  const choose = (contents: PlanContents, name: string, chosen: boolean) =>
    contents.answer({ kind: 'choose', what: { nodes: [nodeOf(contents, name)] }, chosen });

  it('of a folder is one of all that is in it, and shows on those above', () => {
    const contents = contentsOf(paths);
    const { selection, counts } = choose(contents, 'b/c', false);
    expect(shown(rows(contents, { open: [nodeOf(contents, 'b')] })).slice(0, 3)).toEqual([
      '[-] v b',
      '  [ ] > c',
      '  [x] 2',
    ]);
    expect(selection).toEqual(['5/0-1,3-4']);
    expect([counts.entries, counts.files, counts.bytes, counts.of]).toEqual([4, 3, 30, 5]);
    expect(choose(contents, 'b', true).selection).toEqual([]);
  });

  it('of all, of none, and of what was found', () => {
    const contents = contentsOf(paths);
    const all = (chosen: boolean, found = '') => contents.answer({ kind: 'choose', what: { found }, chosen });
    expect(all(false).selection).toEqual(['5/']);
    expect(all(true, '1').selection).toEqual(['5/1']);
    expect(all(true).selection).toEqual([]);
  });

  it('takes a folder along for its permissions when something in it is chosen', () => {
    const contents = contentsOf(['d/', 'd/a', 'd/b', 'e/']);
    expect(choose(contents, 'd/a', false).selection).toEqual(['4/0,2-3']);
    choose(contents, 'd/b', false);
    expect(choose(contents, 'e', false).selection).toEqual(['4/']);
  });

  it('cannot be one of what is refused, which is told with the job as before', () => {
    const contents = contentsOf(['!../evil', 'a']);
    expect(rows(contents).map(({ name, chosen, refused }) => [name, chosen, refused?.code])).toEqual([
      ['!../evil', 'none', 'LEADS_OUTSIDE'],
      ['a', 'all', undefined],
    ]);
    expect(contents.answer({ kind: 'choose', what: { found: '' }, chosen: false }).selection).toEqual(['2/0']);
  });

  it('counts what the options exclude, too', () => {
    const contents = contentsOf(['a', 'b']);
    contents.setCount(0, 4);
    expect(choose(contents, 'a', false).selection).toEqual(['4/1']);
    // What is excluded stays so by the options: all that can be chosen is chosen.
    expect(choose(contents, 'a', true).selection).toEqual([]);
  });

  it('is there again in the next plan of the same archives', () => {
    const contents = contentsOf(paths, { selection: ['5/0-1,3-4'] });
    expect(shown(rows(contents, { open: [nodeOf(contents, 'b')] })).slice(0, 2)).toEqual(['[-] v b', '  [ ] > c']);
    expect(contents.counts().entries).toBe(4);
  });

  it('of one of several archives leaves the others alone', () => {
    const contents = new PlanContents(['x.zip', 'y.zip'], []);
    for (const input of [0, 1]) for (const index of [0, 1]) contents.add(entry(`f${index}`, index, input));
    const [first] = rows(contents);
    expect([first?.name, first?.kind]).toEqual(['x.zip', 'input']);
    const nodes = [first?.node ?? -1];
    expect(contents.answer({ kind: 'choose', what: { nodes }, chosen: false }).selection).toEqual(['2/', '*']);
  });
});

it('holds very many entries', () => {
  const contents = new PlanContents(['x.zip'], []);
  for (let index = 0; index < 200_000; index++) contents.add(entry(`d${index % 1000}/file-${index}`, index));
  expect(contents.counts().of).toBe(200_000);
  const [, second] = rows(contents);
  const { selection } = contents.answer({ kind: 'choose', what: { nodes: [second?.node ?? -1] }, chosen: false });
  expect(selection[0]?.startsWith('200000/0,2-1000,')).toBe(true);
  expect(rows(contents, { search: 'file-199999' }).map(({ name }) => name)).toEqual(['d999/file-199999']);
});
