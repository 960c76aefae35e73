// What goes in comes out: names as bytes, links, times, owners, holes and modes, told by programs that share no code with it.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { InlineExecutor, ProcessPoolExecutor } from '@dropmill/futures';
import { afterAll, describe, expect, it } from 'vitest';
import type * as worker from '../../worker.ts';
import { noise, text } from './testing/hard-tree.ts';
import { readZip } from './testing/read-zip.ts';
import { makeExecutor, runZip, TempFolder, type ZipExecutor, type ZipJob } from './testing/run-zip.ts';
import { COMPLAINT, describeTree, runProgram, SEVEN_ZIP } from './testing/unpackers.ts';

const WORKER = new URL('../../worker.ts', import.meta.url);
const executors: Readonly<Record<string, ZipExecutor>> = {
  threads: makeExecutor(),
  processes: new ProcessPoolExecutor<typeof worker>(WORKER, { maxWorkers: 2 }),
  inline: new InlineExecutor<typeof worker>(WORKER, {}),
};
const threads = executors.threads as ZipExecutor;
afterAll(async () => {
  for (const executor of Object.values(executors)) await executor.shutdown();
});

const FORMATS = ['zip', 'tar', 'tar.gz', 'tar.zst'] as const;
const TARS = ['tar', 'tar.gz', 'tar.zst'] as const;
const isRoot = process.getuid?.() === 0;

/** Packs into `out` and has 7-Zip test the result: no warning for anything. */
async function pack(
  folder: TempFolder,
  inputs: readonly string[],
  options: ZipJob['options'] = {},
  executor = threads,
) {
  mkdirSync(folder.at('out'), { recursive: true });
  const paths = inputs.map((input) => (input.startsWith('/') ? input : folder.at(input)));
  const result = await runZip(executor, { inputs: paths, folder: folder.at('out'), options });
  for (const path of result.outputs) {
    const { status, text: said } = runProgram(['7zz', 't', '-bd', ...passwordOf(options), path]);
    expect([
      status,
      said.split('\n').filter((line) => COMPLAINT.test(line) && !line.startsWith('Characteristics =')),
    ]).toEqual([0, []]);
  }
  return { ...result, archive: result.outputs[0] ?? '' };
}

function passwordOf({ password }: NonNullable<ZipJob['options']>): string[] {
  return password ? [`-p${password}`] : [];
}

function bsdtar(archive: string, to: string): void {
  mkdirSync(to, { recursive: true });
  execFileSync('bsdtar', ['-xpf', archive, '-C', to]);
}

/** Runs Python with tarfile or zipfile at hand. */
function python(code: string, ...args: string[]): unknown {
  return JSON.parse(
    execFileSync('python3', ['-c', `import sys,json,tarfile,zipfile\n${code}`, ...args], { encoding: 'utf8' }),
  );
}

const bytes = (path: string, name: string) => Buffer.concat([Buffer.from(`${path}/`), Buffer.from(name, 'latin1')]);
const latin1Names = (path: string) => readdirSync(path, { encoding: 'latin1' as BufferEncoding }).toSorted();

describe.skipIf(process.platform !== 'linux')('names that are not UTF-8', () => {
  it.for(Object.keys(executors).flatMap((kind) => FORMATS.map((format) => [kind, format] as const)))(
    'keep their bytes, and so do targets of links: on %s, as %s',
    async ([kind, format]) => {
      using folder = new TempFolder();
      mkdirSync(folder.at('l'));
      for (const name of ['t-\xff', '\xe4'.repeat(120), '\xff'.repeat(200), '\xc3\xbcn\xc3\xaf.txt']) {
        writeFileSync(bytes(folder.at('l'), name), name);
      }
      symlinkSync(Buffer.from('t-\xff', 'latin1'), folder.at('l', 'k'));
      symlinkSync(Buffer.from('\xff'.repeat(150), 'latin1'), folder.at('l', 'long'));
      const { archive, skips } = await pack(folder, ['l'], { format, verify: 'full' }, executors[kind]);
      expect(skips).toEqual([]);
      bsdtar(archive, folder.at('x'));
      expect(latin1Names(folder.at('x', 'l'))).toEqual(latin1Names(folder.at('l')));
      const keeps = { modes: 0o777, seconds: true, links: true, forms: true };
      expect(describeTree(folder.at('x'), keeps)).toEqual(
        describeTree(folder.at('l', '..', 'l', '..'), keeps).filter((line) => line.startsWith('"l')),
      );
    },
  );

  it('are told on the row, with the option that changes them', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.at('l'));
    writeFileSync(bytes(folder.at('l'), 'a-\xff'), 'x');
    const { notes } = await pack(folder, ['l']);
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
    const { archive } = await pack(folder, ['in'], { format });
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
    const { archive } = await pack(folder, ['m'], { format });
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
    const { archive } = await pack(folder, ['o'], { format: 'tar' });
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
  it.for(TARS)('stand once in a %s, and come back as one file', async (format) => {
    using folder = new TempFolder();
    mkdirSync(folder.at('h', 'sub'), { recursive: true });
    writeFileSync(folder.at('h', 'a'), noise(200_000));
    linkSync(folder.at('h', 'a'), folder.at('h', 'sub', 'b'));
    linkSync(folder.at('h', 'a'), folder.at('h', 'c ü'));
    writeFileSync(folder.at('h', 'big'), noise(2_000_000));
    linkSync(folder.at('h', 'big'), folder.at('h', 'sub', 'big too'));
    const { archive, entries } = await pack(folder, ['h'], { format });
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

  it('stand in each archive of their own', async () => {
    using folder = new TempFolder();
    for (const name of ['x', 'y']) mkdirSync(folder.at(name));
    writeFileSync(folder.at('x', 'f'), 'content');
    linkSync(folder.at('x', 'f'), folder.at('y', 'f'));
    const { outputs } = await pack(folder, ['x', 'y'], { format: 'tar', perInput: true });
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
    makeHoles(folder.at('s', 'middle'), 50_000_000, [5_000_000]);
    makeHoles(folder.at('s', 'ends'), 30_000_001, [0, 29_999_980]);
    makeHoles(folder.at('s', 'only'), 3_000_000, []);
    makeHoles(
      folder.at('s', 'many'),
      40_000_000,
      Array.from({ length: 60 }, (_, n) => n * 600_000),
    );
    makeHoles(folder.at('s', 'h'.repeat(130)), 20_000_000, [1_000_000]);
    const { archive, bytesOut } = await pack(folder, ['s'], { format, verify: 'full' });
    expect(bytesOut).toBeLessThan(6_000_000);
    for (const command of [
      ['tar', '-xf', archive, '-C'],
      ['bsdtar', '-xf', archive, '-C'],
      ...(format === 'tar' ? [['7zz', 'x', '-bd', archive]] : []),
    ]) {
      const to = folder.at(`x ${command[0]}`);
      mkdirSync(to);
      const [program = '', ...args] = command;
      execFileSync(program, program === '7zz' ? [...args, `-o${to}`] : [...args, to], { stdio: 'ignore' });
      expect(describeTree(to, { ...SEVEN_ZIP, modes: 0 })).toEqual(
        describeTree(folder.path, { ...SEVEN_ZIP, modes: 0 }).filter((line) => line.startsWith('"s')),
      );
      rmSync(to, { recursive: true });
    }
  });
});

describe('links', () => {
  it.for(FORMATS)('that the user names are followed, to files and to folders, as %s', async (format) => {
    using folder = new TempFolder();
    mkdirSync(folder.at('real'));
    writeFileSync(folder.at('real', 'a'), 'content');
    symlinkSync('real', folder.at('link'));
    symlinkSync('real/a', folder.at('file'));
    symlinkSync('nowhere', folder.at('dangling'));
    const { archive, skips } = await pack(folder, ['link', 'file', 'dangling'], { format });
    expect(skips).toEqual([]);
    bsdtar(archive, folder.at('x'));
    expect(readFileSync(folder.at('x', 'link', 'a'), 'utf8')).toBe('content');
    expect(readFileSync(folder.at('x', 'file'), 'utf8')).toBe('content');
    expect(readdirSync(folder.at('x')).toSorted()).toEqual(['dangling', 'file', 'link']);
  });

  it.for(FORMATS)('lead to the changed names of what they led to, as %s', async (format) => {
    using folder = new TempFolder();
    mkdirSync(folder.at('d', 'x?', 'sub'), { recursive: true });
    writeFileSync(folder.at('d', 'Q1: report?.txt'), 'hi');
    writeFileSync(folder.at('d', 'x?', 'README'), '1');
    writeFileSync(folder.at('d', 'x?', 'readme'), '2');
    symlinkSync('Q1: report?.txt', folder.at('d', 'latest'));
    symlinkSync('./x?/../x?/README', folder.at('d', 'one'));
    symlinkSync('../../x?/readme', folder.at('d', 'x?', 'sub', 'two'));
    symlinkSync('x?', folder.at('d', 'dir'));
    symlinkSync('dir/README', folder.at('d', 'through'));
    const { archive } = await pack(folder, ['d'], { format, names: 'portable' });
    bsdtar(archive, folder.at('x'));
    const read = (...name: string[]) => readFileSync(folder.at('x', 'd', ...name), 'utf8');
    expect([read('latest'), read('one'), read('x_', 'sub', 'two'), read('through')]).toEqual(['hi', '1', '2', '1']);
  });

  it.skipIf(process.platform !== 'linux')('to a sibling whose name is not UTF-8 are not said to lead out', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.at('l'));
    writeFileSync(bytes(folder.at('l'), 't-\xff'), 'x');
    symlinkSync(Buffer.from('t-\xff', 'latin1'), folder.at('l', 'k'));
    const { notes } = await pack(folder, ['l']);
    expect(notes.map((note) => (typeof note === 'string' ? note : note.code))).toEqual(['NAMES_FOREIGN']);
  });
});

describe('the archive itself', () => {
  it.for(FORMATS)('is left out by whatever path it is reached, as %s', async (format) => {
    using folder = new TempFolder();
    mkdirSync(folder.at('d'));
    writeFileSync(folder.at('d', 'a'), noise(100_000));
    symlinkSync('d', folder.at('ln'));
    symlinkSync(`d.${format}`, folder.at('d', 'latest'));
    const sizes: number[] = [];
    for (const links of ['keep', 'keep', 'follow'] as const) {
      const job = {
        inputs: [folder.at('d')],
        folder: folder.at('ln'),
        options: { format, links, collision: 'overwrite' as const },
      };
      const { outputs } = await runZip(threads, job);
      sizes.push(statSync(outputs[0] ?? '').size);
    }
    expect(Math.max(...sizes)).toBeLessThan(110_000);
  });

  it('is never what it is made from', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.at('out'));
    writeFileSync(folder.at('out', 'in.zip'), 'precious');
    writeFileSync(folder.at('b.txt'), 'b');
    symlinkSync('out', folder.at('ln'));
    for (const input of ['out/in.zip', 'ln/in.zip']) {
      const job = pack(folder, [input, 'b.txt'], { name: 'in', collision: 'overwrite' });
      await expect(job).rejects.toMatchObject({ code: 'INPUT_IS_RESULT' });
    }
    expect(readFileSync(folder.at('out', 'in.zip'), 'utf8')).toBe('precious');
  });

  it('takes an input once, by however many paths it is named', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.at('real'));
    writeFileSync(folder.at('real', 'a'), 'x');
    symlinkSync('real', folder.at('ln'));
    const { entries } = await pack(folder, ['real/a', 'ln/a', 'real/../real/a']);
    expect(entries).toBe(1);
  });
});

describe.skipIf(process.platform !== 'linux')('files that hold more or less than their size says', () => {
  it.for(FORMATS)('are read to their end, as %s', async (format) => {
    using folder = new TempFolder();
    const inputs = ['/proc/version', '/proc/sys/kernel/ostype', '/sys/kernel/mm/transparent_hugepage/enabled'].filter(
      existsSync,
    );
    const { archive, skips } = await pack(folder, inputs, { format, verify: 'full' });
    expect(skips).toEqual([]);
    bsdtar(archive, folder.at('x'));
    expect(readFileSync(folder.at('x', 'version'), 'utf8')).toBe(readFileSync('/proc/version', 'utf8'));
    expect(readFileSync(folder.at('x', 'ostype'), 'utf8')).toBe('Linux\n');
  });
});

describe('times in a zip file', () => {
  it('have an NTFS field beside the Unix one where 7-Zip would misread that', async () => {
    using folder = new TempFolder();
    for (const [name, time] of [
      ['old', -18_489_600],
      ['now', 1e9],
      ['far', 4e9],
    ] as const) {
      writeFileSync(folder.at(name), 'x');
      utimesSync(folder.at(name), new Date(time * 1000), new Date(time * 1000));
    }
    const { archive } = await pack(folder, ['old', 'now', 'far']);
    const { text: listed } = runProgram([
      'sh',
      '-c',
      'TZ=UTC 7zz l -ba -slt "$0" | grep -E "^(Path|Modified) "',
      archive,
    ]);
    expect(listed).toContain('1969-06-01');
    expect(listed).toContain('2096-10-02');
    const { text: info } = runProgram(['sh', '-c', 'TZ=UTC zipinfo -v "$0" old', archive]);
    expect(info).toMatch(/0x5455[\s\S]*0x000a/);
    const { text: unzipped } = runProgram(['sh', '-c', 'TZ=UTC zipinfo -T "$0" old', archive]);
    expect(unzipped).toContain('19690601.000000');
  });
});

describe('names that are changed', () => {
  it('fit the 255 bytes that a file system has for them, and clash with nothing', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.at('in'));
    writeFileSync(folder.at('in', 'a'.repeat(255)), '1');
    writeFileSync(folder.at('in', `${'a'.repeat(254)}A`), '2');
    writeFileSync(folder.at('in', `${'b'.repeat(251)}.txt`), '3');
    writeFileSync(folder.at('in', `${'b'.repeat(251)}.TXT`), '4');
    if (process.platform === 'linux') writeFileSync(bytes(folder.at('in'), '\xff'.repeat(200)), '5');
    const { archive, entries } = await pack(folder, ['in'], { names: 'portable' });
    execFileSync('unzip', ['-q', archive, '-d', folder.at('x')]);
    expect(readdirSync(folder.at('x', 'in'))).toHaveLength(entries - 1);
  });
});

describe.skipIf(process.platform !== 'linux')('paths of more than 4,096 bytes', () => {
  it.for(FORMATS)('are packed, as %s', async (format) => {
    using folder = new TempFolder();
    const name = 'n'.repeat(200);
    const make = `import os
os.mkdir('deep'); os.chdir('deep')
for _ in range(25): os.mkdir('${name}'); os.chdir('${name}')
open('file', 'w').write('end\\n')`;
    execFileSync('python3', ['-c', make], { cwd: folder.path });
    try {
      const { archive, skips, entries } = await pack(folder, ['deep'], { format });
      expect([skips, entries]).toEqual([[], 27]);
      expect(runProgram(['bsdtar', '-xOf', archive, '*/file']).text).toBe('end\n');
    } finally {
      execFileSync('rm', ['-rf', folder.at('deep')]);
    }
  });
});

describe('patterns', () => {
  async function packed(folder: TempFolder, exclude: readonly string[], inputs = ['d', 'a']) {
    mkdirSync(folder.at('d', 'sub'), { recursive: true });
    for (const name of ['a', 'd/secret.txt', 'd/keep.txt', 'd/sub/secret.txt']) writeFileSync(folder.at(name), name);
    const { archive, notes } = await pack(folder, inputs, { exclude, collision: 'overwrite' });
    return {
      names: readZip(archive)
        .entries.map(({ name }) => name)
        .toSorted(),
      notes,
    };
  }

  it.for([
    ['d/secret.txt', ['a', 'd/', 'd/keep.txt', 'd/sub/', 'd/sub/secret.txt']],
    ['./d/secret.txt', ['a', 'd/', 'd/keep.txt', 'd/sub/', 'd/sub/secret.txt']],
    ['/secret.txt', ['a', 'd/', 'd/keep.txt', 'd/sub/', 'd/sub/secret.txt']],
    ['./a', ['d/', 'd/keep.txt', 'd/secret.txt', 'd/sub/', 'd/sub/secret.txt']],
    ['d', ['a']],
    ['secret.txt', ['a', 'd/', 'd/keep.txt', 'd/sub/']],
  ] as const)('match as the names in the archive read: %s', async ([pattern, names]) => {
    using folder = new TempFolder();
    expect(await packed(folder, [pattern])).toEqual({ names, notes: [] });
  });

  it('match absolute paths', async () => {
    using folder = new TempFolder();
    const { names, notes } = await packed(folder, [folder.at('d', 'sub')]);
    expect([names, notes]).toEqual([['a', 'd/', 'd/keep.txt', 'd/secret.txt'], []]);
  });

  it('that match nothing are named', async () => {
    using folder = new TempFolder();
    const { notes } = await packed(folder, ['*.log,*.txt', 'secret.txt', 'gone/']);
    expect(notes).toEqual(['*.log,*.txt', 'gone/'].map((pattern) => ({ code: 'PATTERN_UNUSED', params: { pattern } })));
  });

  it('that exclude everything are said to', async () => {
    using folder = new TempFolder();
    await expect(packed(folder, ['d', 'a'])).rejects.toMatchObject({ code: 'ALL_EXCLUDED' });
  });

  it('for system files do not mind upper case', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.at('j'));
    for (const name of ['thumbs.db', 'Desktop.ini', 'THUMBS.DB', '.ds_store', 'keep'])
      writeFileSync(folder.at('j', name), 'x');
    const { archive } = await pack(folder, ['j'], { leaveOut: ['junk'] });
    expect(readZip(archive).entries.map(({ name }) => name)).toEqual(['j/', 'j/keep']);
  });
});

describe('partial success', () => {
  it.skipIf(process.platform !== 'linux').for(FORMATS)(
    'of which nothing is left is a failure, and leaves nothing, as %s',
    async (format) => {
      using folder = new TempFolder();
      mkdirSync(folder.at('in'));
      // A directory of /proc that can be entered while its process lives, and a file in it that cannot be read.
      symlinkSync('/proc/self/mem', folder.at('in', 'unreadable'));
      const job = pack(folder, ['in'], { format, links: 'follow' });
      await expect(job).rejects.toMatchObject({ code: 'NOTHING_PACKED' });
      expect(readdirSync(folder.at('out'))).toEqual([]);
      mkdirSync(folder.at('empty'));
      const { entries, skips } = await pack(folder, ['empty', 'missing'], { format });
      expect([entries, skips.map(({ code }) => code)]).toEqual([1, ['ENOENT']]);
    },
  );

  it('says of a broken link that it is broken, and of an archive that is kept that it is kept', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.at('in'));
    writeFileSync(folder.at('in', 'a'), 'x');
    symlinkSync('nowhere', folder.at('in', 'broken'));
    const { skips, archive } = await pack(folder, ['in'], { links: 'follow' });
    expect(skips).toMatchObject([{ path: folder.at('in', 'broken'), code: 'BROKEN_LINK' }]);
    const { notes, outputs } = await pack(folder, ['in'], { collision: 'skip' });
    expect([outputs, notes]).toEqual([[], [{ code: 'ARCHIVE_KEPT', params: { path: archive } }]]);
  });
});

describe('the result', () => {
  it('has the whole name of a folder, which has no extension', async () => {
    using folder = new TempFolder();
    const names = ['John.Smith', 'example.com', 'example.org', 'site.v2'];
    for (const name of names) mkdirSync(folder.at(name));
    writeFileSync(folder.at('notes.txt'), 'x');
    const { outputs } = await pack(folder, [...names, 'notes.txt'], { perInput: true });
    expect(outputs.map((path) => path.slice(folder.at('out').length + 1))).toEqual([
      ...names.map((name) => `${name}.zip`),
      'notes.zip',
    ]);
  });

  it('of zstd has a checksum in each frame', async () => {
    using folder = new TempFolder();
    writeFileSync(folder.at('noise'), noise(300_000));
    const { archive } = await pack(folder, ['noise'], { format: 'tar.zst' });
    const data = readFileSync(archive);
    expect((data[4] ?? 0) & 4).toBe(4);
    data[150_000] = (data[150_000] ?? 0) ^ 1;
    writeFileSync(archive, data);
    expect(runProgram(['bsdtar', '-tf', archive]).status).not.toBe(0);
  });

  it('of gzip is one stream that browsers read, too', async () => {
    using folder = new TempFolder();
    writeFileSync(folder.at('text'), text(3_000_000));
    const { archive } = await pack(folder, ['text'], { format: 'tar.gz' });
    const unpacked = new Blob([readFileSync(archive)]).stream().pipeThrough(new DecompressionStream('gzip'));
    expect((await new Response(unpacked).arrayBuffer()).byteLength).toBeGreaterThan(3_000_000);
  });

  it('of a document has its type first, stored and bare', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.at('book', 'META-INF'), { recursive: true });
    writeFileSync(folder.at('book', 'META-INF', 'container.xml'), '<x/>');
    writeFileSync(folder.at('book', 'mimetype'), 'application/epub+zip');
    for (const inputs of [['book'], ['book/META-INF', 'book/mimetype']]) {
      const { archive } = await pack(folder, inputs, { name: 'book.epub', exactName: true, collision: 'overwrite' });
      const start = readFileSync(archive).subarray(0, 58).toString('latin1');
      expect([start.slice(30, 38), start.slice(38)]).toEqual(['mimetype', 'application/epub+zip']);
      expect(readZip(archive).entries.map(({ name }) => name)).toEqual([
        'mimetype',
        'META-INF/',
        'META-INF/container.xml',
      ]);
    }
  });

  it('with a password of 100 bytes is said to be too much for 7-Zip', async () => {
    using folder = new TempFolder();
    writeFileSync(folder.at('a'), 'x');
    mkdirSync(folder.at('out'));
    const run = (length: number) =>
      runZip(threads, {
        inputs: [folder.at('a')],
        folder: folder.at('out'),
        options: { password: 'p'.repeat(length) },
      });
    expect((await run(100)).notes).toEqual([{ code: 'LONG_PASSWORD' }]);
    expect((await run(99)).notes).toEqual([]);
  });
});
