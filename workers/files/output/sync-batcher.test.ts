import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { OutputFile } from './output-file.ts';
import { MAX_CONCURRENT_SYNCS, SyncBatcher } from './sync-batcher.ts';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dropmill-sync-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function openFiles(count: number): Promise<FileHandle[]> {
  const folder = temporaryFolder();
  return Promise.all(Array.from({ length: count }, (_, n) => open(join(folder, String(n)), 'wx')));
}

/** Counts real syncs. */
function watchSyncs(file: FileHandle) {
  const spy = vi.spyOn(Object.getPrototypeOf(file) as FileHandle, 'sync');
  onTestFinished(() => spy.mockRestore());
  return spy;
}

const isOpen = (file: FileHandle) => file.fd >= 0;

describe('SyncBatcher', () => {
  it('syncs and closes each file, at the latest in the end', async () => {
    const files = await openFiles(20);
    const syncs = watchSyncs(files[0] as FileHandle);
    const late = new SyncBatcher();
    for (const file of files) await late.add(file);
    expect(files.every(isOpen)).toBe(true);
    await late.finish();
    expect(new Set(syncs.mock.contexts)).toEqual(new Set(files));
    expect(files.some(isOpen)).toBe(false);
  });

  it('holds a bounded number of files open', async () => {
    const late = new SyncBatcher();
    let mostOpen = 0;
    const files: FileHandle[] = [];
    for (let n = 0; n < 8; n++) {
      for (const file of await openFiles(100)) {
        files.push(file);
        await late.add(file);
      }
      mostOpen = Math.max(mostOpen, files.filter(isOpen).length);
    }
    await late.finish();
    expect(mostOpen).toBeLessThan(2 * 64);
    expect(files.some(isOpen)).toBe(false);
  });

  it.skipIf(process.platform !== 'linux')('tells in the end that a file could not be synced', async () => {
    const late = new SyncBatcher();
    await late.add(await open('/dev/null', 'r+'));
    await expect(late.finish()).rejects.toMatchObject({ syscall: 'fsync' });
  });

  it('closes what it gathered when it is abandoned', async () => {
    const files = await openFiles(3);
    const syncs = watchSyncs(files[0] as FileHandle);
    const late = new SyncBatcher();
    for (const file of files) await late.add(file);
    late.abandon();
    await expect.poll(() => files.some(isOpen)).toBe(false);
    expect(syncs).not.toHaveBeenCalled();
  });
});

it('SyncBatcher waits for a disk that takes its time, until it is abandoned', async () => {
  const disk = Promise.withResolvers<void>();
  let syncs = 0;
  const closed: number[] = [];
  const slowFile = (fd: number) => ({
    fd,
    sync: () => {
      syncs++;
      return disk.promise;
    },
    close: async () => void closed.push(fd),
  });
  const late = new SyncBatcher();
  let isTaken = false;
  // The first batch goes to the disk, the second must wait for it.
  for (let n = 1; n < 128; n++) await late.add(slowFile(n));
  const last = late.add(slowFile(128)).then(() => {
    isTaken = true;
  });
  await new Promise(setImmediate);
  expect(isTaken).toBe(false);
  expect(syncs).toBe(MAX_CONCURRENT_SYNCS);

  late.abandon();
  await last;
  await late.add(slowFile(129));
  expect(closed).toEqual([129]);
  const tried = syncs;
  disk.resolve();
  await expect.poll(() => closed.length).toBe(129);
  expect(syncs).toBe(tried);
});

describe('An output that is to be synced later', () => {
  it('is handed over open under its name', async () => {
    const folder = temporaryFolder();
    const output = await OutputFile.create(folder);
    const syncs = watchSyncs(output.handle);
    const path = await output.publish(join(folder, 'new'), 'rename', { sync: 'later' });
    expect(existsSync(path ?? '')).toBe(true);
    expect(syncs).not.toHaveBeenCalled();
    const handle = output.release();
    expect(handle && isOpen(handle)).toBe(true);
    await handle?.close();
  });

  it('is synced before it takes the place of another file', async () => {
    const folder = temporaryFolder();
    const before = await OutputFile.create(folder);
    await before.publish(join(folder, 'taken'));
    const output = await OutputFile.create(folder);
    const syncs = watchSyncs(output.handle);
    await output.publish(join(folder, 'taken'), 'overwrite', { sync: 'later' });
    expect(syncs.mock.contexts).toEqual([output.handle]);
    expect(output.release()).toBeUndefined();
  });

  it('does not stay open when nobody takes it', async () => {
    const folder = temporaryFolder();
    const output = await OutputFile.create(folder);
    const path = await output.publish(join(folder, 'new'), 'rename', { sync: 'later' });
    await output.discard();
    expect(isOpen(output.handle)).toBe(false);
    expect(existsSync(path ?? '')).toBe(true);
  });
});
