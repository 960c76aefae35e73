// What an archive says is what is there afterwards, also where the archive says it in an unusual way.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { crc32, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { escapeBytes } from '../../files/system-path.ts';
import { oddTar } from './testing/odd-tar.ts';
import { oddZip, UNIX_FOLDER, UNIX_LINK } from './testing/odd-zip.ts';
import { makeExecutor, runExtract, TempFolder } from './testing/run-extract.ts';

const executor = makeExecutor();
afterAll(() => executor.shutdown());

const hi = Buffer.from('hi');
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('a link to a name that is not UTF-8', () => {
  it.for(['auto', 'windows-1252'] as const)('leads to that file, with the encoding %s', async (encoding) => {
    using folder = new TempFolder();
    const archive = oddZip({
      entries: [
        { name: latin1('d/Größe'), data: hi, flags: 0 },
        { name: 'd/link', data: latin1('Größe'), attributes: UNIX_LINK, flags: 0 },
      ],
    });
    writeFileSync(folder.at('x.zip'), archive);
    await runExtract(executor, { inputs: [folder.at('x.zip')], folder: folder.at('out'), options: { encoding } });
    expect(readFileSync(folder.at('out', 'd', 'link'))).toEqual(hi);
    expect(readdirSync(folder.at('out', 'd')).toSorted()).toEqual(['Größe', 'link']);
  });

  it.for(['auto', 'windows-1252'] as const)(
    'leads to that file of a tar archive, with the encoding %s',
    async (encoding) => {
      using folder = new TempFolder();
      mkdirSync(folder.at('d'));
      const line =
        "cd d; printf hi > $(printf 'Gr\\366\\337e'); ln -s $(printf 'Gr\\366\\337e') link; tar cf ../x.tar .";
      expect(spawnSync('sh', ['-c', line], { cwd: folder.path }).status).toBe(0);
      await runExtract(executor, { inputs: [folder.at('x.tar')], folder: folder.at('out'), options: { encoding } });
      expect(readFileSync(folder.at('out', 'x', 'link'))).toEqual(hi);
    },
  );
});

it('reads what Info-ZIP packed from its standard input, which it calls a pipe', async () => {
  using folder = new TempFolder();
  const pipe = (0o010600 << 16) >>> 0;
  writeFileSync(folder.at('x.zip'), oddZip({ entries: [{ name: '-', data: hi, attributes: pipe }] }));
  await runExtract(executor, { inputs: [folder.at('x.zip')], folder: folder.at('out') });
  expect(readFileSync(folder.at('out', '-'))).toEqual(hi);
});

it('reads an entry whose name in Unicode is beside others for old programs, which differ in length', async () => {
  using folder = new TempFolder();
  const old = latin1('File \x94.txt');
  const unicode = Buffer.from('File ö.txt');
  const extra = Buffer.alloc(9 + unicode.length);
  extra.writeUInt16LE(0x7075, 0);
  extra.writeUInt16LE(5 + unicode.length, 2);
  extra.writeUInt8(1, 4);
  extra.writeUInt32LE(crc32(old), 5);
  unicode.copy(extra, 9);
  const entries = [{ name: old, data: hi, flags: 0, extra, localName: 'File xxx.txt', localExtra: extra }];
  writeFileSync(folder.at('x.zip'), oddZip({ entries }));
  await runExtract(executor, { inputs: [folder.at('x.zip')], folder: folder.at('out') });
  expect(readFileSync(folder.at('out', 'File ö.txt'))).toEqual(hi);
});

it('keeps times before 1970', async () => {
  using folder = new TempFolder();
  mkdirSync(folder.at('d'));
  const line = 'echo hi > d/a; touch -d 1969-06-01T00:00:00Z d/a d; tar --format=pax -cf x.tar d';
  expect(spawnSync('sh', ['-c', line], { cwd: folder.path }).status).toBe(0);
  await runExtract(executor, { inputs: [folder.at('x.tar')], folder: folder.at('out') });
  const times = ['d', 'd/a'].map((name) => statSync(folder.at('out', name)).mtime.toISOString());
  expect(times).toEqual(['1969-06-01T00:00:00.000Z', '1969-06-01T00:00:00.000Z']);
});

it('refuses a pipe, and does not wait for what comes out of it', async () => {
  using folder = new TempFolder();
  expect(spawnSync('mkfifo', [folder.at('x.zip')]).status).toBe(0);
  const job = { inputs: [folder.at('x.zip')], folder: folder.at('out') };
  await expect(runExtract(executor, job)).rejects.toMatchObject({ code: 'SPECIAL_FILE' });
});

it('makes a folder whose name is not UTF-8', async () => {
  using folder = new TempFolder();
  writeFileSync(folder.at('x.tar'), oddTar([{ name: 'a', data: hi }]));
  const out = folder.at(escapeBytes(latin1('ö')), 'deep');
  await runExtract(executor, { inputs: [folder.at('x.tar')], folder: out });
  const damaged = { inputs: [folder.at('x.gz')], folder: folder.at(escapeBytes(latin1('ä')), 'deep') };
  writeFileSync(folder.at('x.gz'), gzipSync(hi).subarray(0, -9));
  await expect(runExtract(executor, damaged)).rejects.toMatchObject({ code: 'END_MISSING' });
  expect(readdirSync(folder.path)).toHaveLength(3);
  expect(readFileSync(Buffer.concat([Buffer.from(`${folder.path}/`), latin1('ö/deep/a')]))).toEqual(hi);
});

it('says that a file has the name of the folder', async () => {
  using folder = new TempFolder();
  writeFileSync(folder.at('x.tar'), oddTar([{ name: 'a', data: hi }]));
  const job = { inputs: [folder.at('x.tar')], folder: folder.at('x.tar') };
  await expect(runExtract(executor, job)).rejects.toMatchObject({ code: 'ENOTDIR' });
  expect(statSync(folder.at('x.tar')).isFile()).toBe(true);
});

describe.skipIf(process.getuid?.() !== 0)('a disk that is too small', () => {
  it.for(['tar czf x.tar.gz n', '7zz a x.7z n', 'zip -q x.zip n'])('is not mistaken for a bomb: %s', async (pack) => {
    using folder = new TempFolder();
    const line = `head -c 3000000 /dev/urandom > n; ${pack}; mkdir disk; mount -t tmpfs -o size=1m tmpfs disk`;
    if (spawnSync('sh', ['-c', line], { cwd: folder.path }).status !== 0) return;
    try {
      const input = readdirSync(folder.path).find((name) => name.startsWith('x.')) ?? '';
      const job = { inputs: [folder.at(input)], folder: folder.at('disk') };
      await expect(runExtract(executor, job)).rejects.toMatchObject({ code: 'NO_ROOM' });
      expect(readdirSync(folder.at('disk'))).toEqual([]);
    } finally {
      spawnSync('umount', [folder.at('disk')]);
    }
  });
});

describe('what the Finder of macOS adds to a zip file', () => {
  const entries = [
    { name: 'Trip/', attributes: UNIX_FOLDER },
    { name: 'Trip/a.txt', data: hi },
    { name: '__MACOSX/', attributes: UNIX_FOLDER },
    { name: '__MACOSX/Trip/', attributes: UNIX_FOLDER },
    { name: '__MACOSX/Trip/._a.txt', data: latin1('\0\x05\x16\x07') },
  ];

  it('is skipped and noted, and makes no folder around the one there is', async () => {
    using folder = new TempFolder();
    writeFileSync(folder.at('x.zip'), oddZip({ entries }));
    const { outputs, notes } = await runExtract(executor, { inputs: [folder.at('x.zip')], folder: folder.at('out') });
    expect(outputs).toEqual([folder.at('out', 'Trip')]);
    expect(readdirSync(folder.at('out', 'Trip'))).toEqual(['a.txt']);
    expect(notes).toEqual([{ code: 'MAC_METADATA_SKIPPED', params: { count: 1 } }]);
  });

  it('is kept if asked for, and what is no such file is kept always', async () => {
    using folder = new TempFolder();
    writeFileSync(folder.at('x.zip'), oddZip({ entries }));
    const options = { keepMacMetadata: true };
    await runExtract(executor, { inputs: [folder.at('x.zip')], folder: folder.at('out'), options });
    expect(readdirSync(folder.at('out', 'x')).toSorted()).toEqual(['Trip', '__MACOSX']);
    const own = [...entries, { name: '__MACOSX/mine.txt', data: hi }];
    writeFileSync(folder.at('y.zip'), oddZip({ entries: own }));
    await runExtract(executor, { inputs: [folder.at('y.zip')], folder: folder.at('out') });
    expect(readdirSync(folder.at('out', 'y', '__MACOSX'))).toEqual(['mine.txt']);
  });
});

describe.skipIf(process.platform !== 'linux')('permissions beyond read, write and run', () => {
  it.for(['zip -qr x.zip d', 'tar cf x.tar d'])(
    'are packed, and extracted as unzip and tar do for users: %s',
    async (pack) => {
      using folder = new TempFolder();
      const make = 'mkdir -p d/sticky d/group out; echo > d/f; chmod 1777 d/sticky; chmod 2775 d/group; chmod 6755 d/f';
      expect(spawnSync('sh', ['-c', `${make}; ${pack}; chmod 2755 out`], { cwd: folder.path }).status).toBe(0);
      const archive = readdirSync(folder.path).find((name) => name.startsWith('x.')) ?? '';
      const modes = async (out: string) => {
        await runExtract(executor, { inputs: [folder.at(archive)], folder: folder.at(out) });
        const names = ['d', 'd/group', 'd/sticky', 'd/f'];
        return names.map((name) => (statSync(folder.at(out, name)).mode & 0o7777).toString(8));
      };
      expect(await modes('plain')).toEqual(['755', '775', '1777', '755']);
      expect(await modes('out')).toEqual(['2755', '2775', '3777', '755']);
    },
  );
});
