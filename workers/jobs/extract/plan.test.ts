// What the review shows before anything is extracted.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import type { PlanReport } from '../job-plan.ts';
import { bindTasks } from '../job-tasks.ts';
import { plan } from './job-plan.ts';
import { type ExtractOptions, extractDefaults } from './options.ts';
import type * as extractTasks from './tasks.ts';
import { oddZip } from './testing/odd-zip.ts';
import { makeExecutor, TempFolder } from './testing/run-extract.ts';

const executor = makeExecutor();
afterAll(() => executor.shutdown());

async function planned(inputs: readonly string[], options: Partial<ExtractOptions> = {}) {
  const found = { outputs: [] as string[], skips: [] as string[], notes: [] as string[], bytes: 0, files: 0 };
  const report: PlanReport = {
    total: ({ files }) => {
      found.files = files;
    },
    output: (path, fate) => found.outputs.push(`${path} ${fate}`),
    unseen() {},
    skip: ({ path, code }) => found.skips.push(`${path} ${code}`),
    note: ({ code }) => found.notes.push(code),
    wouldFail() {},
    need: (_folder, bytes) => {
      found.bytes = bytes;
    },
  };
  const { signal } = new AbortController();
  const tasks = bindTasks<typeof extractTasks>({ executor, type: 'extract', workers: 2, signal });
  await plan({ inputs, options: { ...extractDefaults, ...options }, signal, tasks, report });
  return found;
}

const hi = Buffer.from('hi');

it('lists where each entry goes, what is refused, and how much room it needs', async () => {
  using folder = new TempFolder();
  const entries = [
    { name: 'a', data: hi },
    { name: 'b/c', data: Buffer.alloc(1000) },
    { name: '../evil', data: hi },
    { name: '/abs', data: hi },
  ];
  writeFileSync(folder.at('x.zip'), oddZip({ entries }));
  const { outputs, skips, notes, bytes, files } = await planned([folder.at('x.zip')]);
  expect(outputs.sort()).toEqual([
    `${folder.at('x', 'a')} new`,
    `${folder.at('x', 'abs')} new`,
    `${folder.at('x', 'b', 'c')} new`,
  ]);
  expect([skips, notes, bytes, files]).toEqual([['../evil LEADS_OUTSIDE'], ['NAME_CHANGED'], 1004, 3]);
  expect(readdirSync(folder.path)).toEqual(['x.zip']);
});

it('tells which names are taken', async () => {
  using folder = new TempFolder();
  writeFileSync(
    folder.at('x.zip'),
    oddZip({
      entries: [
        { name: 'd/a', data: hi },
        { name: 'd/b', data: hi },
      ],
    }),
  );
  mkdirSync(folder.at('d'));
  writeFileSync(folder.at('d', 'a'), 'mine');
  const fates = async (collision: ExtractOptions['collision']) =>
    (await planned([folder.at('x.zip')], { collision })).outputs.map((line) => line.split(' ').at(-1));
  expect(await fates('rename')).toEqual(['numbered', 'numbered']);
  expect(await fates('skip')).toEqual(['skipped', 'new']);
  expect(await fates('overwrite')).toEqual(['replaces', 'new']);
});

it('reads through archives that have no table of contents', async () => {
  using folder = new TempFolder();
  mkdirSync(folder.at('d'));
  writeFileSync(folder.at('d', 'a'), 'hello');
  execFileSync('tar', ['-cJf', 'x.tar.xz', 'd'], { cwd: folder.path });
  const { outputs, bytes } = await planned([folder.at('x.tar.xz')], { folder: folder.at('out') });
  expect([outputs, bytes]).toEqual([[`${folder.at('out', 'd', 'a')} new`], 5]);
});

it('names an archive that cannot be read, and goes on with the others', async () => {
  using folder = new TempFolder();
  writeFileSync(folder.at('x.zip'), oddZip({ entries: [{ name: 'a', data: hi }] }));
  writeFileSync(folder.at('y.zip'), 'no archive');
  const { outputs, skips } = await planned([folder.at('y.zip'), folder.at('x.zip')]);
  expect(outputs).toEqual([`${folder.at('a')} new`]);
  expect(skips).toEqual([`${folder.at('y.zip')} NOT_AN_ARCHIVE`]);
  await expect(planned([folder.at('y.zip')])).rejects.toMatchObject({ code: 'NOT_AN_ARCHIVE' });
});
