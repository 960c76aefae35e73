// A job that is lost while its files move into a folder that is there: all that has moved is known, and the job goes on where it was.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isWindows } from '../../files/system.ts';
import { JobJournal } from '../../journal/job-journal.ts';
import type { JobTasks } from '../job-tasks.ts';
import type { ExtractOptions } from './options.ts';
import type * as extractTasks from './tasks.ts';
import { mergeRequest } from './testing/merge-request.ts';
import { oddZip } from './testing/odd-zip.ts';
import { makeExecutor, runExtract, TempFolder, treeOf } from './testing/run-extract.ts';
import { type MergeRequest, mergeTree, planMerge } from './write/merge.ts';

const executor = makeExecutor();
afterAll(() => executor.shutdown());

type Tasks = JobTasks<typeof extractTasks>;

const NAMES = ['d/a', 'd/b', 'd/mine', 'd/new/deep/c', 'd/new/e', 'd/sub/f', 'd/sub/inner/g'];
const TIME = new Date(2020, 1, 1);

function scene(): TempFolder {
  const folder = new TempFolder();
  const entries = NAMES.map((name) => ({ name, data: Buffer.from(`archive ${name}`) }));
  writeFileSync(folder.at('x.zip'), oddZip({ entries }));
  mkdirSync(folder.at('out/d/sub'), { recursive: true });
  writeFileSync(folder.at('out/d/mine'), 'mine');
  writeFileSync(folder.at('out/d/sub/mine'), 'mine');
  return folder;
}

/** The program ends when so many have moved, before anybody could say so. */
function lostAfter(count: number): (tasks: Tasks) => Tasks {
  const merge = async (request: MergeRequest) => {
    mergeTree({ ...request, moves: request.moves.slice(0, count) });
    throw new Error('lost');
  };
  return (tasks) => ({
    ...wrapped(tasks),
    run: ((name: string, input: never) => (name === 'merge' ? merge(input) : tasks.run(name as never, input))) as never,
  });
}

function wrapped(tasks: Tasks): Tasks {
  return {
    workers: tasks.workers,
    ready: () => tasks.ready(),
    submit: tasks.submit.bind(tasks),
    run: tasks.run.bind(tasks),
    map: tasks.map.bind(tasks),
  };
}

const newNames = (folder: TempFolder) =>
  readdirSync(folder.at('out'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path, 'utf8') !== 'mine')
    .toSorted();

/** Paths that a job says it has made hold a file. */
const isCovered = (path: string, made: readonly string[]) =>
  made.some((one) => path === one || path.startsWith(one + sep));

describe.each(['skip', 'newer', 'overwrite'] as const)('with %s', (collision: ExtractOptions['collision']) => {
  it('is known by its journal to have made all that has moved, and ends as if nothing had been', async () => {
    using whole = scene();
    const job = (folder: TempFolder) => ({
      inputs: [folder.at('x.zip')],
      folder: folder.at('out'),
      options: { collision },
    });
    await runExtract(executor, job(whole));
    const expected = treeOf(whole.at('out'), { contentOnly: true });
    for (let count = 0; count <= 5; count++) {
      using folder = scene();
      const file = folder.at('job.progress');
      const journal = new JobJournal(file);
      await expect(runExtract(executor, { ...job(folder), journal, tasks: lostAfter(count) })).rejects.toThrow('lost');
      journal.close();
      const made = JobJournal.namedIn(file).map(({ path }) => path);
      for (const path of newNames(folder)) expect(isCovered(path, made), `${path} after ${count}`).toBe(true);
      // The user's own folders and files are no results.
      for (const path of ['out/d', 'out/d/sub', 'out/d/sub/mine']) expect(made).not.toContain(folder.at(path));

      const again = new JobJournal(file);
      const { outputs, skips } = await runExtract(executor, { ...job(folder), journal: again });
      again.close();
      expect(treeOf(folder.at('out'), { contentOnly: true })).toEqual(expected);
      expect(skips.map(({ path }) => path)).toEqual(collision === 'overwrite' ? [] : ['mine']);
      for (const path of newNames(folder)) expect(isCovered(path, outputs), `${path} after ${count}`).toBe(true);
      expect(
        JobJournal.namedIn(file)
          .map(({ path }) => path)
          .toSorted(),
      ).toEqual(outputs.toSorted());
      expect(readdirSync(folder.at('out'))).toEqual(['d']);
    }
  });
});

it('a second try of the moves does what the first one has not done', () => {
  using folder = new TempFolder();
  mkdirSync(folder.at('out/d'), { recursive: true });
  mkdirSync(folder.at('part/d/new'), { recursive: true });
  for (const name of ['a', 'b', 'new/c']) writeFileSync(folder.at('part/d', name), name);
  const request = mergeRequest(folder);
  const { moves } = planMerge(request);
  expect(moves).toHaveLength(3);
  mergeTree({ ...request, moves: moves.slice(0, 2) });
  const { paths, skipped, failed } = mergeTree({ ...request, moves });
  expect([paths, skipped, failed]).toEqual([['a', 'b', 'new'].map((name) => folder.at('out/d', name)), [], []]);
});

it('a folder that is new keeps permissions and times of the archive, and the group of where it goes', () => {
  using folder = new TempFolder();
  mkdirSync(folder.at('out/d'), { recursive: true });
  mkdirSync(folder.at('part/d/new/deep'), { recursive: true, mode: 0o700 });
  const folders = [
    { path: 'd/new', mode: 0o550, mtime: TIME.getTime() },
    { path: 'd/new/deep', mode: 0o711, mtime: TIME.getTime() },
  ];
  const request = { ...mergeRequest(folder), folders };
  const { moves } = planMerge(request);
  mergeTree({ ...request, moves });
  const facts = ['new', 'new/deep'].map((name) => statSync(folder.at('out/d', name)));
  expect(facts.map(({ mode, mtime }) => [(mode & 0o7777).toString(8), mtime])).toEqual([
    // Windows has no permissions.
    [isWindows ? '666' : '550', TIME],
    [isWindows ? '666' : '711', TIME],
  ]);
});

it('no empty folder holds the name of a result', async () => {
  using folder = new TempFolder();
  writeFileSync(folder.at('x.zip'), oddZip({ entries: [{ name: 'd/a' }, { name: 'd/b' }] }));
  const seen: (readonly string[])[] = [];
  const file = folder.at('job.progress');
  const journal = new JobJournal(file);
  const naming = journal.naming.bind(journal);
  journal.naming = (...words) => {
    seen.push(readdirSync(folder.at('out')).filter((name) => !name.startsWith('.')));
    naming(...words);
  };
  await runExtract(executor, { inputs: [folder.at('x.zip')], folder: folder.at('out'), journal });
  journal.close();
  // A kill in this moment leaves nothing that would have to be removed.
  expect(seen).toEqual([[]]);
});
