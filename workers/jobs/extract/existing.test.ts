// What happens where something of the same name exists, and what is left when a job does not get to its end.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { mergeRequest } from './testing/merge-request.ts';
import { oddZip } from './testing/odd-zip.ts';
import { makeExecutor, runExtract, TempFolder } from './testing/run-extract.ts';
import { mergeTree, planMerge } from './write/merge.ts';

const executor = makeExecutor();
afterAll(() => executor.shutdown());

const entries = [
  { name: 'd/same', data: Buffer.from('archive') },
  { name: 'd/sub/new', data: Buffer.from('archive') },
];

/** A folder with an archive and, below `out/d`, a file of the user's that is older or newer than the archive's. */
function scene(mtime: Date): TempFolder {
  const folder = new TempFolder();
  writeFileSync(folder.at('x.zip'), oddZip({ entries }));
  mkdirSync(folder.at('out', 'd'), { recursive: true });
  writeFileSync(folder.at('out', 'd', 'same'), 'mine');
  writeFileSync(folder.at('out', 'd', 'other'), 'mine');
  utimesSync(folder.at('out', 'd', 'same'), mtime, mtime);
  return folder;
}

const OLD = new Date(2001, 0, 1);
const NEW = new Date(2031, 0, 1);

describe('a folder that exists', () => {
  it.for([
    ['skip', NEW, 'mine'],
    ['skip', OLD, 'mine'],
    ['newer', NEW, 'mine'],
    ['newer', OLD, 'archive'],
    ['overwrite', NEW, 'archive'],
  ] as const)('takes the new files, and with %s (%s) the same name holds %s', async ([collision, mtime, expected]) => {
    using folder = scene(mtime);
    const job = { inputs: [folder.at('x.zip')], folder: folder.at('out'), options: { collision } };
    const { outputs, skips } = await runExtract(executor, job);
    expect(readFileSync(folder.at('out', 'd', 'same'), 'utf8')).toBe(expected);
    expect(readFileSync(folder.at('out', 'd', 'other'), 'utf8')).toBe('mine');
    expect(readFileSync(folder.at('out', 'd', 'sub', 'new'), 'utf8')).toBe('archive');
    expect(skips).toHaveLength(expected === 'mine' ? 1 : 0);
    // The user's own folder is no result: an undo must not take it away.
    expect(outputs).not.toContain(folder.at('out', 'd'));
    expect(outputs).toContain(folder.at('out', 'd', 'sub'));
    expect(readdirSync(folder.at('out'))).toEqual(['d']);
  });

  it('is left alone when numbers are added', async () => {
    using folder = scene(OLD);
    const job = { inputs: [folder.at('x.zip')], folder: folder.at('out') };
    expect((await runExtract(executor, job)).outputs).toEqual([folder.at('out', 'd (2)')]);
    expect((await runExtract(executor, job)).outputs).toEqual([folder.at('out', 'd (3)')]);
    expect(readdirSync(folder.at('out', 'd')).sort()).toEqual(['other', 'same']);
  });
});

describe.skipIf(process.platform === 'win32')('a job that replaces', () => {
  it('leaves a folder and a pipe that have the names of files, says so on their rows, and replaces the others', async () => {
    using folder = new TempFolder();
    const names = ['d/a', 'd/folder', 'd/pipe', 'd/z'];
    writeFileSync(
      folder.at('x.zip'),
      oddZip({ entries: names.map((name) => ({ name, data: Buffer.from('archive') })) }),
    );
    mkdirSync(folder.at('out/d/folder'), { recursive: true });
    execFileSync('mkfifo', [folder.at('out/d/pipe')]);
    for (const name of ['a', 'z']) writeFileSync(folder.at('out/d', name), 'mine');
    const job = {
      inputs: [folder.at('x.zip')],
      folder: folder.at('out'),
      options: { collision: 'overwrite' },
    } as const;
    const { faults, skips } = await runExtract(executor, job);
    expect([faults.folder, faults.pipe]).toEqual(['FOLDER_IN_THE_WAY', 'SPECIAL_IN_THE_WAY']);
    expect(skips).toEqual([]);
    expect(['a', 'z'].map((name) => readFileSync(folder.at('out/d', name), 'utf8'))).toEqual(['archive', 'archive']);
    expect(lstatSync(folder.at('out/d/pipe')).isFIFO()).toBe(true);
    expect(readdirSync(folder.at('out'))).toEqual(['d']);
  });
});

it('an archive of the job is never replaced by what is in one', async () => {
  using folder = new TempFolder();
  mkdirSync(folder.at('d'));
  const other = oddZip({ entries: [{ name: 'd/other', data: Buffer.from('other') }] });
  const names = ['d/x.zip', 'd/y.zip', 'd/z'];
  const archive = oddZip({ entries: names.map((name) => ({ name, data: Buffer.from('inside') })) });
  writeFileSync(folder.at('d', 'x.zip'), archive);
  writeFileSync(folder.at('d', 'y.zip'), other);
  symlinkSync('x.zip', folder.at('d', 'z'));
  const inputs = ['x.zip', 'y.zip'].map((name) => folder.at('d', name));
  const { faults } = await runExtract(executor, { inputs, folder: folder.path, options: { collision: 'overwrite' } });
  expect(faults).toEqual({ 'x.zip': 'ARCHIVE_IN_THE_WAY', 'y.zip': 'ARCHIVE_IN_THE_WAY' });
  const [x, y] = inputs.map((path) => readFileSync(path));
  expect([x, y, readFileSync(folder.at('d', 'other'), 'utf8')]).toEqual([archive, other, 'other']);
  // The link is replaced, and not what it leads to.
  expect(readFileSync(folder.at('d', 'z'), 'utf8')).toBe('inside');
});

it('an archive that is named by several paths is extracted once', async () => {
  using folder = scene(OLD);
  symlinkSync('x.zip', folder.at('link.zip'));
  symlinkSync('.', folder.at('here'));
  const inputs = ['x.zip', 'link.zip', 'here/x.zip', 'x.zip'].map((name) => `${folder.path}/${name}`);
  const { outputs } = await runExtract(executor, { inputs, folder: folder.at('new') });
  expect(outputs).toEqual([folder.at('new', 'd')]);
});

it('a file that comes while names are given is not replaced', async () => {
  using folder = new TempFolder();
  mkdirSync(folder.at('out/d'), { recursive: true });
  mkdirSync(folder.at('part/d'), { recursive: true });
  writeFileSync(folder.at('part/d/a'), 'archive');
  const request = mergeRequest(folder);
  const { skipped, paths } = mergeTree({ ...request, moves: planMerge(request).moves }, (path) =>
    writeFileSync(path, 'mine'),
  );
  expect([skipped, paths, readFileSync(folder.at('out/d/a'), 'utf8')]).toEqual([['a'], [], 'mine']);
});

describe('a folder that becomes a link while files are moved into it', () => {
  it('is not followed', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.at('outside'));
    mkdirSync(folder.at('out', 'd', 'sub'), { recursive: true });
    mkdirSync(folder.at('part', 'd', 'sub', 'deep'), { recursive: true });
    for (const name of ['a', 'b', 'deep/c']) writeFileSync(folder.at('part', 'd', 'sub', name), 'archive');
    const request = {
      part: folder.at('part'),
      folder: folder.at('out'),
      wrapper: 'x',
      roots: ['d'],
      folders: [],
      collision: 'skip' as const,
      owners: false,
    };
    const { failed, paths } = mergeTree({ ...request, moves: planMerge(request).moves }, (path) => {
      if (!path.endsWith('/b')) return;
      renameSync(folder.at('out', 'd', 'sub'), folder.at('out', 'd', 'moved'));
      symlinkSync(folder.at('outside'), folder.at('out', 'd', 'sub'));
    });
    expect(readdirSync(folder.at('outside'))).toEqual([]);
    expect(paths).toEqual([folder.at('out', 'd', 'sub', 'a')]);
    expect(failed.map(({ name, error }) => `${name} ${error.code}`)).toEqual([
      'sub/b LINK_IN_THE_WAY',
      'sub/deep LINK_IN_THE_WAY',
    ]);
  });
});

it('archives with several things on top get a folder of their own, named after them', async () => {
  using folder = new TempFolder();
  writeFileSync(folder.at('My files.v2.zip'), oddZip({ entries: [{ name: 'a' }, { name: 'b' }] }));
  const { outputs } = await runExtract(executor, { inputs: [folder.at('My files.v2.zip')], folder: '' });
  expect(outputs).toEqual([folder.at('My files.v2')]);
  expect(readdirSync(folder.at('My files.v2')).sort()).toEqual(['a', 'b']);
});

it('only what is chosen is extracted', async () => {
  using folder = new TempFolder();
  writeFileSync(folder.at('x.zip'), oddZip({ entries }));
  const job = { inputs: [folder.at('x.zip')], folder: folder.at('out') };
  await runExtract(executor, { ...job, options: { only: ['new'] } });
  expect(readdirSync(folder.at('out', 'd'))).toEqual(['sub']);
  const nothing = runExtract(executor, { ...job, options: { only: ['*.jpg'] } });
  await expect(nothing).rejects.toMatchObject({ code: 'NOTHING_CHOSEN' });
});

describe('a job that is cancelled', () => {
  it.for(['zip', 'tar.gz'])(
    'in the middle of a %s leaves nothing behind, not even the folder it made',
    async (format) => {
      using folder = new TempFolder();
      mkdirSync(folder.at('src'));
      for (let file = 0; file < 3000; file++)
        writeFileSync(folder.at('src', `file-${file}`), `content ${file}`.repeat(99));
      const [program, ...args] = format === 'zip' ? ['zip', '-qr', 'x.zip', 'src'] : ['tar', '-czf', 'x.tar.gz', 'src'];
      execFileSync(program ?? '', args, { cwd: folder.path });
      const controller = new AbortController();
      const job = {
        inputs: [folder.at(`x.${format}`)],
        folder: folder.at('out', 'inner'),
        signal: controller.signal,
        onAdvance: () => controller.abort(new Error('enough')),
      };
      await expect(runExtract(executor, job)).rejects.toThrow('enough');
      expect(existsSync(folder.at('out'))).toBe(false);
    },
  );
});
