// Archives of other programs, and of our own zip job, come back as what went in.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '../../testing/command-line.ts';
import { makeExecutor, runExtract, TempFolder, treeOf } from './testing/run-extract.ts';

const executor = makeExecutor();
const folder = new TempFolder();
const source = folder.at('src');
const password = 'päss wörd';

beforeAll(() => {
  mkdirSync(join(source, 'sub', 'empty'), { recursive: true });
  const write = (name: string, data: string | Buffer, mode = 0o644): void => {
    writeFileSync(join(source, name), data);
    chmodSync(join(source, name), mode);
    utimesSync(join(source, name), 981_173_106, 981_173_106);
  };
  write('a.txt', 'hello\n', 0o640);
  write('run.sh', '#!/bin/sh\n', 0o755);
  write('empty.txt', '');
  write('ünï çödé 日本.txt', 'x');
  write('sub/text', `${'a line of text\n'.repeat(140_000)}`);
  write('sub/noise', Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7919) % 251)));
  mkdirSync(join(source, 'd'.repeat(60), 'e'.repeat(60)), { recursive: true });
  write(`${'d'.repeat(60)}/${'e'.repeat(60)}/deep`, 'deep');
  symlinkSync('../a.txt', join(source, 'sub', 'link'));
  for (const name of ['sub/empty', 'sub', '']) utimesSync(join(source, name), 981_173_106, 981_173_106);
});

afterAll(async () => {
  await executor.shutdown();
  folder[Symbol.dispose]();
});

function pack(program: string, ...args: string[]): void {
  execFileSync(program, args, { cwd: folder.path, stdio: 'pipe' });
}

function python(code: string): void {
  pack('python3', '-c', code);
}

async function comesBack(archive: string, options: Parameters<typeof runExtract>[1]['options'] = {}) {
  const out = folder.at(`out-${archive}`);
  const result = await runExtract(executor, { inputs: [folder.at(archive)], folder: out, options });
  const tree = treeOf(join(out, 'src'));
  const contents = treeOf(join(out, 'src'), { contentOnly: true });
  rmSync(out, { recursive: true });
  return { tree, contents, failed: result.failed };
}

const whole = () => ({ tree: treeOf(source), contents: treeOf(source, { contentOnly: true }), failed: 0 });

describe('everything comes back, permissions and times included', () => {
  it.for(['gnu', 'oldgnu', 'pax'])('from GNU tar, %s', async (format) => {
    pack('tar', `--format=${format}`, '-cf', `${format}.tar`, 'src');
    expect(await comesBack(`${format}.tar`)).toEqual(whole());
  });

  it.for([
    ['gz', '-z'],
    ['zst', '--zstd'],
    ['xz', '-J'],
    ['bz2', '-j'],
  ])('from GNU tar, %s', async ([name = '', flag = '']) => {
    pack('tar', flag, '-cf', `t.tar.${name}`, 'src');
    expect(await comesBack(`t.tar.${name}`)).toEqual(whole());
  });

  it.for(['pax', 'zip'])('from bsdtar, %s', async (format) => {
    pack('bsdtar', '--format', format, '-cf', `b.${format}`, 'src');
    expect(await comesBack(`b.${format}`)).toEqual(whole());
  });

  it.for([
    ['stored', '-0'],
    ['deflated', '-9'],
  ])('from Info-ZIP, %s', async ([name, level = '']) => {
    pack('zip', '-qry', level, `i-${name}.zip`, 'src');
    expect(await comesBack(`i-${name}.zip`)).toEqual(whole());
  });

  it('from Info-ZIP with its old encryption', async () => {
    pack('zip', '-qry', '-P', 'secret', 'crypt.zip', 'src');
    expect(await comesBack('crypt.zip', { password: 'wrong\nsecret' })).toEqual(whole());
    await expect(comesBack('crypt.zip', { password: 'wrong' })).rejects.toMatchObject({ code: 'PASSWORD_WRONG' });
    await expect(comesBack('crypt.zip')).rejects.toMatchObject({ code: 'PASSWORD_NEEDED' });
  });

  it('from bsdtar as a stream, with data descriptors', async () => {
    execFileSync('sh', ['-c', 'bsdtar --format zip -cf - src | cat > stream.zip'], { cwd: folder.path });
    expect(await comesBack('stream.zip')).toEqual(whole());
  });

  it('from a program that extracts itself, with its offsets adjusted and not', async () => {
    pack('zip', '-qry', 'plain.zip', 'src');
    const program = Buffer.from('#!/bin/sh\necho PK\x05\x06 is what an archive ends with\n');
    writeFileSync(folder.at('raw.exe'), Buffer.concat([program, readFileSync(folder.at('plain.zip'))]));
    cpSync(folder.at('raw.exe'), folder.at('adjusted.exe'));
    execFileSync('zip', ['-qA', 'adjusted.exe'], { cwd: folder.path });
    expect(await comesBack('raw.exe')).toEqual(whole());
    expect(await comesBack('adjusted.exe')).toEqual(whole());
  });

  it.for(['USTAR_FORMAT', 'GNU_FORMAT', 'PAX_FORMAT'])('from Python, %s', async (format) => {
    python(`import tarfile; t=tarfile.open('${format}.tar','w',format=tarfile.${format}); t.add('src'); t.close()`);
    expect(await comesBack(`${format}.tar`)).toEqual(whole());
  });

  it('from 7-Zip, 7z', async () => {
    pack('7zz', 'a', '-bd', '-snl', 's.7z', 'src');
    expect(await comesBack('s.7z')).toEqual(whole());
  });

  it('from 7-Zip, 7z with an encrypted directory', async () => {
    pack('7zz', 'a', '-bd', '-snl', '-mhe=on', `-p${password}`, 'e.7z', 'src');
    expect(await comesBack('e.7z', { password })).toEqual(whole());
    await expect(comesBack('e.7z', { password: 'wrong' })).rejects.toMatchObject({ code: 'PASSWORD_WRONG' });
    await expect(comesBack('e.7z')).rejects.toMatchObject({ code: 'PASSWORD_NEEDED' });
  });

  it.for([
    ['zip', []],
    ['tar', []],
    ['tar.gz', []],
    ['tar.zst', []],
    ['zip', ['--password-file', 'pw']],
  ] as const)('from our own zip job, %s %j', async ([format, options]) => {
    writeFileSync(folder.at('pw'), password);
    const name = `own${options.length}.${format}`;
    pack(process.execPath, COMMAND_LINE, 'zip', ...options, '-o', name, 'src');
    expect(await comesBack(name, { password: options.length > 0 ? password : '' })).toEqual(whole());
  });
});

describe('contents come back', () => {
  it.for(['AES128', 'AES192', 'AES256'])('from 7-Zip, zip with %s', async (method) => {
    pack('7zz', 'a', '-bd', '-snl', '-tzip', `-mem=${method}`, '-psecret', `${method}.zip`, 'src');
    const { contents, failed } = await comesBack(`${method}.zip`, { password: 'secret' });
    expect({ contents, failed }).toEqual({ contents: whole().contents, failed: 0 });
    await expect(comesBack(`${method}.zip`, { password: 'no' })).rejects.toMatchObject({ code: 'PASSWORD_WRONG' });
  });

  it.for(['BZip2', 'LZMA', 'PPMd', 'Deflate64'])('from 7-Zip, zip by %s', async (method) => {
    pack('7zz', 'a', '-bd', '-snl', '-tzip', `-mm=${method}`, `${method}.zip`, 'src');
    const { contents, failed } = await comesBack(`${method}.zip`);
    expect({ contents, failed }).toEqual({ contents: whole().contents, failed: 0 });
  });

  it('from Python, zip', async () => {
    python("import shutil; shutil.make_archive('py','zip','.','src')");
    const { contents } = await comesBack('py.zip');
    // It follows links.
    expect(contents.filter((line) => !line.startsWith('sub/link'))).toEqual(
      whole().contents.filter((line) => !line.startsWith('sub/link')),
    );
  });

  it('of one file that was compressed by itself', async () => {
    for (const [program, extension] of [
      ['gzip', 'gz'],
      ['zstd', 'zst'],
      ['xz', 'xz'],
      ['bzip2', 'bz2'],
    ] as const) {
      execFileSync('sh', ['-c', `${program} -c < src/sub/text > text.txt.${extension}`], { cwd: folder.path });
      const job = { inputs: [folder.at(`text.txt.${extension}`)], folder: folder.at('single') };
      const { outputs } = await runExtract(executor, job);
      expect(outputs).toEqual([folder.at('single', 'text.txt')]);
      expect(readFileSync(outputs[0] ?? '').equals(readFileSync(join(source, 'sub', 'text')))).toBe(true);
      rmSync(folder.at('single'), { recursive: true });
    }
  });

  it('of compressed files that consist of several, one behind the other', async () => {
    execFileSync('sh', ['-c', '(echo a | gzip; echo b | gzip) > two.gz; (echo a | bzip2; echo b | bzip2) > two.bz2'], {
      cwd: folder.path,
    });
    execFileSync('sh', ['-c', '(echo a | xz; echo b | xz) > two.xz; (echo a | zstd -q; echo b | zstd -q) > two.zst'], {
      cwd: folder.path,
    });
    for (const extension of ['gz', 'bz2', 'xz', 'zst']) {
      const job = { inputs: [folder.at(`two.${extension}`)], folder: folder.at(`two-${extension}`) };
      const { outputs } = await runExtract(executor, job);
      expect(readFileSync(outputs[0] ?? '', 'utf8'), extension).toBe('a\nb\n');
    }
  });
});

it('a long name whose short form ends in a slash is a file', async () => {
  using own = new TempFolder();
  // The 100th character is a slash.
  const name = `src/${'a'.repeat(95)}/${'b'.repeat(100)}/file`;
  mkdirSync(dirname(own.at(name)), { recursive: true });
  writeFileSync(own.at(name), 'content');
  linkSync(own.at(name), `${own.at(name)}2`);
  for (const format of ['gnu', 'pax']) {
    execFileSync('tar', [`--format=${format}`, '-cf', 's.tar', 'src'], { cwd: own.path });
    await runExtract(executor, { inputs: [own.at('s.tar')], folder: own.at(format) });
    expect(readFileSync(join(own.at(format), name), 'utf8')).toBe('content');
    expect(lstatSync(join(own.at(format), name)).nlink).toBe(2);
  }
});

describe('holes and second names', () => {
  it.for([
    ['gnu', []],
    ['pax', ['--sparse-version=0.0']],
    ['pax', ['--sparse-version=0.1']],
    ['pax', ['--sparse-version=1.0']],
  ] as const)('of files in a tar stay, %s %j', async ([format, options]) => {
    using own = new TempFolder();
    mkdirSync(own.at('src'));
    writeFileSync(own.at('src', 'holes'), 'begin');
    truncateSync(own.at('src', 'holes'), 10_000_000);
    writeFileSync(own.at('src', 'holes'), 'end', { flag: 'a' });
    truncateSync(own.at('src', 'holes'), 12_000_000);
    linkSync(own.at('src', 'holes'), own.at('src', 'second'));
    execFileSync('tar', [`--format=${format}`, ...options, '-Scf', 's.tar', 'src'], { cwd: own.path });
    await runExtract(executor, { inputs: [own.at('s.tar')], folder: own.at('out') });
    const stats = lstatSync(own.at('out', 'src', 'holes'));
    expect(stats.nlink).toBe(2);
    expect(stats.blocks * 512).toBeLessThan(1_000_000);
    expect(readFileSync(own.at('out', 'src', 'second')).equals(readFileSync(own.at('src', 'holes')))).toBe(true);
  });
});
