// Archives in parts: what other programs join is the archive.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { identityOf } from '../../files/changes/identity.ts';
import { JobJournal } from '../../journal/job-journal.ts';
import { hasStrace, runWithFailingCall } from '../../testing/failing-calls.ts';
import { noise, text } from './testing/hard-tree.ts';
import { threads } from './testing/pack-tested.ts';
import { runZip, TempFolder, type ZipJob } from './testing/run-zip.ts';
import { runProgram } from './testing/unpackers.ts';

afterAll(() => threads.shutdown());

function split(folder: TempFolder, options: NonNullable<ZipJob['options']>, inputs = [folder.at('in')]) {
  mkdirSync(folder.at('out'), { recursive: true });
  return runZip(threads, {
    inputs,
    folder: folder.at('out'),
    options: { split: 100_000, ...options },
  });
}

function makeInput(folder: TempFolder, bytes = 350_000): void {
  mkdirSync(folder.at('in'), { recursive: true });
  writeFileSync(folder.at('in', 'noise'), noise(bytes));
  writeFileSync(folder.at('in', 'text'), text(20_000));
}

it.for(['zip', 'tar', 'tar.gz', 'tar.zst'] as const)('7-Zip and cat join the parts of a %s', async (format) => {
  using folder = new TempFolder();
  makeInput(folder);
  const { outputs, notes } = await split(folder, { format });
  expect(outputs).toEqual([1, 2, 3, 4].map((part) => folder.at('out', `in.${format}.00${part}`)));
  expect(outputs.slice(0, -1).map((path) => statSync(path).size)).toEqual([100_000, 100_000, 100_000]);
  expect(notes).toContainEqual({
    code: 'SPLIT',
    params: { count: 4, first: `in.${format}.001`, last: `in.${format}.004` },
  });
  if (format !== 'tar.zst')
    expect(runProgram(['7zz', 't', '-bd', outputs[0] ?? '']).text).toContain('Everything is Ok');
  execFileSync('sh', ['-c', 'cat "$0".0* > joined && bsdtar -xf joined', `out/in.${format}`], { cwd: folder.path });
  execFileSync('sh', ['-c', 'mkdir x && bsdtar -xf joined -C x'], { cwd: folder.path });
  expect(readFileSync(folder.at('x', 'in', 'noise')).equals(noise(350_000))).toBe(true);
  expect(readdirSync(folder.at('out'))).toHaveLength(4);
});

it('an archive that fits one part is one file', async () => {
  using folder = new TempFolder();
  makeInput(folder, 1000);
  expect((await split(folder, {})).outputs).toEqual([folder.at('out', 'in.zip')]);
});

it('parts get a number together, replace those of an older archive, or are kept', async () => {
  using folder = new TempFolder();
  makeInput(folder);
  await split(folder, {});
  expect((await split(folder, {})).outputs[0]).toBe(folder.at('out', 'in (2).zip.001'));
  expect((await split(folder, { collision: 'skip' })).outputs).toEqual([]);
  makeInput(folder, 150_000);
  const { outputs } = await split(folder, { collision: 'overwrite' });
  expect(outputs).toEqual([folder.at('out', 'in.zip.001'), folder.at('out', 'in.zip.002')]);
  expect(readdirSync(folder.at('out')).filter((name) => name.startsWith('in.zip'))).toHaveLength(2);
});

it('one file replaces the parts of an older archive, and parts replace one file; without a size of parts, they are left alone', async () => {
  using folder = new TempFolder();
  const names = () => readdirSync(folder.at('out')).toSorted();
  const overwrite = { collision: 'overwrite' } as const;
  makeInput(folder, 150_000);
  await split(folder, {});
  makeInput(folder, 1000);
  await split(folder, { ...overwrite, split: null });
  expect(names()).toEqual(['in.zip', 'in.zip.001', 'in.zip.002']);
  await split(folder, overwrite);
  expect(names()).toEqual(['in.zip']);
  makeInput(folder, 150_000);
  await split(folder, overwrite);
  expect(names()).toEqual(['in.zip.001', 'in.zip.002']);
});

it('parts that are to be packed are not replaced, and those of others are packed', async () => {
  using folder = new TempFolder();
  makeInput(folder);
  mkdirSync(folder.at('out'), { recursive: true });
  for (const number of [1, 2]) writeFileSync(folder.at('out', `in.zip.00${number}`), `precious ${number}`);
  symlinkSync('out/in.zip.002', folder.at('link'));
  for (const input of ['out/in.zip.001', 'out/in.zip.002', 'link']) {
    const inputs = [folder.at('in'), folder.at(input)];
    const job = split(folder, { collision: 'overwrite', name: 'in' }, inputs);
    await expect(job).rejects.toMatchObject({ code: 'INPUT_IS_RESULT' });
  }
  expect(readdirSync(folder.at('out'))).toEqual(['in.zip.001', 'in.zip.002']);
  const { outputs, entries } = await split(folder, { name: 'in' }, [folder.at('in'), folder.at('out')]);
  expect([outputs[0], entries]).toEqual([folder.at('out', 'in (2).zip.001'), 6]);
});

it.runIf(process.getuid?.() === 0)(
  'what replaces an archive or its parts gets their owner and permissions',
  async () => {
    using folder = new TempFolder();
    makeInput(folder);
    for (const options of [{}, { split: null }]) {
      const { outputs } = await split(folder, options);
      for (const path of outputs) chownSync(path, 1234, 2345);
      for (const path of outputs) chmodSync(path, 0o640);
      await split(folder, { ...options, collision: 'overwrite' });
      for (const path of outputs) expect(statSync(path)).toMatchObject({ uid: 1234, gid: 2345, mode: 0o100640 });
    }
  },
);

it('more parts than can be numbered are refused, and nothing is left', async () => {
  using folder = new TempFolder();
  makeInput(folder, 1_100_000);
  await expect(split(folder, { split: 1000 })).rejects.toMatchObject({ code: 'TOO_MANY_PARTS' });
  expect(readdirSync(folder.at('out'))).toEqual([]);
});

const PROGRAM = join(import.meta.dirname, 'testing/split-job.ts');

describe.runIf(hasStrace)('a program that is killed while it names three parts', () => {
  const kills = [
    ['link', 1, 'rename'],
    ['link', 2, 'rename'],
    ['link', 3, 'rename'],
    ['unlink', 1, 'rename'],
    ['unlink', 3, 'rename'],
    ['rename', 2, 'overwrite'],
  ] as const;
  it.each(kills)(
    'at %s number %i leaves none that is not known, and goes on to all of them',
    (call, nth, collision) => {
      using folder = new TempFolder();
      makeInput(folder, 250_000);
      mkdirSync(folder.at('out'));
      if (collision === 'overwrite')
        for (const part of [1, 2, 3, 4]) writeFileSync(folder.at('out', `in.zip.00${part}`), 'old');
      const failure = { call, nth, inject: 'signal=KILL' };
      const killed = runWithFailingCall(failure, [PROGRAM, folder.path, collision], process.env);
      expect(killed.stdout.toString()).toBe('');
      const parts = () => readdirSync(folder.at('out')).filter((name) => name.startsWith('in.'));
      const known = JobJournal.namedIn(folder.at('progress')).map(({ path }) => basename(path));
      const named = parts().filter((name) => readFileSync(folder.at('out', name), 'utf8') !== 'old');
      expect(known.toSorted()).toEqual(named);
      expect(known.length).toBeGreaterThan(call === 'link' ? nth - 2 : 0);

      const again = execFileSync(process.execPath, [PROGRAM, folder.path, collision], { encoding: 'utf8' });
      const wanted = [1, 2, 3].map((part) => `in.zip.00${part}`);
      expect(JSON.parse(again)).toEqual(wanted.map((name) => folder.at('out', name)));
      expect(readdirSync(folder.at('out')).toSorted()).toEqual(wanted);
      expect(runProgram(['7zz', 't', '-bd', folder.at('out', 'in.zip.001')]).text).toContain('Everything is Ok');
    },
  );
});

it('parts that could not all be named are taken back', async () => {
  using folder = new TempFolder();
  makeInput(folder);
  const journal = new JobJournal();
  const naming = journal.naming.bind(journal);
  // Somebody takes the name of the first part, which comes last, while the others get theirs.
  journal.naming = (key, file, result) => {
    if (file.path.endsWith('.002')) writeFileSync(folder.at('out', 'in.zip.001'), 'theirs');
    naming(key, file, result);
  };
  mkdirSync(folder.at('out'));
  const job = { inputs: [folder.at('in')], folder: folder.at('out'), options: { split: 100_000 }, journal };
  await expect(runZip(threads, job)).rejects.toMatchObject({ code: 'NAME_TAKEN' });
  expect(readdirSync(folder.at('out'))).toEqual(['in.zip.001']);
  expect(readFileSync(folder.at('out', 'in.zip.001'), 'utf8')).toBe('theirs');
});

it('a forged journal takes away nothing but parts, where the parts of the archive are', async () => {
  using folder = new TempFolder();
  makeInput(folder);
  const theirs = ['thesis.txt', 'out/thesis.txt', 'elsewhere/in.zip.002'];
  for (const name of ['out', 'elsewhere']) mkdirSync(folder.at(name));
  for (const name of [...theirs, 'out/in.zip.002']) writeFileSync(folder.at(name), 'theirs');
  const file = folder.at('progress');
  const forged = new JobJournal(file);
  for (const name of [...theirs, 'out/in.zip.002']) {
    const path = folder.at(name);
    forged.naming('archive 0', { path, ...identityOf(lstatSync(path, { bigint: true })) });
  }
  forged.close();
  const journal = new JobJournal(file);
  await runZip(threads, { inputs: [folder.at('in')], folder: folder.at('out'), journal });
  journal.close();
  for (const name of theirs) expect(readFileSync(folder.at(name), 'utf8')).toBe('theirs');
  expect(readdirSync(folder.at('out')).toSorted()).toEqual(['in.zip', 'thesis.txt']);
});
