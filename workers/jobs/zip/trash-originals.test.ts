// Originals that go to the trash when their archive is done: all of what was packed, nothing else, and all of it comes back.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Original } from '../../files/changes/change-request.ts';
import { FileChanger } from '../../files/changes/file-changer.ts';
import { LeftBehind } from '../../files/changes/left-behind.ts';
import { layOver } from '../../files/changes/testing/disks.ts';
import { TrashCan } from '../../files/changes/trash-can.ts';
import { JobJournal } from '../../journal/job-journal.ts';
import { noise, text } from './testing/hard-tree.ts';
import { threads } from './testing/pack-tested.ts';
import { KeptReport, runZip, TempFolder, type ZipJob } from './testing/run-zip.ts';
import { ALL, describeTree } from './testing/unpackers.ts';

afterAll(() => threads.shutdown());

/** The changer as the app has it, with a trash in the folder. */
function makeChanger(folder: TempFolder) {
  const files = folder.at('data/Trash/files');
  mkdirSync(files, { recursive: true });
  const trash = new TrashCan({
    trashItem: async (path) => renameSync(path, join(files, basename(path))),
    spareFolder: folder.at('spare'),
    platform: 'linux',
    environment: { XDG_DATA_HOME: folder.at('data') },
  });
  const changer = new FileChanger({ folder: folder.at('changes'), trash });
  onTestFinished(() => changer.close());
  const trashOriginal = async (original: Original): Promise<'done' | 'changed'> => {
    const request = { part: null, result: null, name: original.path, original };
    return (await changer.replace('job', request)).note === 'changed' ? 'changed' : 'done';
  };
  return { changer, trashOriginal, trashed: () => readdirSync(files).toSorted() };
}

function make(folder: TempFolder): void {
  mkdirSync(folder.at('in/sub/empty'), { recursive: true });
  writeFileSync(folder.at('in/a.txt'), text(5000));
  writeFileSync(folder.at('in/sub/big'), noise(2_000_000));
  symlinkSync('a.txt', folder.at('in/link'));
  writeFileSync(folder.at('one.txt'), 'one');
  mkdirSync(folder.at('out'));
}

function pack(folder: TempFolder, job: Partial<ZipJob>, inputs = ['in', 'one.txt']) {
  const options = { trashOriginals: true, ...job.options };
  return runZip(threads, { ...job, inputs: inputs.map((name) => folder.at(name)), folder: folder.at('out'), options });
}

const codes = (skips: readonly { readonly path: string; readonly code: string }[]) =>
  Object.fromEntries(skips.map(({ path, code }) => [basename(path), code]));

it.for(['zip', 'tar.gz'] as const)(
  'inputs go to the trash as they were given, and come back as they were: %s',
  async (format) => {
    using folder = new TempFolder();
    make(folder);
    const before = describeTree(folder.at('in'), ALL);
    const { changer, trashOriginal, trashed } = makeChanger(folder);
    const { skips, notes } = await pack(folder, { trashOriginal, options: { format } });
    expect(skips).toEqual([]);
    expect(notes).toContainEqual({ code: 'ORIGINALS_TRASHED', params: { count: 2 } });
    expect(trashed()).toEqual(['in', 'one.txt']);
    expect([existsSync(folder.at('in')), existsSync(folder.at('one.txt'))]).toEqual([false, false]);
    for (const change of changer.changes('job').toReversed()) await changer.restore('job', change);
    expect(describeTree(folder.at('in'), ALL)).toEqual(before);
    expect(trashed()).toEqual([]);
    await changer.close();
  },
);

it('hard links count as packed, and what was named twice goes once', async () => {
  using folder = new TempFolder();
  make(folder);
  linkSync(folder.at('in/a.txt'), folder.at('in/second'));
  const { trashOriginal, trashed } = makeChanger(folder);
  const { skips } = await pack(folder, { trashOriginal, options: { format: 'tar' } }, ['in/sub', 'in', 'in/a.txt']);
  expect([skips, trashed()]).toEqual([[], ['in']]);
});

it('both names of a file of a container go, too', async ({ skip }) => {
  using folder = new TempFolder();
  make(folder);
  linkSync(folder.at('one.txt'), folder.at('two.txt'));
  const layers = layOver(folder.path);
  if (typeof layers === 'string') return skip(`overlayfs cannot be mounted here: ${layers}`);
  using _layers = layers;
  const { changer, trashOriginal, trashed } = makeChanger(folder);
  const { skips } = await pack(folder, { trashOriginal }, ['one.txt', 'two.txt']);
  expect([skips, trashed()]).toEqual([[], ['one.txt', 'two.txt']]);
  await changer.close();
});

describe('originals stay', () => {
  const strikes: Readonly<Record<string, readonly [(folder: TempFolder) => void, ZipJob['options'], string]>> = {
    'with a file that a pattern excludes': [() => {}, { exclude: ['a.txt'] }, 'NOT_TRASHED_PARTLY'],
    'with a hidden file that is excluded': [
      (folder) => writeFileSync(folder.at('in/.hidden'), ''),
      { leaveOut: ['hidden'] },
      'NOT_TRASHED_PARTLY',
    ],
    'with a hidden file in whose stead a link leads to another one': [
      (folder) => {
        writeFileSync(folder.at('in/.hidden'), '');
        mkdirSync(folder.at('elsewhere'));
        writeFileSync(folder.at('elsewhere/file'), '');
        symlinkSync('../elsewhere', folder.at('in/to elsewhere'));
      },
      { leaveOut: ['hidden'], links: 'follow' },
      'NOT_TRASHED_PARTLY',
    ],
    'with a link that is skipped': [() => {}, { links: 'skip' }, 'NOT_TRASHED_PARTLY'],
    'with a pipe': [(folder) => void execFileSync('mkfifo', [folder.at('in/pipe')]), {}, 'NOT_TRASHED_PARTLY'],
    'with an unfinished file of another job': [
      (folder) => writeFileSync(folder.at('in/.dropmill-abc-0123456789ab.part'), ''),
      {},
      'NOT_TRASHED_PARTLY',
    ],
    'with an original that another job is replacing': [
      (folder) => {
        mkdirSync(folder.at('in/.dropmill-abc-0123456789ab.kept'));
        writeFileSync(folder.at('in/.dropmill-abc-0123456789ab.kept/a.txt'), 'original');
      },
      {},
      'NOT_TRASHED_PARTLY',
    ],
  };
  it.for(Object.keys(strikes))('%s', async (name) => {
    using folder = new TempFolder();
    make(folder);
    const [strike, options, code] = strikes[name] ?? [];
    strike?.(folder);
    const { trashOriginal, trashed } = makeChanger(folder);
    const { skips } = await pack(folder, { trashOriginal, ...(options && { options }) });
    expect(codes(skips)).toMatchObject({ in: code });
    expect([trashed(), existsSync(folder.at('in/sub/big'))]).toEqual([['one.txt'], true]);
  });

  it('with a folder in which another one of the same disk is mounted: who empties the trash would empty that', async (context) => {
    using folder = new TempFolder();
    make(folder);
    mkdirSync(folder.at('elsewhere'));
    writeFileSync(folder.at('elsewhere/file'), 'theirs');
    mkdirSync(folder.at('in/sub/the mount'));
    if (spawnSync('mount', ['--bind', folder.at('elsewhere'), folder.at('in/sub/the mount')]).status !== 0)
      context.skip('Nothing can be mounted here.');
    onTestFinished(() => void spawnSync('umount', ['-l', folder.at('in/sub/the mount')]));
    const { trashOriginal, trashed } = makeChanger(folder);
    const { skips } = await pack(folder, { trashOriginal });
    execFileSync('umount', [folder.at('in/sub/the mount')]);
    expect(codes(skips)).toMatchObject({ in: 'NOT_TRASHED_PARTLY' });
    expect([trashed(), existsSync(folder.at('in/sub/big'))]).toEqual([['one.txt'], true]);
  });

  it.for(['in/a.txt', 'in/sub/big', 'in/new', 'one.txt'])(
    'that are changed while they are packed: %s',
    async (name) => {
      using folder = new TempFolder();
      make(folder);
      const report = new KeptReport();
      report.onAdvance = () => appendFileSync(folder.at(name), 'more');
      const { trashOriginal, trashed } = makeChanger(folder);
      const { skips } = await pack(folder, { trashOriginal, report });
      const [changed = '', other] = name === 'one.txt' ? [name, 'in'] : ['in', 'one.txt'];
      expect(codes(skips)[changed]).toMatch(/^NOT_TRASHED_(CHANGED|PARTLY)$/);
      expect([trashed(), existsSync(folder.at(changed))]).toEqual([[other], true]);
    },
  );

  it('that hold the archive, or are a link', async () => {
    using folder = new TempFolder();
    make(folder);
    symlinkSync('one.txt', folder.at('to one'));
    const { trashOriginal, trashed } = makeChanger(folder);
    const inputs = [folder.at('in'), folder.at('to one')];
    const { skips, outputs } = await runZip(threads, {
      inputs,
      folder: folder.at('in'),
      options: { trashOriginals: true },
      trashOriginal,
    });
    expect(codes(skips)).toEqual({ in: 'NOT_TRASHED_CHANGED', 'to one': 'NOT_TRASHED_LINK' });
    expect([trashed(), existsSync(outputs[0] ?? '')]).toEqual([[], true]);
    expect(lstatSync(folder.at('to one')).isSymbolicLink()).toBe(true);
  });

  it('when the trash refuses, and the reason is reported', async () => {
    using folder = new TempFolder();
    make(folder);
    const trashOriginal = () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' }));
    const { skips, outputs } = await pack(folder, { trashOriginal });
    expect([codes(skips), outputs.length]).toEqual([{ in: 'EACCES', 'one.txt': 'EACCES' }, 1]);
  });

  it('and one that could be moved neither to the trash nor back is reported, with its place', async () => {
    using folder = new TempFolder();
    make(folder);
    const place = folder.at('kept');
    const trashOriginal = async ({ path }: Original) => {
      if (basename(path) !== 'in') return 'done' as const;
      renameSync(path, place);
      throw new LeftBehind(place, undefined);
    };
    const { skips } = await pack(folder, { trashOriginal });
    expect(skips).toMatchObject([{ path: folder.at('in'), code: 'ORIGINAL_LEFT', params: { place } }]);
  });

  it('when there is no trash: nothing is packed then', async () => {
    using folder = new TempFolder();
    make(folder);
    await expect(pack(folder, {})).rejects.toMatchObject({ code: 'NO_TRASH_HERE' });
    expect(readdirSync(folder.at('out'))).toEqual([]);
  });
});

describe('a job that is started again', () => {
  it('continues with what it had not moved yet', async () => {
    using folder = new TempFolder();
    make(folder);
    const { trashOriginal, trashed } = makeChanger(folder);
    const file = folder.at('progress');
    let calls = 0;
    const lost = async (original: Original) => {
      if (++calls === 1) return trashOriginal(original);
      throw new Error('host lost');
    };
    const first = new JobJournal(file);
    const { outputs } = await pack(folder, { trashOriginal: lost, journal: first });
    first.close();
    const second = new JobJournal(file);
    const again = await pack(folder, { trashOriginal, journal: second });
    second.close();
    expect([again.outputs, again.skips, trashed()]).toEqual([outputs, [], ['in', 'one.txt']]);
    expect(readdirSync(folder.at('out'))).toEqual([basename(outputs[0] ?? '')]);
  });

  it('leaves originals whose archive was done before anything was settled about them', async () => {
    using folder = new TempFolder();
    make(folder);
    const file = folder.at('progress');
    const first = new JobJournal(file);
    await pack(folder, { journal: first, options: { trashOriginals: false } });
    first.close();
    const { trashOriginal, trashed } = makeChanger(folder);
    const second = new JobJournal(file);
    const { skips } = await pack(folder, { trashOriginal, journal: second });
    second.close();
    expect([codes(skips), trashed()]).toEqual([{ in: 'NOT_TRASHED_UNREAD', 'one.txt': 'NOT_TRASHED_UNREAD' }, []]);
  });
});
