// What goes into an archive: links, inputs and outputs by whatever path they are reached, patterns, and what is left when something fails.
import { mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { noise } from './testing/hard-tree.ts';
import { bytePath, FORMATS, packTested, threads, unpackWithBsdtar } from './testing/pack-tested.ts';
import { readZip } from './testing/read-zip.ts';
import { runZip, TempFolder } from './testing/run-zip.ts';

afterAll(() => threads.shutdown());

describe('links', () => {
  it.for(FORMATS)('that the user names are followed, to files and to folders, as %s', async (format) => {
    using folder = new TempFolder();
    mkdirSync(folder.at('real'));
    writeFileSync(folder.at('real', 'a'), 'content');
    symlinkSync('real', folder.at('link'));
    symlinkSync('real/a', folder.at('file'));
    symlinkSync('nowhere', folder.at('dangling'));
    const { archive, skips } = await packTested(folder, ['link', 'file', 'dangling'], { format });
    expect(skips).toEqual([]);
    unpackWithBsdtar(archive, folder.at('x'));
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
    const { archive } = await packTested(folder, ['d'], { format, names: 'portable' });
    unpackWithBsdtar(archive, folder.at('x'));
    const read = (...name: string[]) => readFileSync(folder.at('x', 'd', ...name), 'utf8');
    expect([read('latest'), read('one'), read('x_', 'sub', 'two'), read('through')]).toEqual(['hi', '1', '2', '1']);
  });

  it.for(FORMATS)('lead to changed names in a folder that was named by a link, too, as %s', async (format) => {
    using folder = new TempFolder();
    mkdirSync(folder.at('deep', 'real', 's:b'), { recursive: true });
    writeFileSync(folder.at('deep', 'real', 'Q1: report?.txt'), 'hi');
    symlinkSync('Q1: report?.txt', folder.at('deep', 'real', 'latest'));
    symlinkSync('../Q1: report?.txt', folder.at('deep', 'real', 's:b', 'up'));
    symlinkSync('../real/s:b/up', folder.at('deep', 'real', 'by parent'));
    symlinkSync('deep/real', folder.at('named'));
    const { archive } = await packTested(folder, ['named'], { format, names: 'portable' });
    unpackWithBsdtar(archive, folder.at('x'));
    const read = (...name: string[]) => readFileSync(folder.at('x', 'named', ...name), 'utf8');
    expect([read('latest'), read('s_b', 'up'), read('by parent')]).toEqual(['hi', 'hi', 'hi']);
  });

  it('between inputs follow their changed names where they lie beside each other, and else stay as they are', async () => {
    using folder = new TempFolder();
    for (const place of ['p', 'q']) mkdirSync(folder.at(place, 'd'), { recursive: true });
    mkdirSync(folder.at('p', 'e?'));
    writeFileSync(folder.at('p', 'e?', 'f?'), 'hi');
    writeFileSync(folder.at('q', 'd', 'f?'), 'hi');
    symlinkSync('../e?/f?', folder.at('p', 'd', 'beside'));
    symlinkSync('../../q/d/f?', folder.at('p', 'd', 'elsewhere'));
    const { archive } = await packTested(folder, ['p/d', 'q/d', 'p/e?'], { names: 'portable' });
    unpackWithBsdtar(archive, folder.at('x'));
    expect(readdirSync(folder.at('x')).toSorted()).toEqual(['d', 'd (2)', 'e_']);
    expect(readFileSync(folder.at('x', 'd', 'beside'), 'utf8')).toBe('hi');
    expect(readlinkSync(folder.at('x', 'd', 'elsewhere'))).toBe('../../q/d/f?');
  });

  it.skipIf(process.platform !== 'linux')(
    'to a sibling whose name is not UTF-8 are not reported as leading out',
    async () => {
      using folder = new TempFolder();
      mkdirSync(folder.at('l'));
      writeFileSync(bytePath(folder.at('l'), 't-\xff'), 'x');
      symlinkSync(Buffer.from('t-\xff', 'latin1'), folder.at('l', 'k'));
      const { notes } = await packTested(folder, ['l']);
      expect(notes.map((note) => (typeof note === 'string' ? note : note.code))).toEqual(['NAMES_FOREIGN']);
    },
  );
});

describe('the archive itself', () => {
  it.for(FORMATS)('is skipped by whatever path it is reached, as %s', async (format) => {
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
    symlinkSync('ln/in.zip', folder.at('link'));
    for (const input of ['out/in.zip', 'ln/in.zip', 'link']) {
      const job = packTested(folder, [input, 'b.txt'], { name: 'in', collision: 'overwrite' });
      await expect(job).rejects.toMatchObject({ code: 'INPUT_IS_RESULT' });
    }
    expect(readFileSync(folder.at('out', 'in.zip'), 'utf8')).toBe('precious');
  });

  it('shares no name with another of the job, and a job that is run again finds those that it has made', async () => {
    using folder = new TempFolder();
    for (const place of ['x', 'y', 'z']) {
      mkdirSync(folder.at(place));
      writeFileSync(folder.at(place, 'same'), place);
    }
    mkdirSync(folder.at('out', 'same (2).zip'), { recursive: true });
    const inputs = ['x/same', 'y/same', 'z/same', 'out/same (2).zip'];
    const made = ['same.zip', 'same (3).zip', 'same (4).zip', 'same (2).zip.zip'].map((name) => folder.at('out', name));
    const pack = (collision: 'overwrite' | 'skip') => packTested(folder, inputs, { perInput: true, collision });

    expect((await pack('overwrite')).outputs).toEqual(made);
    expect((await pack('overwrite')).outputs).toEqual(made);
    expect((await pack('skip')).outputs).toEqual([]);
    expect(readdirSync(folder.at('out')).toSorted()).toEqual(
      [...made.map((path) => basename(path)), 'same (2).zip'].toSorted(),
    );
  });

  it('takes an input once, by however many paths it is named', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.at('real'));
    writeFileSync(folder.at('real', 'a'), 'x');
    symlinkSync('real', folder.at('ln'));
    const { entries } = await packTested(folder, ['real/a', 'ln/a', 'real/../real/a']);
    expect(entries).toBe(1);
  });
});

describe('patterns', () => {
  async function packed(folder: TempFolder, exclude: readonly string[], inputs = ['d', 'a']) {
    mkdirSync(folder.at('d', 'sub'), { recursive: true });
    for (const name of ['a', 'd/secret.txt', 'd/keep.txt', 'd/sub/secret.txt']) writeFileSync(folder.at(name), name);
    const { archive, notes } = await packTested(folder, inputs, { exclude, collision: 'overwrite' });
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

  it('that include nothing again are named', async () => {
    using folder = new TempFolder();
    const exclude = ['!keep.txt', 'secret.txt', '!d/sub/secret.txt', 'sub', '!sub/secret.txt', '*.txt', '!keep.txt'];
    const { names, notes } = await packed(folder, exclude);
    expect(names).toEqual(['a', 'd/', 'd/keep.txt']);
    const code = 'NEGATION_UNUSED';
    expect(notes).toEqual(
      ['!keep.txt', '!d/sub/secret.txt', '!sub/secret.txt'].map((pattern) => ({ code, params: { pattern } })),
    );
  });

  it('that exclude everything are reported', async () => {
    using folder = new TempFolder();
    await expect(packed(folder, ['d', 'a'])).rejects.toMatchObject({ code: 'ALL_EXCLUDED' });
  });

  it('for system files do not mind upper case', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.at('j'));
    for (const name of ['thumbs.db', 'Desktop.ini', 'THUMBS.DB', '.ds_store', 'keep'])
      writeFileSync(folder.at('j', name), 'x');
    const { archive } = await packTested(folder, ['j'], { leaveOut: ['junk'] });
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
      const job = packTested(folder, ['in'], { format, links: 'follow' });
      await expect(job).rejects.toMatchObject({ code: 'NOTHING_PACKED' });
      expect(readdirSync(folder.at('out'))).toEqual([]);
      mkdirSync(folder.at('empty'));
      const { entries, skips } = await packTested(folder, ['empty', 'missing'], { format });
      expect([entries, skips.map(({ code }) => code)]).toEqual([1, ['ENOENT']]);
    },
  );

  it('says of a broken link that it is broken, and of an archive that is kept that it is kept', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.at('in'));
    writeFileSync(folder.at('in', 'a'), 'x');
    symlinkSync('nowhere', folder.at('in', 'broken'));
    const { skips, archive } = await packTested(folder, ['in'], { links: 'follow' });
    expect(skips).toMatchObject([{ path: folder.at('in', 'broken'), code: 'BROKEN_LINK' }]);
    const { notes, outputs } = await packTested(folder, ['in'], { collision: 'skip' });
    expect([outputs, notes]).toEqual([[], [{ code: 'ARCHIVE_KEPT', params: { path: archive } }]]);
  });
});
