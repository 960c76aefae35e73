import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { mountDisk } from '../../workers/files/changes/testing/disks.ts';
import { isWindows } from '../../workers/files/system.ts';
import { newRecord } from './job-record.ts';
import { Journal, type JournalLine, replay } from './journal.ts';

let folder: string;
let file: string;
const problems: unknown[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropmill-journal-'));
  file = join(folder, 'journal.jsonl');
  problems.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => Journal.open(file, 1234, (error) => problems.push(error));

/** Takes all the room that a disk has. */
function fill(path: string): void {
  for (let bytes = 2 ** 16; bytes >= 1; bytes /= 2) {
    try {
      for (;;) appendFileSync(path, Buffer.alloc(bytes));
    } catch {
      // There is no room for so many.
    }
  }
}

function submitted(id: string): JournalLine {
  const spec = { id, type: 'zip', inputs: ['/a/空'], options: { level: 6 } };
  return { kind: 'submitted', spec, record: newRecord(spec, `${id}.zip`, 5, 1) };
}

function done(id: string): JournalLine {
  const line = submitted(id);
  if (line.kind !== 'submitted') throw new Error('unreachable');
  return { kind: 'changed', record: { ...line.record, state: 'done', endedAt: 9 } };
}

describe('Journal', () => {
  it('brings jobs, their ends and their folders back in order', async () => {
    const { journal } = open();
    for (const id of ['a', 'b', 'c']) void journal.append(submitted(id));
    void journal.append({ kind: 'writes-to', id: 'b', folder: '/out' });
    void journal.append({ kind: 'removed', id: 'c' });
    await journal.append(done('a'));
    await journal.close();

    const again = open();
    expect(again.jobs.map((job) => [job.spec.id, job.record.state, job.folders])).toEqual([
      ['a', 'done', []],
      ['b', 'waiting', ['/out']],
    ]);
    expect(again.setAside).toBeUndefined();
    expect(open().jobs).toEqual(again.jobs);
  });

  it.each(['EBUSY', 'EPERM', 'EACCES'])(
    'that another program holds (%s) is neither moved nor taken for empty',
    async (code) => {
      const { journal } = open();
      await journal.append(submitted('a'));
      await journal.close();
      const before = readFileSync(file, 'utf8');

      const held = Journal.open(
        file,
        1234,
        (error) => problems.push(error),
        () => {
          throw Object.assign(new Error(code), { code });
        },
      );
      expect(held).toMatchObject({ jobs: [], isKnown: false, setAside: undefined });
      expect(problems).toMatchObject([{ code }]);
      expect(readFileSync(file, 'utf8')).toBe(before);
      expect(readdirSync(folder)).toEqual(['journal.jsonl']);

      await held.journal.append(submitted('b'));
      await held.journal.close();
      expect(open()).toMatchObject({ isKnown: true, jobs: [{ spec: { id: 'a' } }, { spec: { id: 'b' } }] });
    },
  );

  it('is rewritten at a start only where something can be dropped', async () => {
    const { journal } = open();
    await journal.append(submitted('a'));
    await journal.close();
    open();
    const first = statSync(file).ino;
    open();
    expect(statSync(file).ino).toBe(first);

    const { journal: next } = open();
    await next.append(done('a'));
    await next.close();
    open();
    expect(statSync(file).ino).not.toBe(first);
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(1);
  });

  it('is readable wherever a power cut ends it, and says the same or less', async () => {
    const { journal } = open();
    for (const line of [submitted('a'), submitted('b'), done('a'), done('b')]) await journal.append(line);
    await journal.close();
    const bytes = readFileSync(file);
    for (let end = 0; end <= bytes.length; end++) {
      const { jobs, damaged } = replay(bytes.subarray(0, end).toString('utf8'));
      expect(damaged, `cut at byte ${end}`).toBe(false);
      expect(jobs.map((job) => job.spec.id)).toEqual(['a', 'b'].slice(0, jobs.length));
    }
  });

  it('holds many outputs in lines of their own, none of which takes long to write', async () => {
    const outputs = Array.from({ length: 2_500 }, (_, n) => `/out/${n}.jpg`);
    const line = done('a');
    if (line.kind !== 'changed') throw new Error('unreachable');
    const record = { ...line.record, outcome: { outputs, entries: 2_500, failed: 0, bytesIn: 2, bytesOut: 1 } };
    const { journal } = open();
    await journal.append(submitted('a'));
    // Said again, as after an undo, they are the same and not twice as many.
    for (let n = 0; n < 2; n++) await journal.append({ kind: 'changed', record });
    await journal.close();

    const lines = readFileSync(file, 'utf8').trim().split('\n');
    expect(lines.filter((one) => one.includes('"outputs","id"'))).toHaveLength(6);
    expect(Math.max(...lines.map((one) => one.length))).toBeLessThan(20_000);
    for (let end = 1; end <= lines.length; end++) {
      const [job] = replay(`${lines.slice(0, end).join('\n')}\n`).jobs;
      expect([0, 2_500], `cut after ${end} lines`).toContain(job?.record.outcome?.outputs.length ?? 0);
    }
    for (let start = 0; start < 2; start++) expect(open().jobs[0]?.record.outcome?.outputs).toEqual(outputs);
  });

  it('sets a damaged journal aside and keeps what can be read', () => {
    const good = JSON.stringify(submitted('a'));
    writeFileSync(file, `${good}\n{"kind":"submitted","spec":\n${JSON.stringify({ kind: 'unheard of' })}\n`);
    const start = open();
    expect(start.jobs.map((job) => job.spec.id)).toEqual(['a']);
    expect(start.setAside).toBe(`${file}.damaged-1234`);
    expect(readdirSync(folder).sort()).toEqual(['journal.jsonl', 'journal.jsonl.damaged-1234']);
  });

  it('goes on without a journal when none can be written', async () => {
    writeFileSync(join(folder, 'blocked'), '');
    const { journal, jobs } = Journal.open(join(folder, 'blocked', 'journal.jsonl'), 1, (error) =>
      problems.push(error),
    );
    expect(jobs).toEqual([]);
    await journal.append(submitted('a'));
    expect(problems).toEqual([expect.objectContaining({ code: 'EEXIST' })]);
    await journal.close();
  });

  it('keeps what the disk refuses, says so once, and writes it as soon as there is room', async () => {
    const { journal } = open();
    await journal.append(submitted('a'));
    await journal.close();
    const before = readFileSync(file);
    const later = open();
    // Root may write anywhere, but nobody can append to a folder.
    rmSync(file);
    mkdirSync(file);
    for (const id of ['b', 'c']) await later.journal.append(submitted(id));
    expect(problems).toEqual([expect.objectContaining({ code: isWindows ? 'EBADF' : 'EISDIR' })]);

    rmSync(file, { recursive: true });
    writeFileSync(file, before);
    await later.journal.append(submitted('d'));
    expect(problems.slice(1)).toEqual([undefined]);
    await later.journal.close();
    expect(open().jobs.map(({ spec }) => spec.id)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('loses no line to a disk that is full for a while, and tears none', async ({ skip }) => {
    const disk = mountDisk('small');
    if (typeof disk === 'string') return skip(`No small disk can be mounted here: ${disk}`);
    onTestFinished(() => disk[Symbol.dispose]());
    file = join(disk.path, 'journal.jsonl');
    const { journal } = open();
    await journal.append(submitted('a'));
    const filler = join(disk.path, 'filler');
    fill(filler);
    for (let n = 0; n < 40; n++) await journal.append(submitted(`b${n}`));
    expect(problems).toEqual([expect.objectContaining({ code: 'ENOSPC' })]);
    // Whole lines only: a start that comes now finds no damage, and the job of before.
    const now = open();
    expect([now.setAside, now.jobs[0]?.spec.id]).toEqual([undefined, 'a']);

    rmSync(filler);
    await journal.append(submitted('c'));
    expect(problems.at(-1)).toBeUndefined();
    await journal.close();
    expect(open().jobs.map(({ spec }) => spec.id)).toHaveLength(42);
  });
});

describe('a journal of an earlier version, which had sentences in place of codes', () => {
  const error = { code: 'INTERRUPTED', message: 'Dropmill ended before this job did.', hint: 'Press Retry.' };

  it('is read, and its sentences are kept as they are', () => {
    const line = submitted('a');
    if (line.kind !== 'submitted') throw new Error('unreachable');
    const old = { ...line.record, state: 'failed', endedAt: 9, error, notes: ['Started again.'] };
    const skipped = [{ path: '/a/pipe', reason: 'It is a pipe.' }];
    const undo = { state: 'done', total: 1, removed: 0, restored: 0, left: skipped, leftCount: 1 };
    writeFileSync(file, `${JSON.stringify({ ...line, record: { ...old, skipped, undo } })}\n`);

    const { jobs, setAside } = open();
    expect(setAside).toBeUndefined();
    const worded = [{ path: '/a/pipe', code: 'WORDED', params: { text: 'It is a pipe.' } }];
    expect(jobs[0]?.record).toMatchObject({
      error: { code: 'INTERRUPTED', params: { text: error.message, hint: 'Press Retry.' } },
      notes: [{ code: 'WORDED', params: { text: 'Started again.' } }],
      skipped: worded,
      undo: { left: worded },
    });
    expect(open().jobs).toEqual(jobs);
  });
});
