import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { directCalls, type FileCalls, pooledCalls } from './file-calls.ts';
import { freeName, OutputFile } from './output/output-file.ts';
import { isWindows } from './system.ts';

const KINDS: readonly (readonly [kind: string, calls: FileCalls])[] = [
  ['pooled', pooledCalls],
  ['direct', directCalls],
];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dropmill-calls-'));
});
afterEach(() => rm(folder, { recursive: true }));

const at = (name: string) => join(folder, name);

describe.for(KINDS)('%s calls', ([, calls]) => {
  it('tell what is there, broken links included', async () => {
    await writeFile(at('file'), 'five!');
    await symlink('nowhere', at('link'));
    expect(await calls.exists(at('file'))).toBe(true);
    expect(await calls.exists(at('link'))).toBe(true);
    expect(await calls.exists(at('nothing'))).toBe(false);
    expect((await calls.stat(at('file'))).size).toBe(5);
    expect((await calls.lstat(at('link'))).isSymbolicLink()).toBe(true);
    await expect(calls.stat(at('link'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('reject with the reason', async () => {
    await writeFile(at('file'), '');
    await expect(calls.create(at('file'))).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(calls.create(at('no/file'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(calls.link(at('file'), at('file'))).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(calls.rename(at('nothing'), at('new'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(calls.unlink(at('nothing'))).rejects.toMatchObject({ code: 'ENOENT' });
    // Windows says that there is none.
    if (!isWindows) await expect(calls.exists(at('x'.repeat(300)))).rejects.toMatchObject({ code: 'ENAMETOOLONG' });
  });

  it.skipIf(isWindows)('make files that nobody else can read', async () => {
    const mask = process.umask(0);
    try {
      const file = await calls.create(at('new'));
      await file.close();
    } finally {
      process.umask(mask);
    }
    expect((await calls.stat(at('new'))).mode & 0o777).toBe(0o600);
  });

  it('make files that can be synced once and no more when they are closed', async () => {
    const file = await calls.create(at('new'));
    await file.sync();
    await file.close();
    await expect(file.sync()).rejects.toMatchObject({ code: 'EBADF' });
    expect(await readdir(folder)).toEqual(['new']);
  });

  it('give an output its name, numbered where it is taken, and replace nothing', async () => {
    await writeFile(at('taken.txt'), 'old');
    await using output = await OutputFile.createWith(calls, folder, 'job');
    await writeFile(output.partPath, 'new');
    expect(await output.publish(at('taken.txt'))).toBe(at('taken (2).txt'));
    expect(await readFile(at('taken.txt'), 'utf8')).toBe('old');
    expect(await readFile(at('taken (2).txt'), 'utf8')).toBe('new');
    expect(await freeName(at('taken.txt'), () => false, calls)).toBe(at('taken (3).txt'));
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('take away what was not given a name', async () => {
    const output = await OutputFile.createWith(calls, folder, 'job');
    expect(await readdir(folder)).toHaveLength(1);
    await output.discard();
    await output.discard();
    expect(await readdir(folder)).toEqual([]);
  });
});
