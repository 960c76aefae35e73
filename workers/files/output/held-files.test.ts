// A file that another program holds open without sharing it: only Windows refuses to rename or remove it then. Here the calls
// say what Windows says.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { KnownMessage } from '../../messages/codes.ts';
import { type FileCalls, pooledCalls } from '../file-calls.ts';
import { discardAll, OutputFile } from './output-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dropmill-held-'));
});
afterEach(() => rm(folder, { recursive: true }));

const at = (name: string) => join(folder, name);
const busy = async () => {
  throw Object.assign(new Error('EBUSY: resource busy or locked, unlink'), { code: 'EBUSY' });
};
const held: FileCalls = { ...pooledCalls, unlink: busy };

it('a result that has its name is a success, though its part file cannot be removed', async () => {
  const output = await OutputFile.createWith(held, folder, 'job');
  await writeFile(output.partPath, 'whole');
  expect(await output.publish(at('a.zip'))).toBe(at('a.zip'));
  await output.discard();
  expect(await readFile(at('a.zip'), 'utf8')).toBe('whole');
});

it('a part file of a job that failed is told when it cannot be removed', async () => {
  const output = await OutputFile.createWith(held, folder, 'job');
  const path = output.partPath;
  await expect(output.discard()).rejects.toMatchObject({ code: 'PART_LEFT', params: { path, why: { code: 'EBUSY' } } });
  expect(await readdir(folder)).toHaveLength(1);
});

it('it does not keep the others from being removed, and the job ends as it would', async () => {
  const files = [
    await OutputFile.createWith(held, folder, 'job'),
    await OutputFile.createWith<Awaited<ReturnType<FileCalls['create']>>>(pooledCalls, folder, 'job'),
  ];
  const notes: KnownMessage[] = [];
  await discardAll(files, { note: (note) => notes.push(note) });
  expect(notes).toMatchObject([{ code: 'PART_LEFT', params: { path: files[0]?.partPath } }]);
  expect(await readdir(folder)).toHaveLength(1);
});
