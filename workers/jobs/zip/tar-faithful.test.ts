// Tar archives keep names as bytes, owners, modes, times, links and holes, as other programs tell.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { InlineExecutor, ProcessPoolExecutor } from '@dropmill/futures';
import { afterAll, describe, expect, it } from 'vitest';
import type * as worker from '../../worker.ts';
import { noise } from './testing/hard-tree.ts';
import {
  bytePath,
  FORMATS,
  latin1Names,
  packTested,
  python,
  TARS,
  threads,
  unpackWithBsdtar,
} from './testing/pack-tested.ts';
import { TempFolder, type ZipExecutor } from './testing/run-zip.ts';
import { describeTree, runProgram, SEVEN_ZIP } from './testing/unpackers.ts';

const WORKER = new URL('../../worker.ts', import.meta.url);
const executors: Readonly<Record<string, ZipExecutor>> = {
  threads,
  processes: new ProcessPoolExecutor<typeof worker>(WORKER, { maxWorkers: 2 }),
  inline: new InlineExecutor<typeof worker>(WORKER, {}),
};
afterAll(async () => {
  for (const executor of Object.values(executors)) await executor.shutdown();
});

const isRoot = process.getuid?.() === 0;

describe.skipIf(process.platform !== 'linux')('names that are not UTF-8', () => {
  it.for(Object.keys(executors).flatMap((kind) => FORMATS.map((format) => [kind, format] as const)))(
    'keep their bytes, and so do targets of links: on %s, as %s',
    async ([kind, format]) => {
      using folder = new TempFolder();
      mkdirSync(folder.at('l'));
      for (const name of ['t-\xff', '\xe4'.repeat(120), '\xff'.repeat(200), '\xc3\xbcn\xc3\xaf.txt']) {
        writeFileSync(bytePath(folder.at('l'), name), name);
      }
      symlinkSync(Buffer.from('t-\xff', 'latin1'), folder.at('l', 'k'));
      symlinkSync(Buffer.from('\xff'.repeat(150), 'latin1'), folder.at('l', 'long'));
      const { archive, skips } = await packTested(folder, ['l'], { format, verify: 'full' }, executors[kind]);
      expect(skips).toEqual([]);
      unpackWithBsdtar(archive, folder.at('x'));
      expect(latin1Names(folder.at('x', 'l'))).toEqual(latin1Names(folder.at('l')));
      const keeps = { modes: 0o777, seconds: true, links: true, forms: true };
      expect(describeTree(folder.at('x'), keeps)).toEqual(
        describeTree(folder.at('l', '..', 'l', '..'), keeps).filter((line) => line.startsWith('"l')),
      );
    },
  );

  it('are reported on the row, with the option that changes them', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.at('l'));
    writeFileSync(bytePath(folder.at('l'), 'a-\xff'), 'x');
    const { notes } = await packTested(folder, ['l']);
    expect(notes).toEqual([{ code: 'NAMES_FOREIGN', params: { count: 1, examples: expect.any(String) } }]);
  });
});

describe('headers of tar', () => {
  const NAMES = [
    'ünï.txt',
    'x'.repeat(99),
    'x'.repeat(100),
    'y'.repeat(101),
    `${'ü'.repeat(60)}${'z'.repeat(80)}`,
    'a'.repeat(255),
    'new\nline',
  ];

  it.for(TARS)('satisfy 7-Zip, GNU tar and Python for names of any length, as %s', async (format) => {
    using folder = new TempFolder();
    const deep = folder.at('in', 'p'.repeat(120), 'q'.repeat(200));
    mkdirSync(deep, { recursive: true });
    for (const name of NAMES) writeFileSync(folder.at('in', name), name);
    writeFileSync(`${deep}/${'r'.repeat(90)}`, 'x');
    symlinkSync('ü'.repeat(80), folder.at('in', 'link'));
    symlinkSync('z'.repeat(150), folder.at('in', 'long link'));
    const { archive } = await packTested(folder, ['in'], { format });
    mkdirSync(folder.at('x'));
    expect(runProgram(['tar', '-xpf', archive, '-C', folder.at('x')])).toEqual({ status: 0, text: '' });
    const keeps = { modes: 0o7777, seconds: true, links: true, forms: true };
    const packed = describeTree(folder.path, keeps).filter((line) => line.startsWith('"in'));
    expect(describeTree(folder.at('x'), keeps)).toEqual(packed);
    if (format === 'tar.zst') return;
    const names = python('print(json.dumps(sorted(m.name for m in tarfile.open(sys.argv[1]))))', archive) as string[];
    expect(names).toHaveLength(packed.length);
  });

  it.for(TARS)('keep mode 000, fractions of seconds, and times before 1970 and after 2242, as %s', async (format) => {
    using folder = new TempFolder();
    mkdirSync(folder.at('m'));
    writeFileSync(folder.at('m', 'shadow'), 'secret');
    if (isRoot) chmodSync(folder.at('m', 'shadow'), 0);
    execFileSync('touch', ['-d', '2001-02-03 04:05:06.123456789 UTC', folder.at('m', 'fine')]);
    execFileSync('touch', ['-d', '1969-06-01 00:00:00 UTC', folder.at('m', 'old')]);
    execFileSync('touch', ['-d', '2300-01-01 00:00:00 UTC', folder.at('m', 'far')]);
    const { archive } = await packTested(folder, ['m'], { format });
    for (const program of ['bsdtar', 'tar']) {
      mkdirSync(folder.at(program));
      execFileSync(program, ['-xpf', archive, '-C', folder.at(program)], { stdio: 'ignore' });
      for (const name of ['shadow', 'fine', 'old', 'far']) {
        const [was, is] = [folder.at('m', name), folder.at(program, 'm', name)].map((path) =>
          statSync(path, { bigint: true }),
        );
        expect([name, is?.mode, is?.mtimeNs]).toEqual([name, was?.mode, was?.mtimeNs]);
      }
    }
  });

  it.skipIf(!isRoot)('keep owners, by number and name', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.at('o'));
    for (const [name, uid] of [
      ['nobody', 65534],
      ['large', 3_000_000],
    ] as const) {
      writeFileSync(folder.at('o', name), 'x');
      chownSync(folder.at('o', name), uid, uid);
      chmodSync(folder.at('o', name), 0o4755);
    }
    const { archive } = await packTested(folder, ['o'], { format: 'tar' });
    const read =
      'print(json.dumps({m.name: [m.uid, m.gid, m.uname, m.gname, oct(m.mode)] for m in tarfile.open(sys.argv[1])}))';
    expect(python(read, archive)).toMatchObject({
      'o/nobody': [65534, 65534, 'nobody', 'nogroup', '0o4755'],
      'o/large': [3_000_000, 3_000_000, '', '', '0o4755'],
    });
    expect(runProgram(['tar', '-tvf', archive]).text).toMatch(/-rwsr-xr-x nobody\/nogroup/);
  });
});

describe('files with several names', () => {
  it.for(TARS)('are packed once in a %s, and come back as one file', async (format) => {
    using folder = new TempFolder();
    mkdirSync(folder.at('h', 'sub'), { recursive: true });
    writeFileSync(folder.at('h', 'a'), noise(200_000));
    linkSync(folder.at('h', 'a'), folder.at('h', 'sub', 'b'));
    linkSync(folder.at('h', 'a'), folder.at('h', 'c ü'));
    writeFileSync(folder.at('h', 'big'), noise(2_000_000));
    linkSync(folder.at('h', 'big'), folder.at('h', 'sub', 'big too'));
    const { archive, entries } = await packTested(folder, ['h'], { format });
    expect(entries).toBe(7);
    expect(statSync(archive).size).toBeLessThan(2_400_000);
    for (const program of ['tar', 'bsdtar']) {
      mkdirSync(folder.at(program));
      execFileSync(program, ['-xpf', archive, '-C', folder.at(program)]);
      const inodes = ['a', 'sub/b', 'c ü'].map((name) => statSync(folder.at(program, 'h', name)).ino);
      expect(new Set(inodes).size).toBe(1);
      expect(readFileSync(folder.at(program, 'h', 'sub', 'big too')).equals(readFileSync(folder.at('h', 'big')))).toBe(
        true,
      );
    }
  });

  it.skipIf(process.platform !== 'linux').for(TARS)('may be symbolic links, in a %s', async (format) => {
    using folder = new TempFolder();
    mkdirSync(folder.at('h', 'sub'), { recursive: true });
    writeFileSync(folder.at('h', 'a'), 'x');
    symlinkSync('a', folder.at('h', 'link'));
    for (const other of ['l ü', 'sub/link', `sub/${'n'.repeat(120)}`])
      linkSync(folder.at('h', 'link'), folder.at('h', other));
    symlinkSync('a', folder.at('h', 'other'));
    const { archive, entries } = await packTested(folder, ['h'], { format, verify: 'full' });
    expect(entries).toBe(8);
    for (const program of ['tar', 'bsdtar']) {
      mkdirSync(folder.at(program));
      execFileSync(program, ['-xpf', archive, '-C', folder.at(program)]);
      const inodes = ['link', 'l ü', 'sub/link', `sub/${'n'.repeat(120)}`].map((name) => {
        const path = folder.at(program, 'h', name);
        return `${readlinkSync(path)} ${lstatSync(path).ino}`;
      });
      expect(new Set(inodes).size).toBe(1);
      expect(lstatSync(folder.at(program, 'h', 'other')).nlink).toBe(1);
    }
  });

  it('are packed as links of their own where names are changed: what a link leads to depends on its folder', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.at('h', 'a:b'), { recursive: true });
    mkdirSync(folder.at('h', 'c'), { recursive: true });
    writeFileSync(folder.at('h', 'x?'), 'x');
    writeFileSync(folder.at('h', 'c', 'x?'), 'x');
    symlinkSync('x?', folder.at('h', 'link'));
    linkSync(folder.at('h', 'link'), folder.at('h', 'c', 'link'));
    const { archive } = await packTested(folder, ['h'], { format: 'tar', names: 'portable' });
    const read = 'print(json.dumps({m.name: [m.type.decode(), m.linkname] for m in tarfile.open(sys.argv[1])}))';
    expect(python(read, archive)).toMatchObject({ 'h/link': ['2', 'x_'], 'h/c/link': ['2', 'x_'] });
  });

  it('are packed into each archive of their own', async () => {
    using folder = new TempFolder();
    for (const name of ['x', 'y']) mkdirSync(folder.at(name));
    writeFileSync(folder.at('x', 'f'), 'content');
    linkSync(folder.at('x', 'f'), folder.at('y', 'f'));
    const { outputs } = await packTested(folder, ['x', 'y'], { format: 'tar', perInput: true });
    const read = 'print(json.dumps([m.type.decode() for m in tarfile.open(sys.argv[1])]))';
    expect(outputs.map((path) => python(read, path))).toEqual([
      ['5', '0'],
      ['5', '0'],
    ]);
  });
});

describe('files with holes', () => {
  function makeHoles(path: string, size: number, data: readonly number[]): void {
    const file = openSync(path, 'w');
    truncateSync(path, size);
    for (const at of data) writeSync(file, `data at ${at}`, at);
    closeSync(file);
  }

  it.for(TARS)('take the room of their data in a %s, and come back whole', async (format) => {
    using folder = new TempFolder();
    mkdirSync(folder.at('s'));
    makeHoles(folder.at('s', 'middle'), 12_000_000, [5_000_000]);
    makeHoles(folder.at('s', 'ends'), 8_000_001, [0, 7_999_980]);
    makeHoles(folder.at('s', 'only'), 3_000_000, []);
    makeHoles(
      folder.at('s', 'many'),
      10_000_000,
      Array.from({ length: 60 }, (_, n) => n * 150_000),
    );
    makeHoles(folder.at('s', 'h'.repeat(130)), 5_000_000, [1_000_000]);
    const { archive, bytesOut } = await packTested(folder, ['s'], { format, verify: 'full' });
    expect(bytesOut).toBeLessThan(5_000_000);
    const wanted = describeTree(folder.path, { ...SEVEN_ZIP, modes: 0 }).filter((line) => line.startsWith('"s'));
    for (const command of [
      ['tar', '-xf', archive, '-C'],
      ['bsdtar', '-xf', archive, '-C'],
      ...(format === 'tar' ? [['7zz', 'x', '-bd', archive]] : []),
    ]) {
      const to = folder.at(`x ${command[0]}`);
      mkdirSync(to);
      const [program = '', ...args] = command;
      execFileSync(program, program === '7zz' ? [...args, `-o${to}`] : [...args, to], { stdio: 'ignore' });
      expect(describeTree(to, { ...SEVEN_ZIP, modes: 0 })).toEqual(wanted);
      rmSync(to, { recursive: true });
    }
  });
});
