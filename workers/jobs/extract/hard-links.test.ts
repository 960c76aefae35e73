// Second names of what a tar archive holds.
import { spawnSync } from 'node:child_process';
import { lstatSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { oddTar } from './testing/odd-tar.ts';
import { makeExecutor, runExtract, TempFolder } from './testing/run-extract.ts';

const executor = makeExecutor();
afterAll(() => executor.shutdown());

const hi = Buffer.from('hi');

describe.skipIf(process.platform !== 'linux')('a symbolic link with several names', () => {
  it.for(['gnu', 'pax', 'ustar'])('comes back as one link, from a %s archive of GNU tar', async (format) => {
    using folder = new TempFolder();
    const line = `mkdir -p d/sub; echo hi > d/a; ln -s a d/l; ln d/l d/sub/l; ln d/l d/m; ln -s a d/own; tar --format=${format} -cf x.tar d`;
    expect(spawnSync('sh', ['-c', line], { cwd: folder.path }).status).toBe(0);
    const { faults } = await runExtract(executor, { inputs: [folder.at('x.tar')], folder: folder.at('out') });
    expect(faults).toEqual({});
    const links = ['l', 'm', 'sub/l'].map((name) => folder.at('out', 'd', name));
    expect(links.map((path) => readlinkSync(path))).toEqual(['a', 'a', 'a']);
    expect(new Set(links.map((path) => lstatSync(path).ino)).size).toBe(1);
    expect(lstatSync(folder.at('out', 'd', 'own')).nlink).toBe(1);
  });

  it('keeps what it leads to when another entry takes the place of its first name', async () => {
    using folder = new TempFolder();
    const entries = [
      { name: 'd/l', type: '2', linkName: 'a' },
      { name: 'd/m', type: '1', linkName: 'd/l' },
      { name: 'd/l', data: hi },
      { name: 'd/o', type: '2', linkName: 'a' },
      { name: 'd/p', type: '1', linkName: 'd/o' },
      { name: 'd/o', type: '2', linkName: 'b' },
    ];
    writeFileSync(folder.at('x.tar'), oddTar(entries));
    const { faults } = await runExtract(executor, { inputs: [folder.at('x.tar')], folder: folder.at('out') });
    expect(faults).toEqual({});
    expect(readFileSync(folder.at('out', 'd', 'l'))).toEqual(hi);
    expect(['m', 'o', 'p'].map((name) => readlinkSync(folder.at('out', 'd', name)))).toEqual(['a', 'b', 'a']);
  });

  it('is refused by the name from which it leads out', async () => {
    using folder = new TempFolder();
    const entries = [
      { name: 'd/sub/l', type: '2', linkName: '../../x' },
      { name: 'd/in/deep/er/l', type: '1', linkName: 'd/sub/l' },
    ];
    writeFileSync(folder.at('x.tar'), oddTar(entries));
    const { faults } = await runExtract(executor, { inputs: [folder.at('x.tar')], folder: folder.at('out') });
    expect(faults).toEqual({ 'd/sub/l': 'LINK_LEADS_OUTSIDE' });
    expect(readlinkSync(folder.at('out', 'd', 'in', 'deep', 'er', 'l'))).toBe('../../x');
  });
});

it.each(['EPERM', 'EISDIR', 'ENOTSUP', 'EMLINK'])(
  'a second name of a file is a copy of it where the disk answers %s',
  async (code) => {
    const refused = makeExecutor(1, [`--import=${new URL(`./testing/no-hard-links.mjs?${code}`, import.meta.url)}`]);
    onTestFinished(() => refused.shutdown());
    using folder = new TempFolder();
    const entries = [
      { name: 'd/a', data: hi, mode: 0o444 },
      { name: 'd/sub/b', type: '1', linkName: 'd/a' },
    ];
    writeFileSync(folder.at('x.tar'), oddTar(entries));
    const { faults } = await runExtract(refused, { inputs: [folder.at('x.tar')], folder: folder.at('out') });
    expect(faults).toEqual({});
    const [first, second] = ['d/a', 'd/sub/b'].map((name) => folder.at('out', name));
    expect(readFileSync(second ?? '')).toEqual(hi);
    const [a, b] = [lstatSync(first ?? ''), lstatSync(second ?? '')];
    expect([b.mode, b.mtimeMs, b.nlink]).toEqual([a.mode, a.mtimeMs, 1]);
  },
);

describe('a hard link whose header has a size', () => {
  const records = Buffer.from('13 mtime=1.5\n');
  const pax = { name: 'x', type: 'x', data: records };
  const file = { name: 'd/f', data: hi };
  const last = { name: 'd/g', data: Buffer.from('last') };
  const link = (over: object) => ({ name: 'd/h', type: '1', linkName: 'd/f', ...over });

  it.for([
    ['content behind it', [file, link({ data: hi }), last]],
    ['content behind it, with extended headers', [pax, file, pax, link({ data: hi }), pax, last]],
    ['nothing behind it', [file, link({ size: 2 }), last]],
    ['nothing behind it, with extended headers', [pax, file, pax, link({ size: 2 }), pax, last]],
  ] as const)('and %s', async ([, entries]) => {
    using folder = new TempFolder();
    writeFileSync(folder.at('x.tar'), oddTar(entries));
    const { faults } = await runExtract(executor, { inputs: [folder.at('x.tar')], folder: folder.at('out') });
    expect(faults).toEqual({});
    expect(['f', 'h', 'g'].map((name) => readFileSync(folder.at('out', 'd', name), 'utf8'))).toEqual([
      'hi',
      'hi',
      'last',
    ]);
    expect(lstatSync(folder.at('out', 'd', 'h')).ino).toBe(lstatSync(folder.at('out', 'd', 'f')).ino);
  });

  it('and content of several blocks behind it', async () => {
    using folder = new TempFolder();
    const data = Buffer.alloc(1500, 'x');
    writeFileSync(folder.at('x.tar'), oddTar([{ name: 'd/f', data }, link({ data }), last]));
    const { faults } = await runExtract(executor, { inputs: [folder.at('x.tar')], folder: folder.at('out') });
    expect(faults).toEqual({});
    expect(['f', 'h'].map((name) => readFileSync(folder.at('out', 'd', name)).equals(data))).toEqual([true, true]);
    expect(readFileSync(folder.at('out', 'd', 'g'), 'utf8')).toBe('last');
  });

  it('and is the last of an archive without an end', async () => {
    using folder = new TempFolder();
    writeFileSync(folder.at('x.tar'), oddTar([last, file, link({ size: 2 })]).subarray(0, -1024));
    const { faults } = await runExtract(executor, { inputs: [folder.at('x.tar')], folder: folder.at('out') });
    expect(faults).toEqual({});
    expect(readFileSync(folder.at('out', 'd', 'h'))).toEqual(hi);
  });

  it('is a file of its own if the archive lacks the one that it leads to', async () => {
    using folder = new TempFolder();
    writeFileSync(folder.at('x.tar'), oddTar([pax, link({ data: Buffer.from('own') }), last]));
    const { faults } = await runExtract(executor, { inputs: [folder.at('x.tar')], folder: folder.at('out') });
    expect(faults).toEqual({});
    expect(readFileSync(folder.at('out', 'd', 'h'), 'utf8')).toBe('own');
  });
});
