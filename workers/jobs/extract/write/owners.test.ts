// Owners are restored on request, by name and else by number, and nothing gets to run as somebody else.

import { spawnSync } from 'node:child_process';
import { chmodSync, lchownSync, lstatSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { makeExecutor, runExtract, TempFolder } from '../testing/run-extract.ts';
import { Owners } from './owners.ts';

const executor = makeExecutor();
afterAll(() => executor.shutdown());

const isRoot = process.getuid?.() === 0;
const NAMES = ['d', 'd/f', 'd/l'] as const;

function scene(): TempFolder {
  const folder = new TempFolder();
  mkdirSync(folder.at('d'));
  writeFileSync(folder.at('d', 'f'), 'hi');
  symlinkSync('f', folder.at('d', 'l'));
  for (const [index, name] of NAMES.entries()) lchownSync(folder.at(name), 4000 + index, 5000 + index);
  chmodSync(folder.at('d', 'f'), 0o6755);
  return folder;
}

const ownersOf = (folder: TempFolder, ...top: string[]): string[] =>
  NAMES.map((name) => {
    const { uid, gid } = lstatSync(folder.at(...top, name));
    return `${uid}:${gid}`;
  });

describe.runIf(isRoot)('owners', () => {
  it.for([
    ['x.tar', ['tar', '-cf']],
    ['pax.tar', ['tar', '--format=pax', '-cf']],
    ['x.zip', ['zip', '-qry']],
  ] as const)('of %s are given only if asked', async ([archive, [program, ...words]]) => {
    using folder = scene();
    expect(spawnSync(program, [...words, archive, 'd'], { cwd: folder.path }).status).toBe(0);
    for (const owners of [true, false]) {
      const out = folder.at(String(owners));
      await runExtract(executor, { inputs: [folder.at(archive)], folder: out, options: { owners } });
    }
    expect(ownersOf(folder, 'true')).toEqual(ownersOf(folder));
    expect(ownersOf(folder, 'false')).toEqual(['0:0', '0:0', '0:0']);
    for (const owners of ['true', 'false']) expect(lstatSync(folder.at(owners, 'd', 'f')).mode & 0o7777).toBe(0o755);
  });
});

describe('whose a file is', () => {
  const owners = new Owners();

  it('is said by a name that is known here, and else by a number', () => {
    expect(owners.find({ uid: 4711, gid: 4712, user: 'root', group: 'no such group' })).toEqual([0, 4712]);
  });

  it('is left as it is where nothing says it, or a number that no system has', () => {
    expect(owners.find({ uid: -1, gid: 2 ** 32 - 1, user: '', group: '' })).toEqual([-1, -1]);
    expect(owners.find({ uid: Number.NaN, gid: 0.5, user: '', group: '' })).toEqual([-1, -1]);
  });
});
