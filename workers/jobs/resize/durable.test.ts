// When results are made to last through a power cut.
import { readdirSync, renameSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { JobJournal } from '../../journal/job-journal.ts';
import { fourFields, save } from './testing/pictures.ts';
import { runResize, temporaryFolder } from './testing/run-resize.ts';

/** Real syncs, by the number of what was synced. */
async function watchSyncs(): Promise<() => Promise<bigint[]>> {
  const file = await open('.');
  const prototype = Object.getPrototypeOf(file) as FileHandle;
  await file.close();
  const synced: Promise<bigint>[] = [];
  const sync = prototype.sync;
  const spy = vi.spyOn(prototype, 'sync').mockImplementation(function (this: FileHandle) {
    const number = this.stat({ bigint: true }).then(({ ino }) => ino);
    synced.push(number);
    return number.then(() => sync.call(this));
  });
  onTestFinished(() => spy.mockRestore());
  return () => Promise.all(synced);
}

async function inode(path: string): Promise<bigint> {
  const file = await open(path);
  const { ino } = await file.stat({ bigint: true });
  await file.close();
  return ino;
}

it('all results and their folders are synced before the job is done', async () => {
  const folder = temporaryFolder();
  const inputs = await Promise.all([1, 2, 3].map((n) => save(fourFields().jpeg(), folder, `${n}.jpg`)));
  const synced = await watchSyncs();

  const { outcome } = await runResize(inputs, { folder: join(folder, 'out'), width: 48, extraSizes: [24] });

  const wanted = await Promise.all([...outcome.outputs, join(folder, 'out')].map(inode));
  expect(wanted).toHaveLength(7);
  expect(await synced()).toEqual(expect.arrayContaining(wanted));
});

it('a replaced original goes to the trash only after its successor is synced', async () => {
  const folder = temporaryFolder();
  const path = await save(fourFields().jpeg(), folder, 'a.jpg');
  const synced = await watchSyncs();
  let before: bigint[] = [];
  const trash = async (from: string) => {
    before = await synced();
    renameSync(from, join(folder, 'trash'));
  };

  await runResize([path], { destination: 'replace', width: 48, height: null }, { trash });

  // So is the log, which says what is about to be done.
  expect(before).toHaveLength(2);
  expect(before).toContain(await inode(path));
});

it('a disk that fails when the results have their names ends the job with its reason, and an undo knows all of them', async () => {
  const folder = temporaryFolder();
  const inputs = await Promise.all([1, 2].map((n) => save(fourFields().jpeg(), folder, `${n}.jpg`)));
  const file = await open('.');
  const prototype = Object.getPrototypeOf(file) as FileHandle;
  await file.close();
  const failure = Object.assign(new Error('EIO'), { code: 'EIO' });
  const spy = vi.spyOn(prototype, 'sync').mockRejectedValue(failure);
  onTestFinished(() => spy.mockRestore());
  const journal = new JobJournal(join(folder, 'job.progress'));

  const job = runResize(inputs, { folder: join(folder, 'out'), width: 48 }, { journal });

  await expect(job).rejects.toThrow('EIO');
  const named = journal.named().map(({ path }) => path);
  expect(named.sort()).toEqual(['1.jpg', '2.jpg'].map((name) => join(folder, 'out', name)));
  expect(readdirSync(join(folder, 'out')).sort()).toEqual(['1.jpg', '2.jpg']);
});
