import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { emptyProgress } from '../../workers/protocol.ts';
import type { JobUndo } from '../contract/jobs.ts';
import type { KeptRecord } from '../jobs/job-record.ts';
import { Journal } from '../jobs/journal.ts';
import { JobResults } from './job-results.ts';
import { TrashCan } from './trash-can.ts';

let folder: string;
let results: JobResults;
let journal: Journal;
let undone: PromiseWithResolvers<JobUndo>;

const file = () => join(folder, 'journal.jsonl');
const at = (name: string) => join(folder, name);
const write = (name: string, content: string) => writeFileSync(at(name), content);
const spec = { id: 'a', type: 'resize', inputs: ['/in'], options: {} };

function makeResults(): JobResults {
  // A trash that cannot be searched: the way back is the app's own.
  const trash = new TrashCan({ trashItem: async (path) => unlinkSync(path), keptFolder: at('kept') });
  const onUndo = (_id: string, undo: JobUndo) => {
    if (undo.state === 'done') undone.resolve(undo);
  };
  return new JobResults({ journal, trash, onUndo });
}

function record(outputs: readonly string[]): KeptRecord {
  const outcome = { outputs: outputs.map(at), entries: outputs.length, failed: 0, bytesIn: 2, bytesOut: 1 };
  return {
    id: 'a',
    revision: 1,
    type: 'resize',
    title: 'a',
    state: 'done',
    position: 1,
    submittedAt: 0,
    startedAt: 0,
    endedAt: 1,
    inputCount: 1,
    progress: emptyProgress,
    outcome,
    error: null,
    skippedCount: 0,
    skipped: [],
    notes: [],
  };
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropmill-results-'));
  journal = Journal.open(file(), 0, () => {}).journal;
  undone = Promise.withResolvers();
  results = makeResults();
});
afterEach(async () => {
  await journal.close();
  rmSync(folder, { recursive: true, force: true });
});

it('an undo removes the outputs and puts replaced originals back', async () => {
  write('one.jpg', 'original');
  await results.replace('a', at('one.jpg'));
  write('one.jpg', 'small');
  write('two.webp', 'new');
  const done = record(['one.jpg', 'two.webp']);
  results.changed(done);
  results.undo(done);
  expect(await undone.promise).toEqual({ state: 'done', total: 3, removed: 2, restored: 1, left: [], leftCount: 0 });
  expect(readFileSync(at('one.jpg'), 'utf8')).toBe('original');
  expect(existsSync(at('two.webp'))).toBe(false);
  expect(() => results.undo(done)).toThrow(expect.objectContaining({ code: 'UNDONE' }));
});

it('what was changed since or is gone is left alone with a word, and so is an original whose name is taken', async () => {
  write('one.jpg', 'original');
  await results.replace('a', at('one.jpg'));
  write('one.jpg', 'small');
  write('gone.jpg', 'x');
  const done = record(['one.jpg', 'gone.jpg']);
  results.changed(done);
  await journal.append({ kind: 'removed', id: 'nobody' });
  await expect.poll(() => readFileSync(file(), 'utf8')).toContain('"marks"');
  appendFileSync(at('one.jpg'), ' and retouched');
  unlinkSync(at('gone.jpg'));
  results.undo(done);
  const undo = await undone.promise;
  expect(undo).toMatchObject({ removed: 0, restored: 0, leftCount: 3 });
  expect(undo.left.map(({ code }) => code)).toEqual(['CHANGED_SINCE', 'GONE', 'ORIGINAL_NAME_TAKEN']);
  expect(readFileSync(at('one.jpg'), 'utf8')).toBe('small and retouched');
});

it('a job of an earlier run can be undone', async () => {
  write('one.jpg', 'original');
  const done = record(['one.jpg']);
  await journal.append({ kind: 'submitted', spec, record: done });
  await results.replace('a', at('one.jpg'));
  write('one.jpg', 'small');
  results.changed(done);
  await expect.poll(() => readFileSync(file(), 'utf8')).toContain('"marks"');
  await journal.close();

  // Twice, as each start writes the journal anew.
  Journal.open(file(), 0, () => {});
  const start = Journal.open(file(), 0, () => {});
  journal = start.journal;
  results = makeResults();
  expect([...results.restore(start.jobs)]).toHaveLength(1);
  results.undo(done);
  expect(await undone.promise).toMatchObject({ removed: 1, restored: 1 });
  expect(readFileSync(at('one.jpg'), 'utf8')).toBe('original');
});

it('a job off the list leaves nothing behind, and tells no place any more', async () => {
  write('one.jpg', 'original');
  await results.replace('a', at('one.jpg'));
  expect(results.whereIs('a', at('one.jpg'))).toContain('kept');
  const place = results.whereIs('a', at('one.jpg'));
  await results.removed('a');
  expect(existsSync(place)).toBe(false);
  expect(results.whereIs('a', at('one.jpg'))).toBe(at('one.jpg'));
});

it('a job that goes on with another one takes over what that had replaced', async () => {
  write('one.jpg', 'original');
  await results.replace('before', at('one.jpg'));
  const removed = results.removed('before');
  results.handOver('before', 'a');
  await removed;
  write('one.jpg', 'small');
  const done = record(['one.jpg']);
  results.changed(done);
  results.undo(done);
  expect(await undone.promise).toMatchObject({ removed: 1, restored: 1 });
});

it('a job that failed has nothing to undo', () => {
  expect(() => results.undo({ ...record([]), state: 'failed', outcome: null })).toThrow(
    expect.objectContaining({ code: 'NOTHING_TO_UNDO' }),
  );
});
