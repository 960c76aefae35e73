// Archives inside of archives: extracted when that is asked for, within bounds that all of them share.
import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { Budget } from '../bombs.ts';
import type { ExtractOptions } from '../options.ts';
import { MAKES_LINKS } from '../testing/makes-links.ts';
import { oddTar } from '../testing/odd-tar.ts';
import { type OddEntry, oddZip, UNIX_LINK } from '../testing/odd-zip.ts';
import { makeExecutor, runExtract, TempFolder, treeOf } from '../testing/run-extract.ts';
import { isNestedArchive } from './nested-names.ts';
import { isSameContent } from './nested-tasks.ts';

const executor = makeExecutor();
afterAll(() => executor.shutdown());

const hi = Buffer.from('hi');
const zip = (...entries: OddEntry[]): Buffer => oddZip({ entries });
const file = (name: string, data: Buffer = hi): OddEntry => ({ name, data });
const link = (name: string, target: string): OddEntry => ({
  name,
  data: Buffer.from(target),
  attributes: UNIX_LINK,
});

async function extract(archive: Buffer, options: Partial<ExtractOptions> = {}) {
  using folder = new TempFolder();
  mkdirSync(folder.at('out'));
  writeFileSync(folder.at('x.zip'), archive);
  const job = { inputs: [folder.at('x.zip')], folder: folder.at('out'), options: { nested: true, ...options } };
  const result = await runExtract(executor, job);
  const tree = treeOf(folder.at('out'), { contentOnly: true }).map((line) => line.replace(/ [0-9a-f]{40} \d+$/, ''));
  return { ...result, tree: tree.toSorted() };
}

describe('an archive inside', () => {
  it('stays a file unless it is asked for', async () => {
    const { tree } = await extract(zip(file('a.zip', zip(file('b')))), { nested: false });
    expect(tree).toEqual(['a.zip']);
  });

  it('becomes a folder named after it, and so do those inside of it, of whatever kind', async () => {
    const tar = gzipSync(oddTar([{ name: 'deep/c', data: hi }, { name: 'd' }]));
    const inner = zip(file('notes.txt'), file('sub/more.tar.gz', tar), file('sub/log.gz', gzipSync(hi)));
    const { tree, faults, outputs } = await extract(zip(file('top'), file('docs/inner.zip', inner)));
    expect(faults).toEqual({});
    expect(outputs).toHaveLength(1);
    expect(tree).toEqual([
      'x/',
      'x/docs/',
      'x/docs/inner/',
      'x/docs/inner/notes.txt',
      'x/docs/inner/sub/',
      'x/docs/inner/sub/log',
      'x/docs/inner/sub/more/',
      'x/docs/inner/sub/more/d',
      'x/docs/inner/sub/more/deep/',
      'x/docs/inner/sub/more/deep/c',
      'x/top',
    ]);
  });

  it('gets one folder and not two when all of it is in a folder of its name, and a number where that is taken', async () => {
    const inner = zip(file('a/one'));
    const { tree } = await extract(zip(file('p/a.zip', inner), file('q/a/mine'), file('q/a.zip', inner)));
    expect(tree.filter((line) => !line.endsWith('/'))).toEqual(['x/p/a/one', 'x/q/a (2)/one', 'x/q/a/mine']);
  });

  it('is known by its content where the name says something else', async () => {
    const { tree } = await extract(zip(file('a.zip', gzipSync(oddTar([{ name: 'one', data: hi }]))), file('b')));
    expect(tree).toEqual(['x/', 'x/a/', 'x/a/one', 'x/b']);
  });

  it('keeps permissions of its folders, also those that nobody may write to', async () => {
    const inner = oddTar([
      { name: 'locked', type: '5', mode: 0o555 },
      { name: 'locked/b.zip', data: zip(file('c')) },
    ]);
    const { tree, faults } = await extract(zip(file('a.tar', inner), file('z')));
    expect(faults).toEqual({});
    expect(tree).toContain('x/a/locked/b/c');
  });

  it('that is damaged, encrypted or no archive stays as it is with its reason, and the others are extracted', async () => {
    const damaged = zip({ ...file('c'), lies: { crc: 1 } }, file('d'));
    const { tree, faults } = await extract(
      zip(file('a.zip', damaged), file('b.zip', hi), file('e.zip', zip(file('f')))),
    );
    expect(tree).toEqual(['x/', 'x/a.zip', 'x/b.zip', 'x/e/', 'x/e/f']);
    expect(faults).toEqual({ 'a.zip': 'ENTRIES_DAMAGED', 'b.zip': 'NOT_AN_ARCHIVE' });
  });

  it('gives its intact files if asked, and stays in the same folder', async () => {
    const damaged = zip({ ...file('c'), lies: { crc: 1 } }, file('d'));
    const { tree, faults } = await extract(zip(file('a.zip', damaged), file('b')), { keepIntact: true });
    expect(tree).toEqual(['x/', 'x/a.zip', 'x/a/', 'x/a/d', 'x/b']);
    expect(faults).toEqual({ 'a/c': 'CRC_MISMATCH' });
  });

  it.runIf(MAKES_LINKS)('cannot lead out, nor can it lead a link of the outer one out', async () => {
    const inner = zip(link('here', '.'), link('up', '../../..'), file('../evil'), file('good'));
    const { tree, faults } = await extract(zip(file('a.zip', inner), link('out', 'a/here/../..'), file('b')));
    expect(tree).toEqual(['x/', 'x/a.zip', 'x/a/', 'x/a/good', 'x/a/here -> .', 'x/b']);
    expect(faults).toEqual({
      'a/../evil': 'LEADS_OUTSIDE',
      'a/up': 'LINK_LEADS_OUTSIDE',
      out: 'LINK_LEADS_OUTSIDE',
    });
  });
});

describe('archives without end', () => {
  it('are extracted to a depth, and the innermost says why it is left', async () => {
    let archive = zip(file('core'));
    for (let depth = 0; depth < 10; depth++) archive = zip(file('a.zip', archive));
    const { tree, items } = await extract(archive);
    expect(tree.at(-1)).toMatch(/(^|\/)a\/a\/a\/a\/a\/a\/a\/a\/a\.zip$/);
    expect(items.filter(({ error }) => error).map(({ error }) => error?.code)).toEqual(['NESTED_TOO_DEEP']);
  });

  it('that are the archive that they are in are known', () => {
    using folder = new TempFolder();
    for (const [name, text] of [
      ['a', 'same'],
      ['b', 'same'],
      ['c', 'sane'],
    ] as const)
      writeFileSync(folder.at(name), text);
    const [path, b, c] = ['a', 'b', 'c'].map((name) => folder.at(name)) as [string, string, string];
    expect(isSameContent({ path, others: [c, b] })).toBe(true);
    expect(isSameContent({ path, others: [c] })).toBe(false);
  });

  it('share one limit for what comes out of them', () => {
    const budget = new Budget(10, false);
    budget.admit(2 ** 29);
    budget.admit(2 ** 29);
    expect(() => budget.admit(1)).toThrow(expect.objectContaining({ code: 'TOO_LARGE' }));
    const trusting = new Budget(10, true);
    trusting.admit(2 ** 40);
  });

  it('stop together at that limit', async () => {
    const huge = zip({ ...file('c'), lies: { size: 900e6 } });
    const { faults, tree } = await extract(zip(file('a.zip', huge), file('b.zip', huge), file('c')));
    expect(faults).toEqual({ 'a.zip': 'ENTRIES_DAMAGED', 'b.zip': 'TOO_LARGE' });
    expect(tree).toEqual(['x/', 'x/a.zip', 'x/b.zip', 'x/c']);
  });
});

it('documents, programs and later parts of a set are no archives to extract', () => {
  const names = ['a.docx', 'a.jar', 'a.cbz', 'a.epub', 'a.zip.txt', 'a.part2.rar', 'a.7z.002', 'zip'];
  expect(names.filter(isNestedArchive)).toEqual([]);
  expect(['A.ZIP', 'a.tar.xz', 'a.tgz', 'a.part1.rar', 'a.part01.rar'].every(isNestedArchive)).toBe(true);
});
