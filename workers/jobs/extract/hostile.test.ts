// Archives that are made to do harm: nothing is written outside, nothing hangs, and what was not extracted is said.
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { isWindows } from '../../files/system.ts';
import type { ExtractOptions } from './options.ts';
import { MAKES_LINKS } from './testing/makes-links.ts';
import { oddTar } from './testing/odd-tar.ts';
import { type OddEntry, oddZip, UNIX_FOLDER, UNIX_LINK } from './testing/odd-zip.ts';
import { makeExecutor, runExtract, TempFolder, treeOf } from './testing/run-extract.ts';

const executor = makeExecutor();
afterAll(() => executor.shutdown());

const hi = Buffer.from('hi');

/** Extracts an archive into `out`, beside a file that must stay as it is, and returns what there is then. */
async function extractBytes(archive: Buffer, name: string, options: Partial<ExtractOptions> = { keepIntact: true }) {
  using folder = new TempFolder();
  mkdirSync(folder.at('in', 'deep'), { recursive: true });
  writeFileSync(folder.at('canary'), 'untouched');
  writeFileSync(folder.at('in', 'deep', name), archive);
  const job = { inputs: [folder.at('in', 'deep', name)], folder: folder.at('in', 'deep', 'out') };
  const result = await runExtract(executor, { ...job, options }).catch((error: { code: string }) => ({ error }));
  expect(readFileSync(folder.at('canary'), 'utf8')).toBe('untouched');
  expect(readdirSync(folder.path).sort()).toEqual(['canary', 'in']);
  expect(readdirSync(folder.at('in'))).toEqual(['deep']);
  expect(readdirSync(folder.at('in', 'deep')).filter((one) => one !== name && one !== 'out')).toEqual([]);
  const tree = existsSync(folder.at('in', 'deep', 'out'))
    ? treeOf(folder.at('in', 'deep', 'out'), { contentOnly: true }).map((line) => line.split(' ')[0])
    : [];
  if ('error' in result) return { tree, code: result.error.code, faults: {} };
  return { tree, code: undefined, faults: result.faults };
}

const zip = (...entries: OddEntry[]): Promise<Awaited<ReturnType<typeof extractBytes>>> =>
  extractBytes(oddZip({ entries }), 'x.zip');

describe('names that lead out', () => {
  it.for(['../evil', 'a/../../evil', 'a/b/../../../evil', '..', './..', 'a/..', '../../../../../../tmp/evil'])(
    'refuses %s in a zip',
    async (name) => {
      const { tree, faults } = await zip({ name, data: hi }, { name: 'good', data: hi });
      expect(tree).toEqual(['good']);
      expect(Object.values(faults)).toEqual(['LEADS_OUTSIDE']);
    },
  );

  it.for(['../evil', '/../evil', 'a/../../evil'])('refuses %s in a tar', async (name) => {
    const archive = oddTar([
      { name, data: hi },
      { name: 'good', data: hi },
    ]);
    const { tree, faults } = await extractBytes(archive, 'x.tar');
    expect(tree).toEqual(['good']);
    expect(Object.values(faults)).toEqual(['LEADS_OUTSIDE']);
  });

  it('makes absolute names relative ones', async () => {
    const { tree } = await zip({ name: '/etc/passwd', data: hi }, { name: '//host/share/x', data: hi });
    expect(tree).toEqual(['x/', 'x/etc/', 'x/etc/passwd', 'x/host/', 'x/host/share/', 'x/host/share/x']);
  });

  it('refuses a name with NUL', async () => {
    const { faults } = await zip({ name: 'a\0/../../evil', data: hi }, { name: 'good', data: hi });
    expect(Object.values(faults)).toEqual(['NAME_WITH_NUL']);
  });

  it('takes backslashes of Windows as folders, and refuses to leave by them', async () => {
    const { tree, faults } = await zip(
      { name: '..\\evil', data: hi, host: 0, attributes: 0 },
      { name: 'C:\\dir\\file', data: hi, host: 0, attributes: 0 },
    );
    expect(tree).toEqual(['dir/', 'dir/file']);
    expect(Object.values(faults)).toEqual(['LEADS_OUTSIDE']);
  });
});

const linked = it.runIf(MAKES_LINKS);

describe('links', () => {
  const link = (name: string, target: string): OddEntry => {
    return { name, data: Buffer.from(target), attributes: UNIX_LINK };
  };

  it.for(['/etc', '../..', '..', 'a/../..', 'C:\\x'])('to %s are not made', async (target) => {
    const { tree, faults } = await zip(link('d/l', target === '..' ? '../..' : target), { name: 'd/good', data: hi });
    expect(tree).toEqual(['d/', 'd/good']);
    expect(faults).toEqual({ 'd/l': 'LINK_LEADS_OUTSIDE' });
  });

  linked('are refused by a test of the archive as they are when it is extracted', async () => {
    const archive = oddZip({ entries: [link('d/out', '../../x'), link('d/in', 'a'), { name: 'd/a', data: hi }] });
    const extracted = await extractBytes(archive, 'x.zip');
    const tested = await extractBytes(archive, 'x.zip', { action: 'test' });
    expect(extracted).toMatchObject({ faults: { 'd/out': 'LINK_LEADS_OUTSIDE' }, tree: ['d/', 'd/a', 'd/in'] });
    expect(tested).toMatchObject({ faults: extracted.faults, tree: [] });
  });

  it('are never written through', async () => {
    const { tree } = await zip(link('d/l', '../..'), { name: 'd/l/evil', data: hi }, { name: 'd/x', data: hi });
    expect(tree).toContain('d/x');
    expect(tree.some((path) => path === 'evil')).toBe(false);
  });

  linked('are followed by way of others before it is said where they lead', async () => {
    const { faults } = await zip(
      { name: 'd/a/b/c/', attributes: UNIX_FOLDER },
      { name: 'd/top', data: hi },
      link('d/a/b/c/up', '../../../'),
      link('d/out', 'a/b/c/up/../../x'),
    );
    expect(faults).toEqual({ 'd/out': 'LINK_LEADS_OUTSIDE' });
  });

  linked.for([
    ['é', 'é/..'],
    ['a\\b', 'a\\b/..'],
    ['a\\b', 'x\\..\\..\\y'],
  ] as const)('are followed by way of %s to %s, in a zip and in a tar', async ([name, target]) => {
    const { tree, faults } = await zip(link(name, '.'), link('out', target), { name: 'good', data: hi });
    expect(faults).toEqual({ out: 'LINK_LEADS_OUTSIDE' });
    expect(tree).toContain('x/good');
    const utf8 = (text: string): string => Buffer.from(text).toString('latin1');
    const entries = [
      [name, '.'],
      ['out', target],
    ].map(([from = '', to = '']) => {
      return { name: utf8(from), type: '2', linkName: utf8(to) };
    });
    const archive = oddTar([...entries, { name: 'good', data: hi }]);
    expect((await extractBytes(archive, 'x.tar')).faults).toEqual({ out: 'LINK_LEADS_OUTSIDE' });
  });

  it.for(['', 'a\0b', 'x/'.repeat(3000)])('to %j are refused as what they are', async (target) => {
    const { tree, faults } = await zip(link('d/l', target), { name: 'd/good', data: hi });
    expect([tree, faults]).toEqual([['d/', 'd/good'], { 'd/l': 'LINK_NOT_A_PATH' }]);
  });

  linked.for([
    ['self', { a: 'a' }],
    ['two', { a: 'b', b: 'a' }],
    ['two by way of names below them', { a: 'b/x', b: 'a/y' }],
    ['three, and one that leads to them', { a: 'b', b: 'c', c: 'a', out: 'c' }],
    ['up and down', { a: '../e/b', b: './../e/a' }],
    ['a folder to itself', { a: '.', b: '../e', c: 'a/b/a/b' }],
  ] as const)('that go round in circles are made, as they lead nowhere: %s', async ([, links]) => {
    const entries = Object.entries(links).map(([name, target]) => link(`d/e/${name}`, target));
    const { tree, faults } = await zip(...entries, { name: 'd/good', data: hi });
    const paths = Object.keys(links).map((name) => `d/e/${name}`);
    expect([tree, faults]).toEqual([['d/', 'd/e/', ...paths, 'd/good'].sort(), {}]);
  });

  linked('that lead out once a circle is broken are not made', async () => {
    const { faults } = await zip(
      link('d/a', 'b'),
      link('d/b', 'a'),
      link('d/out', 'a/../../x'),
      link('d/self', 'self/../../x'),
      { name: 'd/good', data: hi },
    );
    expect(faults).toEqual({ 'd/out': 'LINK_LEADS_OUTSIDE', 'd/self': 'LINK_LEADS_OUTSIDE' });
  });

  linked('are made in chains that are longer than systems follow, and cost no more time in a tangle', async () => {
    const chain = Array.from({ length: 60 }, (_, n) => link(`d/c${n}`, `c${n + 1}`));
    const tangle = Array.from({ length: 60 }, (_, n) => link(`d/t${n}`, `t${n + 1}/../t${n + 1}/../t${n + 1}`));
    const { faults } = await zip(...chain, ...tangle, { name: 'd/c60', data: hi });
    expect(faults).toEqual({});
  });

  linked('in a chain without end are refused as such', async () => {
    const chain = Array.from({ length: 300 }, (_, n) => link(`d/c${n}`, `c${n + 1}`));
    const { faults } = await zip(...chain, { name: 'd/c300', data: hi });
    expect(new Set(Object.values(faults))).toEqual(new Set(['LINK_CHAIN_TOO_LONG']));
    expect(Object.keys(faults).length).toBe(44);
  });

  it('that are hard and lead out are not made', async () => {
    const archive = oddTar([
      { name: 'd/x', data: hi },
      { name: 'd/hard', type: '1', linkName: '/etc/passwd' },
      { name: 'd/hard2', type: '1', linkName: '../../../canary' },
      { name: 'd/hard3', type: '1', linkName: 'd/x' },
    ]);
    const { tree, faults } = await extractBytes(archive, 'x.tar');
    expect(tree).toEqual(['d/', 'd/hard3', 'd/x']);
    expect(faults).toEqual({ 'd/hard': 'LINK_TARGET_MISSING', 'd/hard2': 'LINK_TARGET_MISSING' });
  });

  it('in a tar are not written through, nor when a folder takes their name', async () => {
    const archive = oddTar([
      { name: 'd/l', type: '2', linkName: '../..' },
      { name: 'd/l', type: '5' },
      { name: 'd/l/evil', data: hi },
    ]);
    const { tree } = await extractBytes(archive, 'x.tar');
    expect(tree).not.toContain('evil');
  });

  it('are named one by one where the system makes none, and all else is extracted', async () => {
    const preload = `--import=${new URL('./testing/no-links.mjs', import.meta.url)}`;
    const refused = makeExecutor(1, [preload]);
    onTestFinished(() => refused.shutdown());
    using folder = new TempFolder();
    const entries = [link('d/l', 'a'), { name: 'd/a', data: hi }];
    writeFileSync(folder.at('x.zip'), oddZip({ entries }));
    const tar = [
      { name: 'd/l', type: '2', linkName: 'a' },
      { name: 'd/a', data: hi },
    ];
    writeFileSync(folder.at('x.tar'), oddTar(tar));
    for (const name of ['x.zip', 'x.tar']) {
      const job = { inputs: [folder.at(name)], folder: folder.at(`out of ${name}`) };
      const { faults } = await runExtract(refused, job);
      expect([faults, readdirSync(folder.at(`out of ${name}`, 'd'))], name).toEqual([
        { 'd/l': 'LINKS_NOT_MADE' },
        ['a'],
      ]);
    }
  });

  it('that lie where a folder should be are not followed', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.at('outside'));
    mkdirSync(folder.at('out', 'd'), { recursive: true });
    symlinkSync(folder.at('outside'), folder.at('out', 'd', 'sub'));
    writeFileSync(
      folder.at('x.zip'),
      oddZip({
        entries: [
          { name: 'd/sub/evil', data: hi },
          { name: 'd/ok', data: hi },
        ],
      }),
    );
    const options = { collision: 'overwrite' } as const;
    const { faults } = await runExtract(executor, { inputs: [folder.at('x.zip')], folder: folder.at('out'), options });
    expect(readdirSync(folder.at('outside'))).toEqual([]);
    expect(faults).toEqual({ sub: 'LINK_IN_THE_WAY' });
    expect(readdirSync(folder.at('out', 'd')).sort()).toEqual(['ok', 'sub']);
  });
});

describe('special files and permissions', () => {
  it('makes no devices and no pipes', async () => {
    const archive = oddTar([
      { name: 'd/x', data: hi },
      { name: 'd/null', type: '3' },
      { name: 'd/pipe', type: '6' },
    ]);
    const { tree, faults } = await extractBytes(archive, 'x.tar');
    expect(tree).toEqual(['d/', 'd/x']);
    expect(faults).toEqual({ 'd/null': 'SPECIAL_ENTRY', 'd/pipe': 'SPECIAL_ENTRY' });
  });

  it('lets nothing run as its owner', async () => {
    using folder = new TempFolder();
    writeFileSync(folder.at('x.tar'), oddTar([{ name: 'su', data: hi, mode: 0o6755 }]));
    await runExtract(executor, { inputs: [folder.at('x.tar')], folder: folder.at('out') });
    expect(lstatSync(folder.at('out', 'su')).mode & 0o7777).toBe(isWindows ? 0o666 : 0o755);
  });
});

describe('bombs', () => {
  const zeros = Buffer.alloc(1 << 20);

  it('of entries that share bytes are refused', async () => {
    const { code } = await zip(
      { name: 'a', data: zeros },
      { name: 'b', data: hi, lies: { offset: 0, packedSize: 1000, size: 1 << 20 } },
    );
    expect(code).toBe('ENTRIES_OVERLAP');
  });

  it('that hide the next header in an extra field are refused', async () => {
    const inner = oddZip({ entries: [{ name: 'b', data: hi }] });
    const { faults, code } = await zip({ name: 'a', data: hi, localExtra: inner, lies: { packedSize: 30 } });
    expect(code ?? Object.values(faults)[0]).toMatch(/HEADER_MISMATCH|DIRECTORY_DAMAGED|NOTHING_INTACT/);
  });

  it('that hold more than they say end at what they said', async () => {
    const { faults, tree } = await zip({ name: 'a', data: zeros, lies: { size: 10 } }, { name: 'b', data: hi });
    expect(faults).toEqual({ a: 'LARGER_THAN_DECLARED' });
    expect(tree).toEqual(['x/', 'x/b']);
  });

  it('that say to be huge are asked about first', async () => {
    const { code, tree } = await zip({ name: 'a', data: hi, lies: { size: 0xfffffff0 } });
    expect(code).toBe('TOO_LARGE');
    expect(tree).toEqual([]);
  });

  it('of one name a thousand times end with a number for each', async () => {
    const entries = Array.from({ length: 1000 }, () => ({ name: 'd/x', data: hi }));
    const { tree } = await zip(...entries);
    expect(tree).toHaveLength(1001);
  });

  it('of deep folders end with a reason', async () => {
    const { faults } = await zip({ name: `${'a/'.repeat(30_000)}x`, data: hi }, { name: 'd/x', data: hi });
    expect(Object.values(faults)).toEqual(['ENTRY_PATH_TOO_LONG']);
  });

  it('in gzip stop where the limit is', async () => {
    using folder = new TempFolder();
    writeFileSync(folder.at('x.gz'), gzipSync(Buffer.alloc(8 << 20)));
    const { openSync, closeSync, statSync } = await import('node:fs');
    const { unpackStream } = await import('./stream-work.ts');
    closeSync(openSync(folder.at('x.gz'), 'r'));
    const size = statSync(folder.at('x.gz')).size;
    const request = {
      path: folder.at('x.gz'),
      parts: [],
      passwords: [],
      kind: 'gz',
      root: undefined,
      maxBytes: size * 200,
      room: Number.MAX_SAFE_INTEGER,
      name: 'x',
      list: false,
      isPlan: false,
      owners: false,
      isSecondTry: false,
      keepMacMetadata: false,
      entries: '*',
      keepIntact: false,
      only: [],
      encoding: 'auto',
      rules: 'unix',
      folding: { case: false, unicode: false },
    } as const;
    await expect(unpackStream(request, { check() {}, progress() {} })).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });
});

describe('archives that are damaged', () => {
  it('name the entry whose checksum is wrong, and keep the others', async () => {
    const { faults, tree } = await zip({ name: 'd/a', data: hi, lies: { crc: 1 } }, { name: 'd/b', data: hi });
    expect(faults).toEqual({ 'd/a': 'CRC_MISMATCH' });
    expect(tree).toEqual(['d/', 'd/b']);
  });

  it('fail as a whole when nothing of them is right', async () => {
    expect((await zip({ name: 'a', data: hi, lies: { crc: 1 } })).code).toBe('NOTHING_INTACT');
  });

  it('leave nothing behind unless what is intact is asked for', async () => {
    const entries = [
      { name: 'd/a', data: hi },
      { name: 'd/b', data: hi, lies: { crc: 1 } },
    ];
    const { code, tree } = await extractBytes(oddZip({ entries }), 'x.zip', {});
    expect(code).toBe('ENTRIES_DAMAGED');
    expect(tree).toEqual([]);
  });

  it('give what came before their end, if asked', async () => {
    const archive = oddTar([
      { name: 'd/a', data: hi },
      { name: 'd/b', data: Buffer.alloc(2000) },
    ]).subarray(0, 2000);
    const { tree, faults } = await extractBytes(archive, 'x.tar');
    expect(tree).toEqual(['d/', 'd/a']);
    expect(faults).toEqual({ 'd/b': 'END_MISSING' });
    expect((await extractBytes(archive, 'x.tar', {})).code).toBe('END_MISSING');
  });

  it('fail when their end is missing', async () => {
    const archive = oddZip({ entries: [{ name: 'a', data: hi }] });
    expect((await extractBytes(archive.subarray(0, -10), 'x.zip')).code).toBe('END_MISSING');
    expect((await extractBytes(oddTar([{ name: 'a', data: hi }]).subarray(0, 600), 'x.tar', {})).code).toBe(
      'END_MISSING',
    );
  });

  it('fail when they are one volume of several', async () => {
    expect((await extractBytes(oddZip({ entries: [], end: { disk: 2 } }), 'x.zip')).code).toBe('VOLUMES_MISSING');
    const whole = oddZip({ entries: [{ name: 'a', data: hi }] });
    expect((await extractBytes(whole.subarray(0, 20), 'x.zip.001')).code).toBe('NEXT_PART_MISSING');
    expect((await extractBytes(whole.subarray(20), 'x.zip.002')).code).toBe('PART_MISSING');
    expect((await extractBytes(whole, 'x.zip.001')).tree).toEqual(['a']);
    const tar = oddTar([{ name: 'a', data: Buffer.alloc(20_000) }]).subarray(0, 10_240);
    expect((await extractBytes(tar, 'x.tar', {})).code).toBe('NEXT_VOLUME_MISSING');
  });

  it('fail when the directory holds another number of entries than the end says', async () => {
    const archive = oddZip({ entries: [{ name: 'a', data: hi }], end: { entries: 2 } });
    expect((await extractBytes(archive, 'x.zip')).code).toBe('DIRECTORY_DAMAGED');
  });

  it('fail the entry that has another name in its own header', async () => {
    const { faults } = await zip({ name: 'd/a', data: hi, localName: 'd/b' }, { name: 'd/c', data: hi });
    expect(faults).toEqual({ 'd/a': 'HEADER_MISMATCH' });
  });

  it('fail when they are no archive at all', async () => {
    expect((await extractBytes(Buffer.from('plain text'), 'x.zip')).code).toBe('NOT_AN_ARCHIVE');
    expect((await extractBytes(Buffer.alloc(0), 'x.tar')).code).toBe('NOT_AN_ARCHIVE');
  });
});
