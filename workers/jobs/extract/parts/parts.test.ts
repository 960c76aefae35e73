// Split archives come back as what went in, whichever part is given, and what is missing is named.
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JobJournal } from '../../../journal/job-journal.ts';
import { COMMAND_LINE } from '../../../testing/command-line.ts';
import { extractDefinition } from '../definition.ts';
import { areLightArchives } from '../read/light-archives.ts';
import { type ExtractJob, makeExecutor, runExtract, TempFolder, treeOf } from '../testing/run-extract.ts';
import { findParts } from './find-parts.ts';
import { openArchive } from './open-archive.ts';
import { archivesOf } from './part-names.ts';

const executor = makeExecutor();
const folder = new TempFolder();
const password = 'päss';

beforeAll(() => {
  mkdirSync(folder.at('src', 'sub'), { recursive: true });
  // Noise, which no format packs, and many small files, whose headers lie on the borders of parts.
  const noise = Buffer.alloc(150_000);
  for (let index = 0, state = 1; index < noise.length; index++) {
    state = (state * 48_271) % 2_147_483_647;
    noise[index] = state & 255;
  }
  writeFileSync(folder.at('src', 'noise'), noise);
  for (let index = 0; index < 60; index++)
    writeFileSync(folder.at('src', 'sub', `n${index}`), noise.subarray(index * 2000, index * 2000 + 1500));
  writeFileSync(folder.at('pw'), password);
});

afterAll(async () => {
  await executor.shutdown();
  folder[Symbol.dispose]();
});

function pack(program: string, ...args: string[]): void {
  execFileSync(program, args, { cwd: folder.path, stdio: 'pipe' });
}

/** Makes `NAME.001` and so on, in a folder of their own. @returns their paths */
function partsOf(make: (name: string) => void, name: string): readonly string[] {
  make(name);
  const own = folder.at(`parts of ${name}`);
  mkdirSync(own);
  for (const part of readdirSync(folder.path).filter((one) => one.startsWith(`${name}.`)))
    renameSync(folder.at(part), join(own, part));
  rmSync(folder.at(name), { force: true });
  return readdirSync(own)
    .sort()
    .map((part) => join(own, part));
}

const ours = (name: string, ...options: string[]) =>
  pack(process.execPath, COMMAND_LINE, 'zip', '--split', '30k', ...options, '-o', name, 'src');
const sevenZip = (name: string, ...options: string[]) => pack('7zz', 'a', '-bd', '-v30k', ...options, name, 'src');
const cut = (name: string) => pack('split', '-b', '30k', '-d', '-a', '3', '--numeric-suffixes=1', name, `${name}.`);

const MAKERS: readonly (readonly [string, string, (name: string) => void])[] = [
  ['our own zip job', 'own.zip', (name) => ours(name)],
  ['our own zip job', 'own.tar', (name) => ours(name)],
  ['our own zip job', 'own.tar.gz', (name) => ours(name)],
  ['our own zip job', 'own.tar.zst', (name) => ours(name)],
  ['our own zip job, with a password', 'locked.zip', (name) => ours(name, '--password-file', 'pw')],
  ['7-Zip', 'seven.7z', (name) => sevenZip(name)],
  ['7-Zip, with encrypted names', 'locked.7z', (name) => sevenZip(name, '-mhe=on', `-p${password}`)],
  ['7-Zip', 'seven.zip', (name) => sevenZip(name, '-tzip')],
  ['7-Zip, by a method that is its own', 'lzma.zip', (name) => sevenZip(name, '-tzip', '-mm=LZMA')],
  [
    'split, zip64',
    'wide.zip',
    (name) => {
      pack('zip', '-fz', '-qr', name, 'src');
      cut(name);
    },
  ],
  [
    'split',
    'cut.tar.xz',
    (name) => {
      pack('tar', '-cJf', name, 'src');
      cut(name);
    },
  ],
];

async function extract(inputs: readonly string[], job: Omit<Partial<ExtractJob>, 'inputs'> = {}) {
  const out = folder.at('out');
  try {
    const options = { password, ...job.options };
    const result = await runExtract(executor, { ...job, inputs, folder: out, options });
    const names = existsSync(out) ? readdirSync(out) : [];
    return { ...result, names, tree: existsSync(out) ? treeOf(out, { contentOnly: true }) : [] };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

describe('parts are one archive', () => {
  it.for(MAKERS)('from %s: %s', async ([, name, make]) => {
    const parts = partsOf(make, name);
    expect(parts.length, 'more than are open at a time').toBeGreaterThan(4);
    const wanted = treeOf(folder.at('src'), { contentOnly: true }).map((line) => `src/${line}`);
    for (const inputs of [[parts[0] ?? ''], [parts[1] ?? ''], parts.toReversed()]) {
      const { tree, entries, failed } = await extract(inputs);
      expect({ tree, entries, failed }).toEqual({ tree: ['src/', ...wanted], entries: 61, failed: 0 });
    }
    const tested = await extract([parts[2] ?? ''], { options: { action: 'test' } });
    expect([tested.entries, tested.names]).toEqual([61, []]);
    const listed = await extract([parts[2] ?? ''], { options: { action: 'list' } });
    expect(listed.items.length).toBeGreaterThanOrEqual(61);
  });

  it('several sets and other archives are as many archives, each called by its name', async () => {
    using own = new TempFolder();
    for (const name of ['a', 'b']) {
      writeFileSync(own.at(`${name}.txt`), name.repeat(3000));
      writeFileSync(own.at(`${name}2.txt`), name);
      execFileSync('zip', ['-0q', `${name}.zip`, `${name}.txt`, `${name}2.txt`], { cwd: own.path });
    }
    execFileSync('split', ['-b', '1k', '-d', '-a', '3', '--numeric-suffixes=1', 'a.zip', 'a.zip.'], { cwd: own.path });
    const inputs = [own.at('a.zip.002'), own.at('b.zip'), own.at('a.zip.003')];
    expect(extractDefinition.title(inputs, {} as never)).toBe('a.zip + 1');
    const { names, outputs } = await extract(inputs);
    expect(names).toEqual(['a', 'b']);
    expect(outputs.map((path) => basename(path))).toEqual(['a', 'b']);
  });

  it('a single compressed file is called without the number', async () => {
    using own = new TempFolder();
    writeFileSync(own.at('notes.txt'), Array.from({ length: 3000 }, (_, index) => index * 7919).join(' '));
    execFileSync(
      'sh',
      ['-c', 'gzip -k notes.txt; split -b 4k -d -a 3 --numeric-suffixes=1 notes.txt.gz notes.txt.gz.'],
      {
        cwd: own.path,
      },
    );
    expect((await extract([own.at('notes.txt.gz.001')])).names).toEqual(['notes.txt']);
  });

  it('a name with a number of four digits is a part only beside others', () => {
    expect(archivesOf(['/a.zip.1000', '/a.zip.999', '/Backup.2024', '/b.zip', '/b.zip', '/c.000'])).toEqual([
      '/a.zip.001',
      '/Backup.2024',
      '/b.zip',
      '/c.000',
    ]);
  });

  it('they are never taken for a small archive by their first part', () => {
    expect(areLightArchives([join(folder.path, 'parts of own.zip', 'own.zip.001')])).toBe(false);
  });

  it('a part that changes between two looks is not read', async () => {
    using own = new TempFolder();
    for (const number of [1, 2]) writeFileSync(own.at(`x.00${number}`), '12345');
    const parts = await findParts(own.at('x.001'));
    utimesSync(own.at('x.002'), 1, 1);
    using archive = openArchive({ path: own.at('x.001'), parts });
    expect(archive.size).toBe(10);
    const read = (position: number) =>
      typeof archive.file === 'number' ? 0 : archive.file.read(Buffer.alloc(9), 0, 9, position);
    expect(read(3)).toBe(2);
    expect(() => read(5)).toThrow(expect.objectContaining({ code: 'PART_CHANGED', params: { name: 'x.002' } }));
  });
});

describe('what is wrong with a part is named', () => {
  async function faultOf(change: (at: (number: number) => string) => void, given = 1) {
    using own = new TempFolder();
    for (const part of readdirSync(folder.at('parts of own.zip')))
      copyFileSync(folder.at('parts of own.zip', part), own.at(part));
    const at = (number: number) => own.at(`own.zip.00${number}`);
    change(at);
    const left = readdirSync(own.path);
    const error = await extract([at(given)]).catch((caught: unknown) => caught);
    expect(readdirSync(own.path)).toEqual(left);
    const { code, params } = error as { code: string; params: unknown };
    return { code, params };
  }

  it.for([
    ['the first', 1, 2],
    ['one in the middle', 2, 1],
    ['the one that was given', 2, 2],
  ] as const)('%s is missing', async ([, missing, given]) => {
    const fault = await faultOf((at) => rmSync(at(missing)), given);
    expect(fault).toEqual({ code: 'PART_MISSING', params: { name: `own.zip.00${missing}` } });
  });

  it('the last is missing', async () => {
    const last = readdirSync(folder.at('parts of own.zip')).length;
    const fault = await faultOf((at) => rmSync(at(last)));
    expect(fault).toEqual({ code: 'NEXT_PART_MISSING', params: { name: `own.zip.00${last}` } });
  });

  it.for([
    ['the first is too short', 1, -10],
    ['one in the middle is too short', 2, -10],
    ['one in the middle is too long', 3, 10],
  ] as const)('%s', async ([, number, by]) => {
    const fault = await faultOf((at) => {
      if (by < 0) truncateSync(at(number), statSync(at(number)).size + by);
      else appendFileSync(at(number), Buffer.alloc(by));
    });
    const expected = statSync(folder.at('parts of own.zip', 'own.zip.001')).size;
    expect(fault).toEqual({
      code: 'PART_SIZE',
      params: { name: `own.zip.00${number}`, size: expected + by, expected },
    });
  });

  it('the last part is cut off: the end is missing', async () => {
    const last = readdirSync(folder.at('parts of own.zip')).length;
    expect((await faultOf((at) => truncateSync(at(last), 100))).code).toBe('END_MISSING');
  });

  it('parts of other kinds are said to be some', async () => {
    using own = new TempFolder();
    execFileSync('zip', ['-qr', '-s', '70k', own.at('spanned.zip'), 'src'], { cwd: folder.path });
    await expect(extract([own.at('spanned.zip')])).rejects.toMatchObject({ code: 'VOLUMES_MISSING' });
    await expect(extract([own.at('spanned.z01')])).rejects.toMatchObject({ code: 'VOLUMES_MISSING' });
  });
});

describe('the trash', () => {
  /** Copies of parts that are there as a whole. */
  function copies(own: TempFolder): readonly string[] {
    const from = folder.at('parts of own.zip');
    for (const part of readdirSync(from)) copyFileSync(join(from, part), own.at(part));
    return readdirSync(own.path).map((part) => own.at(part));
  }

  it('takes all parts of an archive that was extracted', async () => {
    using own = new TempFolder();
    const parts = copies(own);
    const gone: string[] = [];
    const { notes } = await extract([parts[1] ?? ''], {
      options: { trashArchive: true },
      trashOriginal: async ({ path }) => {
        gone.push(path);
        return 'done';
      },
    });
    expect(gone.toSorted()).toEqual(parts);
    expect(notes).toContainEqual({ code: 'ORIGINALS_TRASHED', params: { count: parts.length } });
  });

  it('gets the rest when the job is started again after some were moved', async () => {
    using own = new TempFolder();
    const parts = copies(own);
    const job = { inputs: [parts[0] ?? ''], folder: own.at('out'), options: { trashArchive: true } };
    const lost = new AbortController();
    const first = runExtract(executor, {
      ...job,
      journal: new JobJournal(own.at('journal')),
      signal: lost.signal,
      trashOriginal: async ({ path }) => {
        rmSync(path);
        lost.abort();
        return 'done';
      },
    });
    await expect(first).rejects.toThrow();
    expect(readdirSync(own.path)).toHaveLength(parts.length - 1 + 2);
    const { outputs, skips } = await runExtract(executor, {
      ...job,
      journal: new JobJournal(own.at('journal')),
      trashOriginal: async ({ path }) => {
        rmSync(path);
        return 'done';
      },
    });
    expect([outputs, skips]).toEqual([[own.at('out', 'src')], []]);
    expect(readdirSync(own.path).toSorted()).toEqual(['journal', 'out']);
  });

  it('takes none when the archive is not whole in its result', async () => {
    using own = new TempFolder();
    const parts = copies(own);
    const { skips } = await extract(parts, {
      options: { trashArchive: true, only: ['noise'] },
      trashOriginal: () => Promise.reject(new Error('asked for')),
    });
    expect(skips.map(({ path, code }) => [path, code])).toEqual(parts.map((path) => [path, 'NOT_TRASHED_PARTLY']));
  });
});
