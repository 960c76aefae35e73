// Archives of other programs that are odd and not hostile: nothing of them is lost without a word.
import { randomBytes } from 'node:crypto';
import { existsSync, lstatSync, writeFileSync } from 'node:fs';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { isWindows } from '../../files/system.ts';
import { systemPath } from '../../files/system-path.ts';
import type { ExtractOptions } from './options.ts';
import { type OddTarEntry, oddTar } from './testing/odd-tar.ts';
import { type OddEntry, oddZip, UNIX_LINK } from './testing/odd-zip.ts';
import { makeExecutor, runExtract, TempFolder, treeOf } from './testing/run-extract.ts';

const executor = makeExecutor(1);
afterAll(() => executor.shutdown());

const hi = Buffer.from('hi');
const END_BYTES = 1024;

async function extract(archive: Buffer, name: string, options: Partial<ExtractOptions> = {}) {
  using folder = new TempFolder();
  writeFileSync(folder.at(name), archive);
  const job = { inputs: [folder.at(name)], folder: folder.at('out'), options };
  const result = await runExtract(executor, job).catch(({ code }: { code: string }) => code);
  if (typeof result === 'string') return { code: result, notes: [], faults: {}, tree: [], times: [], modes: [] };
  const tree = (existsSync(folder.at('out')) ? treeOf(folder.at('out'), { contentOnly: true }) : []).map((line) =>
    line.replace(/ [0-9a-f]{40} /, ' '),
  );
  const stats = result.outputs.map((path) => lstatSync(systemPath(path)));
  const { notes, faults, entries } = result;
  return {
    code: null,
    notes,
    faults,
    entries,
    tree,
    times: stats.map(({ mtimeMs }) => mtimeMs),
    modes: stats.map(({ mode }) => mode & 0o7777),
  };
}

const tar = (...entries: OddTarEntry[]): Buffer => oddTar(entries).subarray(0, -END_BYTES);
const end = Buffer.alloc(END_BYTES);
const [one, two] = [tar({ name: 'a', data: hi }), tar({ name: 'b', data: hi })];

/** An extended header. */
function pax(path: string): OddTarEntry {
  const rest = ` path=${path}\n`;
  return { name: 'x', type: 'x', data: Buffer.from(`${rest.length + String(rest.length + 2).length}${rest}`) };
}

describe('what follows the end of a tar is reported', () => {
  it.for([
    ['another tar', [one, end, two, end]],
    ['another tar after much padding', [one, end, Buffer.alloc(8192), two, end]],
    ['what is no tar', [one, end, Buffer.from('garbage')]],
    ['what is no header, after a single block of zeros', [one, Buffer.alloc(512), Buffer.alloc(512, 1)]],
  ] as const)('%s', async ([, parts]) => {
    const archive = Buffer.concat(parts);
    for (const [name, bytes] of [
      ['x.tar', archive],
      ['x.tar.gz', gzipSync(archive)],
    ] as const) {
      const { notes, tree } = await extract(bytes, name);
      expect([notes, tree]).toEqual([[{ code: 'DATA_AFTER_END' }], ['a 2']]);
    }
  });

  it('zeros are not', async () => {
    const { notes } = await extract(Buffer.concat([one, end, Buffer.alloc(20_000)]), 'x.tar');
    expect(notes).toEqual([]);
  });
});

describe('compressed data', () => {
  const [first, second] = [gzipSync('first'), gzipSync('second')];
  const skippable = Buffer.from('502a4d1807000000736b6970706564', 'hex');
  const frame = zstdCompressSync('first');

  it.for([
    ['a second member behind a zero', 'a.gz', [first, Buffer.alloc(1), second]],
    ['garbage behind zeros', 'a.gz', [first, Buffer.alloc(70_000), Buffer.from('x')]],
    [
      'garbage behind zeros, after much data',
      'a.gz',
      [gzipSync(randomBytes(600_000)), Buffer.alloc(9), Buffer.from('x')],
    ],
  ] as const)('is damaged with %s', async ([, name, parts]) => {
    expect((await extract(Buffer.concat(parts), name)).code).toBe('DATA_APPENDED');
  });

  it('may end in zeros, as on tapes', async () => {
    expect((await extract(Buffer.concat([first, second, Buffer.alloc(70_000)]), 'a.gz')).tree).toEqual(['a 11']);
  });

  it('that ends in a frame which readers skip is complete only with all of it', async () => {
    const archive = Buffer.concat([skippable, frame, skippable]);
    expect((await extract(archive, 'a.zst')).tree).toEqual(['a 5']);
    for (const length of [archive.length - 1, archive.length - 8]) {
      expect((await extract(archive.subarray(0, length), 'a.zst')).code).toMatch('END_MISSING');
    }
  });
});

it('a single compressed file is counted with its size', async () => {
  using folder = new TempFolder();
  writeFileSync(folder.at('log.gz'), gzipSync(Buffer.alloc(5000, 1)));
  const { bytesOut, items } = await runExtract(executor, { inputs: [folder.at('log.gz')], folder: folder.at('out') });
  expect([bytesOut, items.map((item) => item.bytesOut)]).toEqual([5000, [5000]]);
});

describe('a tar of nothing', () => {
  it('is an archive if its name says so, also when it is compressed', async () => {
    const nothing = Buffer.alloc(10_240);
    for (const [name, bytes] of [
      ['e.tar', nothing],
      ['e.tar.gz', gzipSync(nothing)],
      ['e.tgz', gzipSync(nothing)],
    ] as const) {
      expect(await extract(bytes, name)).toMatchObject({ code: null, entries: 0, notes: [] });
    }
    // That is what is left of a download that failed.
    expect((await extract(nothing, 'e.zip')).code).toBe('NOT_AN_ARCHIVE');
    expect((await extract(gzipSync(nothing), 'e.gz')).tree).toEqual(['e 10240']);
  });
});

describe('a header without its entry is damage', () => {
  it.for([
    ['an extended header', pax('lost')],
    ['a long name', { name: '././@LongLink', type: 'L', data: Buffer.from('lost\0') }],
    ['a long target', { name: '././@LongLink', type: 'K', data: Buffer.from('lost\0') }],
  ] as const)('%s', async ([, entry]) => {
    expect((await extract(Buffer.concat([one, tar(entry), end]), 'x.tar')).code).toBe('DIRECTORY_DAMAGED');
    const kept = await extract(Buffer.concat([one, tar(entry), end]), 'x.tar', { keepIntact: true });
    expect(kept.tree).toEqual(['a 2']);
  });
});

it('a file whose permissions a tar does not say gets those of any new file', async () => {
  for (const field of ['\0\0\0\0\0\0\0\0', '        ', 'zzzzzzz\0']) {
    const archive = Buffer.from(oddTar([{ name: 'a', data: hi }]));
    archive.write(field, 100, 'latin1');
    archive.write('        ', 148);
    const sum = archive.subarray(0, 512).reduce((total, byte) => total + byte, 0);
    archive.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    expect((await extract(archive, 'x.tar')).modes).toEqual([0o666 & ~process.umask()]);
  }
});

describe('a link that is refused', () => {
  it('is the reason of a job with nothing else, and does not count as extracted', async () => {
    const link = { name: 'l', type: '2', linkName: '../../etc/passwd' };
    expect((await extract(oddTar([link]), 'x.tar')).code).toBe('LINK_LEADS_OUTSIDE');
    const { entries, faults, tree } = await extract(oddTar([link, { name: 'a', data: hi }]), 'x.tar');
    expect([entries, faults, tree]).toEqual([1, { l: 'LINK_LEADS_OUTSIDE' }, ['x/', 'x/a 2']]);
  });
});

describe('a folder that gets a number', () => {
  const expected = { code: 'NAME_CHANGED', params: { from: 'l/y', to: 'l (2)/y' } };

  it('is reported with what is in it', async () => {
    const inTar = await extract(
      oddTar([
        { name: 'l', type: '2', linkName: 'd' },
        { name: 'l/y', data: hi },
      ]),
      'x.tar',
    );
    const link = { name: 'l', data: Buffer.from('d'), method: 0, attributes: UNIX_LINK };
    const inZip = await extract(oddZip({ entries: [link, { name: 'l/y', data: hi }] }), 'x.zip');
    expect([inTar.notes, inZip.notes]).toEqual([[expected], [expected]]);
  });
});

describe('names with bytes that are not UTF-8', () => {
  it.skipIf(process.platform !== 'linux')('stay as they are in a zip that marks the others as UTF-8', async () => {
    const plain = { name: 'd/ü', data: hi };
    const bytes = { name: Buffer.from('d/\xff', 'latin1'), data: hi, flags: 0 };
    const { tree, notes } = await extract(oddZip({ entries: [plain, bytes] }), 'x.zip');
    expect([tree, notes]).toEqual([['d/', 'd/\xc3\xbc 2', 'd/\xff 2'], []]);
    const asked = await extract(oddZip({ entries: [plain, bytes] }), 'x.zip', { encoding: 'windows-1252' });
    expect(asked.tree).toEqual(['d/', 'd/\xc3\xbc 2', 'd/\xc3\xbf 2']);
  });

  it.skipIf(process.platform !== 'linux')('are as long as their bytes', async () => {
    const part = Buffer.alloc(200, 0xff);
    const path = Buffer.concat(
      Array.from({ length: 15 }, (_, index) => (index > 0 ? Buffer.from('/') : Buffer.alloc(0))).flatMap((slash) => [
        slash,
        part,
      ]),
    );
    const file = (name: Buffer): OddEntry => ({ name, data: hi, flags: 0 });
    const deep = await extract(oddZip({ entries: [file(path)] }), 'x.zip', { encoding: 'utf-8' });
    expect([deep.code, deep.tree.length]).toEqual([null, 15]);
    // 254 bytes of UTF-8 and two others are more than a disk holds.
    const mixed = Buffer.concat([Buffer.from('ü'.repeat(127)), Buffer.from([0xff, 0xfe])]);
    const cut = await extract(oddZip({ entries: [file(mixed)] }), 'x.zip', { encoding: 'utf-8' });
    expect([cut.code, cut.tree.length, cut.notes.length]).toEqual([null, 1, 1]);
  });
});

describe('a zip', () => {
  const file = { name: 'a', data: hi };

  it('has folders also where only an attribute of DOS says so', async () => {
    const folder = { name: 'd', method: 0, host: 0, attributes: 0x10 };
    const inside = { name: 'd/a', data: hi, host: 0, attributes: 0x20 };
    for (const entries of [
      [folder, inside],
      [inside, folder],
    ]) {
      expect(await extract(oddZip({ entries }), 'x.zip')).toMatchObject({
        tree: ['d/', 'd/a 2'],
        notes: [],
        entries: 1,
      });
    }
    // What holds something is a file, whatever its attribute.
    const full = { ...folder, data: hi };
    expect((await extract(oddZip({ entries: [full] }), 'x.zip')).tree).toEqual(['d 2']);
  });

  it('whose comment or appendix looks like the end of an empty one is not empty', async () => {
    const empty = oddZip({ entries: [] });
    for (const archive of [
      oddZip({ entries: [file], comment: empty }),
      Buffer.concat([oddZip({ entries: [file] }), empty]),
    ]) {
      expect((await extract(archive, 'x.zip')).tree).toEqual(['a 2']);
    }
    expect(await extract(empty, 'x.zip')).toMatchObject({ code: null, entries: 0 });
  });

  it.for([
    ['checksum', 14],
    ['packed size', 18],
    ['size', 22],
  ] as const)('whose two headers differ in the %s is damaged, as other programs have it', async ([, at]) => {
    const archive = oddZip({ entries: [file] });
    archive.writeUInt32LE(77, at);
    expect(await extract(archive, 'x.zip')).toMatchObject({ code: 'ENTRIES_DAMAGED' });
    // That is where a data descriptor would be said to follow, or a wide field.
    for (const value of [0, 0xffff_ffff]) {
      archive.writeUInt32LE(value, at);
      expect((await extract(archive, 'x.zip')).tree).toEqual(['a 2']);
    }
  });

  const unixTime = (seconds: number): Buffer => {
    const extra = Buffer.from('5554050001', 'hex');
    return Buffer.concat([extra, Buffer.from(Uint32Array.of(seconds).buffer)]);
  };
  const ntfsTime = (milliseconds: number): Buffer => {
    const ticks = (BigInt(milliseconds) + 11_644_473_600_000n) * 10_000n;
    return Buffer.concat([
      Buffer.from('0a002000000000000100180000'.slice(0, 24), 'hex'),
      Buffer.from(BigUint64Array.of(ticks, ticks, ticks).buffer),
    ]);
  };
  const dosDate = (year: number): number => ((year - 1980) << 9) | (3 << 5) | 20;

  it.for([
    ['after 2038, as a number without a sign', unixTime(2_500_000_000), 2049, 2_500_000_000_000],
    ['before 1970', unixTime(-86_400 >>> 0), 1980, -86_400_000],
    [
      'with the fraction that is in another field',
      Buffer.concat([unixTime(1_600_000_000), ntfsTime(1_600_000_000_765)]),
      2020,
      1_600_000_000_765,
    ],
    [
      'of two that contradict each other, the one of Unix',
      Buffer.concat([unixTime(1_600_000_000), ntfsTime(1_500_000_000_000)]),
      2020,
      1_600_000_000_000,
    ],
  ] as const)('has times %s', async ([, extra, year, expected]) => {
    const { times } = await extract(oddZip({ entries: [{ ...file, extra, date: dosDate(year) }] }), 'x.zip');
    // On Windows, Node reads seconds without a sign.
    expect(times).toEqual([isWindows && expected < 0 ? expected + 2 ** 32 * 1000 : expected]);
  });
});
