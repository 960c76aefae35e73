// The zip job as a user of it sees it: what goes in, what is said, what comes out.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isWindows } from '../../files/system.ts';
import type { ZipOptions } from './options.ts';
import { noise, text } from './testing/hard-tree.ts';
import { readZip } from './testing/read-zip.ts';
import { KeptReport, makeExecutor, runZip, TempFolder, type ZipResult } from './testing/run-zip.ts';

const executor = makeExecutor();
afterAll(() => executor.shutdown());

function make(folder: TempFolder, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(folder.at(name)), { recursive: true });
    writeFileSync(folder.at(name), content);
  }
}

function pack(folder: TempFolder, inputs: string[], options: Partial<ZipOptions> = {}): Promise<ZipResult> {
  const out = folder.at('out');
  mkdirSync(out, { recursive: true });
  return runZip(executor, { inputs: inputs.map((name) => folder.at(name)), folder: out, options });
}

const namesIn = (path: string | undefined) => readZip(path ?? '').entries.map(({ name }) => name);

describe('names and places', () => {
  it('calls the archive after its one input, and after the folder that several share', async () => {
    using folder = new TempFolder();
    make(folder, { 'docs/a.txt': 'a', 'docs/b.txt': 'b' });
    expect((await pack(folder, ['docs'])).outputs).toEqual([folder.at('out', 'docs.zip')]);
    expect((await pack(folder, ['docs/a.txt'])).outputs).toEqual([folder.at('out', 'a.zip')]);
    const { outputs } = await pack(folder, ['docs/a.txt', 'docs/b.txt']);
    expect(outputs).toEqual([folder.at('out', 'docs (2).zip')]);
    expect(namesIn(outputs[0])).toEqual(['a.txt', 'b.txt']);
  });

  it('never replaces an archive unless asked to', async () => {
    using folder = new TempFolder();
    make(folder, { a: 'new', 'out/a.zip': 'old' });
    expect((await pack(folder, ['a'])).outputs).toEqual([folder.at('out', 'a (2).zip')]);
    expect((await pack(folder, ['a'], { collision: 'skip' })).outputs).toEqual([]);
    expect(readFileSync(folder.at('out', 'a.zip'), 'utf8')).toBe('old');
    expect((await pack(folder, ['a'], { collision: 'overwrite' })).outputs).toEqual([folder.at('out', 'a.zip')]);
    expect(namesIn(folder.at('out', 'a.zip'))).toEqual(['a']);
  });

  it('makes one archive per input when asked to, also for the same name in different folders', async () => {
    using folder = new TempFolder();
    make(folder, { 'x/same/1': '1', 'y/same/2': '2' });
    const { outputs, entries } = await pack(folder, ['x/same', 'y/same'], { perInput: true });
    expect(outputs).toEqual([folder.at('out', 'same.zip'), folder.at('out', 'same (2).zip')]);
    expect(outputs.map(namesIn)).toEqual([
      ['same/', 'same/1'],
      ['same/', 'same/2'],
    ]);
    expect(entries).toBe(4);
  });

  it('numbers inputs of the same name in one archive', async () => {
    using folder = new TempFolder();
    make(folder, { 'x/f.txt': 'one', 'y/f.txt': 'two', 'z/F.TXT': 'three' });
    const { outputs } = await pack(folder, ['x/f.txt', 'y/f.txt', 'z/F.TXT'], { names: 'portable' });
    // Not `F (2).TXT`: on Windows that is the second one's name.
    expect(namesIn(outputs[0])).toEqual(['f.txt', 'f (2).txt', 'F (3).TXT']);
  });

  it.skipIf(isWindows)('changes names that clash or are illegal elsewhere when asked to, and says so', async () => {
    using folder = new TempFolder();
    make(folder, {
      'in/readme': '1',
      'in/README': '2',
      'in/a:b': '3',
      'in/aux.c': '4',
      'in/end.': '5',
      'in/back\\slash': '6',
    });
    const { outputs, notes } = await pack(folder, ['in'], { names: 'portable' });
    const names = namesIn(outputs[0]).toSorted();
    expect(names.filter((name) => !/readme/i.test(name))).toEqual([
      'in/',
      'in/a_b',
      'in/aux_.c',
      'in/back_slash',
      'in/end_',
    ]);
    expect(['in/README,in/readme (2)', 'in/README (2),in/readme']).toContain(
      names.filter((name) => /readme/i.test(name)).join(),
    );
    expect(notes).toEqual([{ code: 'NAMES_CHANGED', params: { count: 5, examples: expect.stringContaining(' → ') } }]);
  });

  it.skipIf(isWindows)('keeps them otherwise, and says which other systems cannot hold', async () => {
    using folder = new TempFolder();
    make(folder, { 'in/readme': '1', 'in/README': '2', 'in/a:b': '3' });
    const { outputs, notes } = await pack(folder, ['in']);
    expect(namesIn(outputs[0]).toSorted()).toEqual(['in/', 'in/README', 'in/a:b', 'in/readme']);
    expect(notes).toEqual([
      { code: 'NAMES_FOREIGN', params: { count: 2, examples: expect.stringMatching(/in\/a:b/) } },
    ]);
  });

  it.skipIf(process.platform !== 'linux')(
    'reads names that are not UTF-8 as Latin-1 when told to, and says so',
    async () => {
      using folder = new TempFolder();
      make(folder, { 'in/plain': 'x' });
      writeFileSync(Buffer.concat([Buffer.from(folder.at('in/')), Buffer.from('caf\xe9', 'latin1')]), 'content');
      const { outputs, notes, skips } = await pack(folder, ['in'], { names: 'portable' });
      expect(namesIn(outputs[0]).toSorted()).toEqual(['in/', 'in/café', 'in/plain']);
      expect(skips).toEqual([]);
      expect(notes).toMatchObject([{ code: 'NAMES_CHANGED', params: { count: 1 } }]);
    },
  );

  it('sets the UTF-8 flag', async () => {
    using folder = new TempFolder();
    make(folder, { 'in/ü': 'x' });
    const { outputs } = await pack(folder, ['in']);
    expect(readZip(outputs[0] ?? '').entries.every(({ flags }) => (flags & 0x800) !== 0)).toBe(true);
  });
});

describe('what goes in', () => {
  it('keeps empty folders', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.at('in', 'empty', 'deep'), { recursive: true });
    const { outputs, entries } = await pack(folder, ['in']);
    expect(namesIn(outputs[0])).toEqual(['in/', 'in/empty/', 'in/empty/deep/']);
    expect(entries).toBe(3);
  });

  it('excludes what patterns and ready-made choices name', async () => {
    using folder = new TempFolder();
    make(folder, {
      'in/keep.txt': 'x',
      'in/a.log': 'x',
      'in/sub/b.log': 'x',
      'in/sub/important.log': 'x',
      'in/build/x': 'x',
      'in/node_modules/m/x': 'x',
      'in/.git/HEAD': 'x',
      'in/.DS_Store': 'x',
      'in/._keep.txt': 'x',
      'in/.env': 'x',
    });
    const all = await pack(folder, ['in'], {
      exclude: ['*.log', '!important.log', '/build/'],
      leaveOut: ['node_modules', '.git', 'junk'],
    });
    expect(namesIn(all.outputs[0]).toSorted()).toEqual([
      'in/',
      'in/.env',
      'in/keep.txt',
      'in/sub/',
      'in/sub/important.log',
    ]);
    const visible = await pack(folder, ['in'], { leaveOut: ['hidden', 'node_modules'], exclude: ['*.log', 'build'] });
    expect(namesIn(visible.outputs[0]).toSorted()).toEqual(['in/', 'in/keep.txt', 'in/sub/']);
  });

  it('keeps links, follows them, or skips them', async () => {
    using folder = new TempFolder();
    make(folder, { 'in/file': 'content', 'in/dir/x': 'x', outside: 'out' });
    symlinkSync('file', folder.at('in', 'link'));
    symlinkSync('..', folder.at('in', 'dir', 'loop'));
    symlinkSync('../outside', folder.at('in', 'away'));
    symlinkSync('nowhere', folder.at('in', 'broken'));
    const kept = await pack(folder, ['in']);
    const link = readZip(kept.outputs[0] ?? '').entries.find(({ name }) => name === 'in/link');
    expect([(link?.mode ?? 0) & 0o170000, link?.data.toString()]).toEqual([0o120000, 'file']);
    expect(kept.notes).toContainEqual({ code: 'LINKS_OUTSIDE', params: { count: 1 } });

    const followed = await pack(folder, ['in'], { links: 'follow' });
    const contents = new Map(
      readZip(followed.outputs[0] ?? '').entries.map(({ name, data }) => [name, data.toString()]),
    );
    expect([contents.get('in/link'), contents.get('in/away'), contents.get('in/dir/x')]).toEqual([
      'content',
      'out',
      'x',
    ]);
    expect(followed.skips.map(({ path }) => path).toSorted()).toEqual([
      folder.at('in/broken'),
      folder.at('in/dir/loop'),
    ]);

    const without = await pack(folder, ['in'], { links: 'skip' });
    expect(namesIn(without.outputs[0]).toSorted()).toEqual(['in/', 'in/dir/', 'in/dir/x', 'in/file']);
    expect(without.skips).toEqual([]);
    expect(without.notes).toContainEqual({ code: 'LINKS_SKIPPED', params: { count: 4 } });
  });

  it.skipIf(process.platform === 'win32')('skips pipes and says so', async () => {
    using folder = new TempFolder();
    make(folder, { 'in/file': 'x' });
    execFileSync('mkfifo', [folder.at('in', 'pipe')]);
    const { outputs, skips } = await pack(folder, ['in']);
    expect(namesIn(outputs[0])).toEqual(['in/', 'in/file']);
    expect(skips).toEqual([{ path: folder.at('in', 'pipe'), code: 'PIPE' }]);
  });

  it('does not pack its own result', async () => {
    using folder = new TempFolder();
    make(folder, { 'in/a': 'x', 'in/in.zip': 'an older one' });
    const job = { inputs: [folder.at('in')], folder: folder.at('in') };
    const { outputs } = await runZip(executor, job);
    expect(namesIn(outputs[0]).toSorted()).toEqual(['in/', 'in/a', 'in/in.zip']);
    const again = await runZip(executor, { ...job, options: { collision: 'overwrite' } });
    expect(namesIn(again.outputs[0]).toSorted()).toEqual(['in/', 'in/a', 'in/in (2).zip']);
  });

  it.each([
    ['zip', null],
    ['tar', null],
    ['tar.gz', null],
    ['tar.zst', null],
    ['zip', 20_000],
    ['tar.zst', 20_000],
  ] as const)(
    'does not pack the %s archives that it made of the folder before, in parts of %o bytes',
    async (format, split) => {
      using folder = new TempFolder();
      make(folder, { 'in/a.jpg': noise(50_000) });
      const job = { inputs: [folder.at('in')], folder: folder.at('in'), options: { format, split } };
      await runZip(executor, job);
      const second = await runZip(executor, job);
      expect(basename(second.outputs[0] ?? '')).toBe(`in (2).${format}${split === null ? '' : '.001'}`);
      const third = await runZip(executor, job);
      expect(third.notes).toContainEqual({ code: 'EARLIER_RESULTS', params: { count: 2 } });
      expect(third.entries).toBe(2);
    },
  );

  it('stores what is compressed already, and says so', async () => {
    using folder = new TempFolder();
    make(folder, { 'in/photo.jpg': noise(3_000_000), 'in/small.png': noise(20_000), 'in/text.jpg': text(100_000) });
    const { outputs, notes } = await pack(folder, ['in']);
    const methods = readZip(outputs[0] ?? '').entries.map(({ name, method }) => [name, method]);
    expect(Object.fromEntries(methods)).toEqual({ 'in/': 0, 'in/photo.jpg': 0, 'in/small.png': 0, 'in/text.jpg': 8 });
    expect(notes).toEqual([{ code: 'STORED', params: { count: 2, size: 3_020_000 } }]);
  });

  it('fails with a reason when nothing is left to pack', async () => {
    using folder = new TempFolder();
    await expect(pack(folder, ['not there'])).rejects.toMatchObject({ code: 'NOTHING_PACKED' });
    expect(readdirSync(folder.at('out'))).toEqual([]);
  });
});

describe('cancelling', () => {
  it('ends at once and leaves nothing behind', async () => {
    using folder = new TempFolder();
    make(folder, { 'in/big': text(60_000_000) });
    mkdirSync(folder.at('out'));
    const controller = new AbortController();
    const report = new KeptReport();
    report.onAdvance = () => controller.abort(new Error('enough'));
    const job = { inputs: [folder.at('in')], folder: folder.at('out'), signal: controller.signal, report };
    await expect(runZip(executor, job)).rejects.toThrow('enough');
    // What was under way in two workers and no more: of 60 MB.
    expect(report.done.bytes).toBeLessThan(6_000_000);
    expect(readdirSync(folder.at('out'))).toEqual([]);
  });
});

describe('verifying', () => {
  it('finds an archive that does not read back as it was written', async () => {
    using folder = new TempFolder();
    make(folder, { 'in/a.txt': text(50_000) });
    const { outputs } = await pack(folder, ['in']);
    const path = outputs[0] ?? '';
    const { verifyPieces } = await import('./verify/verify.ts');
    const archive = readFileSync(path);
    const { crc32 } = await import('node:zlib');
    const pieces = [{ offset: 0, length: archive.length, crc: crc32(archive) }];
    expect(() => verifyPieces(path, pieces, () => {})).not.toThrow();
    archive[1000] = (archive[1000] ?? 0) ^ 1;
    writeFileSync(path, archive);
    expect(() => verifyPieces(path, pieces, () => {})).toThrow(expect.objectContaining({ code: 'VERIFY_FAILED' }));
  });
});

it('writes its comment', async () => {
  using folder = new TempFolder();
  make(folder, { a: 'x' });
  const { outputs } = await pack(folder, ['a'], { comment: 'Grüße\nzweite Zeile' });
  expect(readZip(outputs[0] ?? '').comment).toBe('Grüße\nzweite Zeile');
});

it('refuses for tar what tar does not have', async () => {
  using folder = new TempFolder();
  make(folder, { a: 'x' });
  await expect(pack(folder, ['a'], { format: 'tar', password: 'secret' })).rejects.toMatchObject({
    code: 'TAR_PASSWORD',
  });
  expect(existsSync(join(folder.path, 'out', 'a.tar'))).toBe(false);
});
