// A disk that takes only a part of a line, as a full one does: what is written once there is room again can be read.
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { JobJournal } from '../../journal/job-journal.ts';
import { realCalls } from './change-calls.ts';
import type { Identity } from './identity.ts';
import { JobLog } from './job-log.ts';
import { mountDisk } from './testing/disks.ts';

const IDENTITY: Identity = { dev: '1', ino: '2', size: 3, mtime: '4' };
const KEPT = '.dropmill-job-0123456789ab.kept';

function replaceLine(op: number) {
  const path = `/photos/${op}.jpg`;
  return { k: 'replace', op, path, was: IDENTITY, name: path, result: IDENTITY, kept: KEPT } as const;
}

it('the beginning of a change is not joined to a line that was cut off', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dropmill-torn-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'job.jsonl');
  let isFull = false;
  const append: typeof realCalls.append = async (handle, text) => {
    await realCalls.append(handle, isFull ? text.slice(0, text.length / 2) : text);
    if (isFull) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
  };
  const log = new JobLog(file, { ...realCalls, append });
  await log.begin(replaceLine(0));
  isFull = true;
  await expect(log.note({ k: 'end', op: 0, how: 'replaced', where: null })).rejects.toThrow('full');
  await expect(log.begin(replaceLine(1))).rejects.toThrow('full');
  isFull = false;
  await log.begin(replaceLine(2));
  await log.close();
  expect(new JobLog(file, realCalls).changes.map(({ begun }) => begun.op)).toEqual([0, 2]);
  expect(JobLog.isOpen(file)).toBe(true);
});

it('neither is what a job has named, on a disk that was full', ({ skip }) => {
  const disk = mountDisk('small');
  if (typeof disk === 'string') return skip(`It cannot be mounted here: ${disk}`);
  onTestFinished(() => disk[Symbol.dispose]());
  const [file, filler] = [join(disk.path, 'job.progress'), join(disk.path, 'filler')];
  const journal = new JobJournal(file);
  fill(filler);
  // More than is left of the file's last block.
  for (let n = 0; n < 200; n++) journal.begin(`picture ${n}`.repeat(10));
  truncateSync(filler, 0);
  journal.begin('after');
  journal.begin('more');
  journal.close();
  const again = new JobJournal(file);
  onTestFinished(() => again.close());
  expect([again.crashes('after'), again.crashes('more')]).toEqual([1, 1]);
});

function fill(path: string): void {
  for (let bytes = 2 ** 20; bytes >= 1; bytes = Math.floor(bytes / 2)) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(bytes), { flag: 'a' });
    } catch {
      // Smaller pieces may still fit.
    }
  }
}
