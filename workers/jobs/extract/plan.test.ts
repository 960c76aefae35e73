// What the review shows before anything is extracted.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { sep } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { PlanReport } from '../../plan/job-plan.ts';
import type { PlannedEntry } from '../../plan/plan-contents.ts';
import { formatRanges } from '../entry-ranges.ts';
import { bindTasks } from '../job-tasks.ts';
import { plan } from './job-plan.ts';
import { type ExtractOptions, extractDefaults } from './options.ts';
import type * as extractTasks from './tasks.ts';
import { oddZip, UNIX_FOLDER, UNIX_LINK } from './testing/odd-zip.ts';
import { makeExecutor, runExtract, TempFolder } from './testing/run-extract.ts';

const executor = makeExecutor();
afterAll(() => executor.shutdown());

async function planned(inputs: readonly string[], options: Partial<ExtractOptions> = {}) {
  const found = {
    outputs: [] as string[],
    skips: [] as string[],
    notes: [] as string[],
    asks: [] as string[],
    refused: [] as string[],
    entries: [] as PlannedEntry[],
    bytes: 0,
    files: 0,
  };
  const report: PlanReport = {
    total: ({ files }) => {
      found.files = files;
    },
    output: (path, fate) => found.outputs.push(`${path} ${fate}`),
    unseen() {},
    skip: ({ path, code }) => found.skips.push(`${path} ${code}`),
    note: ({ code }) => found.notes.push(code),
    wouldFail() {},
    ask: (option, { code }, grave) => found.asks.push(`${option} ${code} ${grave}`),
    holds() {},
    entry: (entry) => found.entries.push(entry) - 1,
    entryCount() {},
    entryFate() {},
    entryRefused: (entry, { code }) => found.refused.push(`${found.entries[entry]?.path} ${code}`),
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

it('shows a split archive once, whichever parts are given, and what it lacks', async () => {
  using folder = new TempFolder();
  const entries = [
    { name: 'a', data: hi },
    { name: 'b', data: Buffer.alloc(1000), method: 0 },
  ];
  const whole = oddZip({ entries });
  for (const part of [1, 2, 3])
    writeFileSync(folder.at(`x.zip.00${part}`), whole.subarray(part * 500 - 500, part * 500));
  const { outputs, files } = await planned([folder.at('x.zip.002'), folder.at('x.zip.003')]);
  expect([outputs, files]).toEqual([[`${folder.at('x', 'a')} new`, `${folder.at('x', 'b')} new`], 2]);
  rmSync(folder.at('x.zip.001'));
  await expect(planned([folder.at('x.zip.002')])).rejects.toMatchObject({
    code: 'PART_MISSING',
    params: { name: 'x.zip.001' },
  });
});

it('says which names are taken', async () => {
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
  const { outputs, notes } = await planned([folder.at('x.zip')], { collision: 'rename' });
  expect(outputs).toEqual([`${folder.at('d (2)', 'a')} new`, `${folder.at('d (2)', 'b')} new`]);
  expect(notes).toEqual(['FOLDER_NUMBERED']);
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

it('names an archive that cannot be read, and continues with the others', async () => {
  using folder = new TempFolder();
  writeFileSync(folder.at('x.zip'), oddZip({ entries: [{ name: 'a', data: hi }] }));
  writeFileSync(folder.at('y.zip'), 'no archive');
  const { outputs, skips } = await planned([folder.at('y.zip'), folder.at('x.zip')]);
  expect(outputs).toEqual([`${folder.at('a')} new`]);
  expect(skips).toEqual([`${folder.at('y.zip')} NOT_AN_ARCHIVE`]);
  await expect(planned([folder.at('y.zip')])).rejects.toMatchObject({ code: 'NOT_AN_ARCHIVE' });
});

it('lists each entry with its number, its original name, and what is wrong with it', async () => {
  using folder = new TempFolder();
  const entries = [
    { name: 'd/', attributes: UNIX_FOLDER },
    { name: 'd/a', data: hi },
    { name: '/abs', data: hi },
    { name: '../evil', data: hi },
    { name: 'd/out', data: Buffer.from('../../..'), attributes: UNIX_LINK },
    { name: 'd/photo.jpg.exe', data: hi },
    { name: 'd/\u202egpj.exe', data: hi },
  ];
  writeFileSync(folder.at('x.zip'), oddZip({ entries }));
  const { entries: told, refused } = await planned([folder.at('x.zip')]);
  const lines = told.map(({ index, path, kind, from, warning, refused: why }) =>
    [index, path, kind, from ?? '', warning?.code ?? '', why?.code ?? ''].join(' ').trim(),
  );
  expect(lines.sort()).toEqual([
    '0 d folder',
    '1 d/a file',
    '2 abs file /abs',
    '3 ../evil special   LEADS_OUTSIDE',
    '4 d/out link',
    '5 d/photo.jpg.exe file  PROGRAM_DISGUISED',
    '6 d/\u202egpj.exe file  NAME_HIDES',
  ]);
  expect(refused).toEqual(['d/out LINK_LEADS_OUTSIDE']);
});

it('numbers entries as the job does, whatever reads the archive', async () => {
  using folder = new TempFolder();
  for (const name of ['a', 'b', 'c', 'd']) writeFileSync(folder.at(name), name);
  execFileSync('sh', ['-c', 'tar cf x.tar a b c d; 7zz a x.7z a b c d; 7zz a -tzip -mm=LZMA x.zip a b c d'], {
    cwd: folder.path,
    stdio: 'pipe',
  });
  for (const name of ['x.tar', 'x.7z', 'x.zip']) {
    const { entries } = await planned([folder.at(name)]);
    const wanted = entries.filter(({ path }) => 'bd'.includes(path)).map(({ index }) => index);
    const job = { inputs: [folder.at(name)], folder: folder.at(`out-${name}`) };
    const line = formatRanges(wanted, entries.length);
    await runExtract(executor, { ...job, options: { entries: [line] } });
    expect(readdirSync(folder.at(`out-${name}`, 'x')).sort(), name).toEqual(['b', 'd']);
    const stale = runExtract(executor, { ...job, options: { entries: ['5/1,3'] } });
    await expect(stale, name).rejects.toMatchObject({ code: 'ARCHIVE_CHANGED' });
  }
});

it('asks for what is missing instead of failing', async () => {
  using folder = new TempFolder();
  writeFileSync(folder.at('a'), 'content');
  const pack = 'zip -qP good x.zip a; 7zz a -pgood y.7z a; 7zz a -mhe=on -pgood z.7z a';
  execFileSync('sh', ['-c', pack], { cwd: folder.path, stdio: 'pipe' });
  for (const name of ['x.zip', 'y.7z', 'z.7z']) {
    const asked = async (password: string) => (await planned([folder.at(name)], { password })).asks;
    expect(await asked(''), name).toEqual(['password PASSWORD_NEEDED true']);
    expect(await asked('bad'), name).toEqual(['password PASSWORD_WRONG true']);
    expect(await asked('bad\ngood'), name).toEqual([]);
  }
  const large = oddZip({ entries: [{ name: 'a', data: hi, lies: { size: 0xfffffff0 } }] });
  writeFileSync(folder.at('large.zip'), large);
  expect((await planned([folder.at('large.zip')])).asks).toEqual(['allowLarge TOO_LARGE true']);
  writeFileSync(
    folder.at('names.zip'),
    oddZip({ entries: [{ name: Buffer.from('Gr\xf6\xdfe', 'latin1'), flags: 0 }] }),
  );
  expect((await planned([folder.at('names.zip')])).asks).toEqual(['encoding ENCODING_GUESSED false']);
});

it('says which files are replaced if newer', async () => {
  using folder = new TempFolder();
  writeFileSync(
    folder.at('x.zip'),
    oddZip({ entries: ['old', 'new'].map((name) => ({ name: `d/${name}`, data: hi })) }),
  );
  mkdirSync(folder.at('d'));
  for (const [name, year] of [
    ['old', 2001],
    ['new', 2031],
  ] as const) {
    writeFileSync(folder.at('d', name), 'mine');
    utimesSync(folder.at('d', name), new Date(year, 0), new Date(year, 0));
  }
  const { outputs } = await planned([folder.at('x.zip')], { collision: 'newer' });
  const names = outputs.map((line) => line.slice(folder.path.length + 1).replaceAll(sep, '/'));
  expect(names.sort()).toEqual(['d/new skipped', 'd/old replaces']);
});
