// Contents, times and names come out as they went in, and the result is what was asked for.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { zipOptions } from './options.ts';
import { noise, text } from './testing/hard-tree.ts';
import { bytePath, FORMATS, packTested, python, threads, unpackWithBsdtar } from './testing/pack-tested.ts';
import { readZip } from './testing/read-zip.ts';
import { runZip, TempFolder } from './testing/run-zip.ts';
import { runProgram } from './testing/unpackers.ts';

afterAll(() => threads.shutdown());

describe.skipIf(process.platform !== 'linux')('files that hold more or less than their size says', () => {
  it.for(FORMATS)('are read to their end, as %s', async (format) => {
    using folder = new TempFolder();
    const inputs = ['/proc/version', '/proc/sys/kernel/ostype', '/sys/kernel/mm/transparent_hugepage/enabled'].filter(
      existsSync,
    );
    const { archive, skips } = await packTested(folder, inputs, { format, verify: 'full' });
    expect(skips).toEqual([]);
    unpackWithBsdtar(archive, folder.at('x'));
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
      // In the year 1599, before the field begins; some disks make 1901 of it.
      ['earliest', -11_700_000_000],
    ] as const) {
      writeFileSync(folder.at(name), 'x');
      utimesSync(folder.at(name), new Date(time * 1000), new Date(time * 1000));
    }
    const { archive } = await packTested(folder, ['old', 'now', 'far', 'earliest']);
    const { text: listed } = runProgram([
      'sh',
      '-c',
      'TZ=UTC 7zz l -ba -slt "$0" | grep -E "^(Path|Modified) "',
      archive,
    ]);
    expect(listed).toContain('1969-06-01');
    expect(listed).toContain('2096-10-02');
    expect(listed).toMatch(/Path = earliest\nModified = (1601-01-01|1901-12-13)/);
    const { text: info } = runProgram(['sh', '-c', 'TZ=UTC zipinfo -v "$0" old', archive]);
    expect(info).toMatch(/0x5455[\s\S]*0x000a/);
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
    if (process.platform === 'linux') writeFileSync(bytePath(folder.at('in'), '\xff'.repeat(200)), '5');
    const { archive, entries } = await packTested(folder, ['in'], { names: 'portable' });
    execFileSync('unzip', ['-q', archive, '-d', folder.at('x')]);
    expect(readdirSync(folder.at('x', 'in'))).toHaveLength(entries - 1);
  });
});

describe.skipIf(process.platform === 'win32')('names that are not allowed on every system', () => {
  const found = (count: number, ...examples: string[]) => ({
    code: 'NAMES_FOREIGN',
    params: { count, examples: examples.join(', ') },
  });

  it('are reported for what is packed, and not for what is excluded', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.at('d'));
    for (const name of ['a?', 'b?', 'link:', 'ok']) writeFileSync(folder.at('d', name), name);
    const exclude = ['b*', 'link:'];
    expect((await packTested(folder, ['d'], { exclude })).notes).toEqual([found(1, folder.at('d', 'a?'))]);
    const { notes } = await packTested(folder, ['d'], { exclude, names: 'portable' });
    expect(notes).toEqual([
      { code: 'NAMES_CHANGED', params: { count: 1, examples: `${folder.at('d', 'a?')} → d/a_` } },
    ]);
    expect((await packTested(folder, ['d'], { exclude: ['a?', ...exclude] })).notes).toEqual([]);
  });

  it.for(FORMATS)('are reported also for the inputs themselves, as %s', async (format) => {
    using folder = new TempFolder();
    mkdirSync(folder.at('r?'));
    writeFileSync(folder.at('f:'), 'x');
    symlinkSync('f:', folder.at('l|'));
    const inputs = ['r?', 'f:', 'l|'];
    const paths = inputs.map((name) => folder.at(name));
    expect((await packTested(folder, inputs, { format })).notes).toEqual([found(3, ...paths)]);
    const { notes } = await packTested(folder, inputs, { format, names: 'portable' });
    const examples = inputs.map((name, index) => `${paths[index]} → ${name.replace(/\W/, '_')}`).join(', ');
    expect(notes).toEqual([{ code: 'NAMES_CHANGED', params: { count: 3, examples } }]);
    const { notes: separate } = await packTested(folder, inputs, { format, perInput: true });
    expect(separate).toEqual([found(3, ...paths)]);
  });

  it('are reported of inputs that differ only in case, and not of those that get numbers anyway', async () => {
    using folder = new TempFolder();
    for (const place of ['p', 'q', 'r']) mkdirSync(folder.at(place));
    for (const name of ['p/readme', 'q/README', 'q/same', 'r/same']) writeFileSync(folder.at(name), name);
    const { notes } = await packTested(folder, ['p/readme', 'q/README', 'q/same', 'r/same']);
    expect(notes).toEqual([found(1, folder.at('q', 'README'))]);
  });

  it('are changed in a document, too, which is packed without its folder', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.at('book'));
    for (const name of ['mimetype', 'a:b']) writeFileSync(folder.at('book', name), name);
    const name = { name: 'book.epub', exactName: true, names: 'portable' } as const;
    const { archive } = await packTested(folder, ['book'], name);
    expect(readZip(archive).entries.map((entry) => entry.name)).toEqual(['mimetype', 'a_b']);
  });
});

it('refuses a comment that is not UTF-8: its bytes would be lost', () => {
  const { check } = zipOptions.comment;
  expect([check('Gr\udcfc\udcdfe'), check('Grüße \u{1f980}')]).toEqual([{ code: 'COMMENT_NOT_UTF8' }, undefined]);
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
      const { archive, skips, entries } = await packTested(folder, ['deep'], { format });
      expect([skips, entries]).toEqual([[], 27]);
      expect(runProgram(['bsdtar', '-xOf', archive, '*/file']).text).toBe('end\n');
    } finally {
      execFileSync('rm', ['-rf', folder.at('deep')]);
    }
  });
});

describe('the result', () => {
  it('has the whole name of a folder, which has no extension', async () => {
    using folder = new TempFolder();
    const names = ['John.Smith', 'example.com', 'example.org', 'site.v2'];
    for (const name of names) mkdirSync(folder.at(name));
    writeFileSync(folder.at('notes.txt'), 'x');
    const { outputs } = await packTested(folder, [...names, 'notes.txt'], { perInput: true });
    expect(outputs.map((path) => path.slice(folder.at('out').length + 1))).toEqual([
      ...names.map((name) => `${name}.zip`),
      'notes.zip',
    ]);
  });

  it.skipIf(process.platform !== 'linux').for(FORMATS)(
    'is checked and named also in a folder whose name is not UTF-8, as %s',
    async (format) => {
      using folder = new TempFolder();
      writeFileSync(folder.at('a'), 'x');
      const place = `${folder.path}/D\udce4`;
      const options = { format, verify: 'full' } as const;
      const { outputs } = await runZip(threads, { inputs: [folder.at('a')], folder: place, options });
      expect(outputs).toEqual([`${place}/a.${format}`]);
      expect(readdirSync(bytePath(folder.path, 'D\xe4'))).toEqual([`a.${format}`]);
    },
  );

  it('of zstd has a checksum in each frame', async () => {
    using folder = new TempFolder();
    writeFileSync(folder.at('noise'), noise(300_000));
    const { archive } = await packTested(folder, ['noise'], { format: 'tar.zst' });
    const data = readFileSync(archive);
    expect((data[4] ?? 0) & 4).toBe(4);
    data[150_000] = (data[150_000] ?? 0) ^ 1;
    writeFileSync(archive, data);
    expect(runProgram(['bsdtar', '-tf', archive]).status).not.toBe(0);
  });

  it('of gzip is one stream that browsers read, too', async () => {
    using folder = new TempFolder();
    writeFileSync(folder.at('text'), text(3_000_000));
    const { archive } = await packTested(folder, ['text'], { format: 'tar.gz' });
    const unpacked = new Blob([readFileSync(archive)]).stream().pipeThrough(new DecompressionStream('gzip'));
    expect((await new Response(unpacked).arrayBuffer()).byteLength).toBeGreaterThan(3_000_000);
  });

  it('of a document has its type first, stored and bare', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.at('book', 'META-INF'), { recursive: true });
    writeFileSync(folder.at('book', 'META-INF', 'container.xml'), '<x/>');
    writeFileSync(folder.at('book', 'mimetype'), 'application/epub+zip');
    for (const inputs of [['book'], ['book/META-INF', 'book/mimetype']]) {
      const { archive } = await packTested(folder, inputs, {
        name: 'book.epub',
        exactName: true,
        collision: 'overwrite',
      });
      const start = readFileSync(archive).subarray(0, 58).toString('latin1');
      expect([start.slice(30, 38), start.slice(38)]).toEqual(['mimetype', 'application/epub+zip']);
      expect(readZip(archive).entries.map(({ name }) => name)).toEqual([
        'mimetype',
        'META-INF/',
        'META-INF/container.xml',
      ]);
    }
  });

  it('with a password of 100 bytes is reported as too long for 7-Zip', async () => {
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

describe('owners', () => {
  it('are in a zip file when they are asked for, of small files, big ones, folders and links', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.at('o'));
    writeFileSync(folder.at('o', 'small'), 'x');
    writeFileSync(folder.at('o', 'big'), text(2_000_000));
    symlinkSync('small', folder.at('o', 'link'));
    const { archive } = await packTested(folder, ['o'], { owners: true, verify: 'full' });
    const { uid, gid } = statSync(folder.at('o'));
    const field = `struct.pack('<HHBBIBI', 0x7875, 11, 1, 4, ${uid}, 4, ${gid})`;
    const read = `import struct\nprint(json.dumps([${field} in i.extra for i in zipfile.ZipFile(sys.argv[1]).infolist()]))`;
    expect(python(read, archive)).toEqual([true, true, true, true]);
    const plain = await packTested(folder, ['o']);
    expect(python(read, plain.archive)).toEqual([false, false, false, false]);
  });

  it('are those that are given, in a zip file', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.at('o'));
    writeFileSync(folder.at('o', 'small'), 'x');
    writeFileSync(folder.at('o', 'big'), text(2_000_000));
    symlinkSync('small', folder.at('o', 'link'));
    const read = `import struct\nprint(json.dumps([struct.pack('<HHBBIBI', 0x7875, 11, 1, 4, 7, 4, 12) in i.extra for i in zipfile.ZipFile(sys.argv[1]).infolist()]))`;
    for (const owners of [false, true]) {
      const { archive } = await packTested(folder, ['o'], { owners, owner: '7:12', verify: 'full' });
      expect(python(read, archive)).toEqual([true, true, true, true]);
    }
  });

  it('that no system has are refused', () => {
    const { check } = zipOptions.owner;
    expect(['', '0:0', '4294967294:4294967294'].map((owner) => check(owner))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    for (const owner of ['4294967295:0', '0:9999999999', 'a:b', '1', '1:2:3']) {
      expect(check(owner)).toEqual({ code: 'NOT_AN_OWNER' });
    }
  });

  it('are those that are given, in a tar', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.at('o'));
    writeFileSync(folder.at('o', 'big'), text(2_000_000));
    const { archive } = await packTested(folder, ['o'], { format: 'tar', owner: '0:12' });
    const read = 'print(json.dumps([[m.uid, m.gid, m.uname, m.gname] for m in tarfile.open(sys.argv[1])]))';
    expect(python(read, archive)).toEqual([
      [0, 12, '', ''],
      [0, 12, '', ''],
    ]);
  });
});
