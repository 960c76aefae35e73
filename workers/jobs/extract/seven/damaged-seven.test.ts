// One damaged entry costs no other one, where the archive does not pack them together.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { makeExecutor, runExtract, TempFolder } from '../testing/run-extract.ts';

const executor = makeExecutor();
afterAll(() => executor.shutdown());

const NAMES = ['a', 'b', 'back\\slash', 'c', 'line\nbreak'];
const SIZE = 40_000;

/** Noise, so that a wrong byte of the archive is a wrong byte of one entry. */
const MAKE = `
import random
for at, name in enumerate(${JSON.stringify(NAMES)}):
    open(name, 'wb').write(random.Random(at).randbytes(${SIZE}))`;

function packDamaged(folder: TempFolder, archive: string, args: readonly string[], at: number): void {
  execFileSync('python3', ['-c', MAKE], { cwd: folder.path });
  execFileSync('7zz', ['a', '-bd', ...args, archive, ...NAMES], { cwd: folder.path });
  const data = readFileSync(folder.at(archive));
  data.fill(0x55, at, at + 64);
  writeFileSync(folder.at(archive), data);
}

it.for([
  ['x.7z', ['-ms=off', '-m0=LZMA2']],
  ['x.7z', ['-ms=off', '-m0=BZip2']],
  ['x.7z', ['-ms=off', '-m0=Copy']],
  ['x.zip', ['-mm=BZip2']],
] as const)('is named, and the others are kept if asked for: %s %s', async ([archive, args]) => {
  using folder = new TempFolder();
  packDamaged(folder, archive, args, 1.4 * SIZE);
  const job = { inputs: [folder.at(archive)], folder: folder.at('out') };
  await expect(runExtract(executor, job)).rejects.toMatchObject({ code: 'ENTRIES_DAMAGED', params: { name: 'b' } });
  const { faults } = await runExtract(executor, { ...job, options: { keepIntact: true } });
  expect(Object.keys(faults)).toEqual(['b']);
  const kept = readdirSync(folder.at('out', 'x')).sort();
  expect(kept).toHaveLength(NAMES.length - 1);
  for (const name of ['a', 'c'])
    expect(readFileSync(folder.at('out', 'x', name))).toEqual(readFileSync(folder.at(name)));
});

it('is not taken for a wrong password', async () => {
  using folder = new TempFolder();
  packDamaged(folder, 'x.7z', ['-ms=off', '-m0=LZMA2', '-psecret'], 0.4 * SIZE);
  const job = { inputs: [folder.at('x.7z')], folder: folder.at('out') };
  const password = 'secret';
  const damaged = { code: 'ENTRIES_DAMAGED', params: { name: 'a' } };
  await expect(runExtract(executor, { ...job, options: { password } })).rejects.toMatchObject(damaged);
  const { faults } = await runExtract(executor, { ...job, options: { keepIntact: true, password } });
  expect(faults).toEqual({ a: 'CRC_MISMATCH' });
  expect(readdirSync(folder.at('out', 'x'))).toHaveLength(NAMES.length - 1);
  const wrong = { keepIntact: true, password: 'wrong' };
  await expect(runExtract(executor, { ...job, options: wrong })).rejects.toMatchObject({ code: 'PASSWORD_WRONG' });
});

it('is not taken for a wrong password where the password has opened another one that is packed together with it', async () => {
  using folder = new TempFolder();
  // The second piece of LZMA2 begins within b: what it is makes no sense any more, nor does what follows.
  packDamaged(folder, 'x.7z', ['-ms=on', '-m0=LZMA2', '-psecret'], 64 << 10);
  const job = { inputs: [folder.at('x.7z')], folder: folder.at('out') };
  const { faults } = await runExtract(executor, { ...job, options: { keepIntact: true, password: 'secret' } });
  expect(faults).toHaveProperty('b');
  expect(faults).not.toHaveProperty('a');
  expect(Object.values(faults)).not.toContain('PASSWORD_WRONG');
});

it('has another password where it is packed apart, and nothing comes out of it', async () => {
  using folder = new TempFolder();
  execFileSync('python3', ['-c', MAKE], { cwd: folder.path });
  for (const [name, password] of [
    ['a', 'one'],
    ['b', 'two'],
  ] as const)
    execFileSync('7zz', ['a', '-bd', `-p${password}`, 'x.7z', name], { cwd: folder.path });
  const job = { inputs: [folder.at('x.7z')], folder: folder.at('out') };
  const { faults } = await runExtract(executor, { ...job, options: { password: 'one' } });
  expect(faults).toEqual({ b: 'PASSWORD_WRONG' });
  expect(readdirSync(folder.at('out', 'x'))).toEqual(['a']);
});
