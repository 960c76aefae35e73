import {
  appendFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Claims } from '../../workers/claims/claims.ts';
import { ChangeRoom } from '../../workers/files/changes/change-room.ts';
import { identityOf } from '../../workers/files/changes/identity.ts';
import { TrashCan } from '../../workers/files/changes/trash-can.ts';
import type { NamedFile } from '../../workers/files/output/output-file.ts';
import { partName } from '../../workers/files/output/part-files.ts';
import { isMac } from '../../workers/files/system.ts';
import { claimedByAnother } from '../../workers/jobs/testing/claim-holder.ts';
import { emptyProgress } from '../../workers/protocol.ts';
import type { JobUndo } from '../contract/jobs.ts';
import type { KeptRecord } from '../jobs/job-record.ts';
import { Journal } from '../jobs/journal.ts';
import { JobResults } from './job-results.ts';

let folder: string;
let results: JobResults;
let journal: Journal;
let room: ChangeRoom;
let undone: PromiseWithResolvers<JobUndo>;

const file = () => join(folder, 'journal.jsonl');
const at = (name: string) => join(folder, name);
const write = (name: string, content: string) => writeFileSync(at(name), content);
const read = (name: string) => readFileSync(at(name), 'utf8');
const spec = { id: 'a', type: 'resize', inputs: ['/in'], options: {} };
const identity = (path: string) => identityOf(lstatSync(path, { bigint: true }));
const named = (name: string): NamedFile => ({ path: at(name), ...identity(at(name)) });

/** What happens while the trash is at work. */
let onTrash: () => void;
let namedBefore: readonly NamedFile[] = [];

function makeResults(): JobResults {
  const trashFiles = at('data/Trash/files');
  mkdirSync(trashFiles, { recursive: true });
  const trash = new TrashCan({
    trashItem: async (path) => {
      onTrash();
      const taken = readdirSync(trashFiles).length;
      renameSync(path, join(trashFiles, `${basename(path)}.${taken}`));
    },
    spareFolder: at('kept'),
    platform: 'linux',
    environment: { XDG_DATA_HOME: at('data') },
  });
  room = new ChangeRoom({ folder: at('changes'), trash });
  const onUndo = (_id: string, undo: JobUndo) => {
    if (undo.state === 'done') undone.resolve(undo);
  };
  const specs = () => [];
  return new JobResults({ journal, room, claims: new Claims(), namedBefore: () => namedBefore, specs, onUndo });
}

/** As the host does it: the result is complete before it gets the original's name, or has another one already. */
async function replace(name: string, content: string, { as = name, job = 'a' } = {}): Promise<NamedFile> {
  const part = as === name ? at(partName(job)) : null;
  const complete = part ?? at(as);
  writeFileSync(complete, content);
  const original = { path: at(name), was: identity(at(name)) };
  const { path } = await results.replace(job, { part, result: identity(complete), name: at(as), original });
  return { path, ...identity(path) };
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
  namedBefore = [];
  onTrash = () => {};
  results = makeResults();
});
afterEach(async () => {
  await journal.close();
  await room.close();
  rmSync(folder, { recursive: true, force: true });
});

it('an undo moves the results to the trash and puts replaced originals back', async () => {
  write('one.jpg', 'original');
  const one = await replace('one.jpg', 'small');
  write('two.webp', 'new');
  results.made('a', [one, named('two.webp')]);
  const done = record(['one.jpg', 'two.webp']);
  results.changed(done);
  results.undo(done);
  expect(await undone.promise).toEqual({ state: 'done', total: 3, removed: 2, restored: 1, left: [], leftCount: 0 });
  expect(read('one.jpg')).toBe('original');
  expect(existsSync(at('two.webp'))).toBe(false);
  expect(readdirSync(at('data/Trash/files')).sort()).toEqual(['one.jpg.2', 'two.webp.1']);
  expect(() => results.undo(done)).toThrow(expect.objectContaining({ code: 'UNDONE' }));
});

it('an undo removes the folders that the job had made for its results, also after a restart, and leaves all others', async () => {
  mkdirSync(at('Trip (resized)/day 1'), { recursive: true });
  mkdirSync(at('Web/day 1'), { recursive: true });
  mkdirSync(at('Chosen'));
  for (const name of ['Trip (resized)/a.jpg', 'Trip (resized)/day 1/b.jpg', 'Web/day 1/c.jpg', 'Chosen/d.jpg'])
    write(name, name);
  const madeFor = (madeFolder: string, name: string) => ({ ...named(name), madeFolder });
  await journal.append({ kind: 'submitted', spec, record: record([]) });
  results.made('a', [
    madeFor(at('Trip (resized)'), 'Trip (resized)/a.jpg'),
    madeFor(at('Trip (resized)'), 'Trip (resized)/day 1/b.jpg'),
    madeFor(at('Web'), 'Web/day 1/c.jpg'),
    named('Chosen/d.jpg'),
  ]);
  write('Web/mine.txt', 'of the user');
  await journal.close();
  await room.close();

  const start = Journal.open(file(), 0, () => {});
  journal = start.journal;
  results = makeResults();
  results.restore(start.jobs);
  results.undo(record([]));
  expect(await undone.promise).toMatchObject({ removed: 4, leftCount: 0 });
  expect(existsSync(at('Trip (resized)'))).toBe(false);
  expect(readdirSync(at('Web'))).toEqual(['mine.txt']);
  expect(readdirSync(at('Chosen'))).toEqual([]);
});

it('what was changed since or is gone is left alone with a word, and so is an original whose name is taken', async () => {
  write('one.jpg', 'original');
  const one = await replace('one.jpg', 'small');
  write('gone.jpg', 'x');
  results.made('a', [one, named('gone.jpg')]);
  appendFileSync(at('one.jpg'), ' and retouched');
  unlinkSync(at('gone.jpg'));
  results.undo(record(['one.jpg', 'gone.jpg']));
  const undo = await undone.promise;
  expect(undo).toMatchObject({ removed: 0, restored: 0, leftCount: 3 });
  expect(undo.left.map(({ code }) => code)).toEqual(['GONE', 'CHANGED_SINCE', 'ORIGINAL_NAME_TAKEN']);
  expect(read('one.jpg')).toBe('small and retouched');
});

async function trashOriginal(name: string): Promise<void> {
  const path = at(name);
  await results.replace('a', { part: null, result: null, name: path, original: { path, was: identity(path) } });
}

it('originals that went to the trash come back before the archive of them goes', async () => {
  write('one.txt', 'original');
  write('a.zip', 'archive');
  results.made('a', [named('a.zip')]);
  await trashOriginal('one.txt');
  expect(existsSync(at('one.txt'))).toBe(false);
  const done = record(['a.zip']);
  results.undo(done);
  expect(await undone.promise).toEqual({ state: 'done', total: 2, removed: 1, restored: 1, left: [], leftCount: 0 });
  expect([read('one.txt'), existsSync(at('a.zip'))]).toEqual(['original', false]);
});

it('an archive stays where not all originals can come back', async () => {
  write('one.txt', 'one');
  write('two.txt', 'two');
  write('a.zip', 'archive');
  results.made('a', [named('a.zip')]);
  for (const name of ['one.txt', 'two.txt']) await trashOriginal(name);
  write('two.txt', 'a new one');
  const done = record(['a.zip']);
  results.undo(done);
  const first = await undone.promise;
  const { removed, restored, left } = first;
  expect([removed, restored]).toEqual([0, 1]);
  expect(left.map(({ code }) => code)).toEqual(['ORIGINAL_NAME_TAKEN', 'RESULT_KEPT']);
  expect([read('one.txt'), read('two.txt'), read('a.zip')]).toEqual(['one', 'a new one', 'archive']);

  rmSync(at('two.txt'));
  await results.undone('a');
  undone = Promise.withResolvers();
  results.undo({ ...done, undo: first });
  expect(await undone.promise).toEqual({ state: 'done', total: 3, removed: 1, restored: 2, left: [], leftCount: 0 });
  expect([read('two.txt'), existsSync(at('a.zip'))]).toEqual(['two', false]);
});

it('a folder of results stays where anything in it was written, added or removed since', async () => {
  const strikes: Readonly<Record<string, () => void>> = {
    written: () => appendFileSync(at('written/sub/deep/a'), ' and more'),
    added: () => write('added/sub/deep/note', 'mine'),
    removed: () => unlinkSync(at('removed/sub/deep/a')),
    renamed: () => renameSync(at('renamed/sub/deep/a'), at('renamed/sub/deep/b')),
    untouched: () => {},
  };
  const made: NamedFile[] = [];
  for (const name of Object.keys(strikes)) {
    mkdirSync(at(`making/sub/deep`), { recursive: true });
    write('making/sub/deep/a', 'result');
    write('making/later', 'an archive may come from the future');
    utimesSync(at('making/later'), new Date(2100, 0, 1), new Date(2100, 0, 1));
    utimesSync(at('making'), new Date(2020, 0, 1), new Date(2020, 0, 1));
    renameSync(at('making'), at(name));
    made.push(named(name));
  }
  results.made('a', made);
  // Times of files are those of the last tick of the clock.
  const before = lstatSync(at('untouched'), { bigint: true }).ctimeNs;
  do write('tick', '');
  while (lstatSync(at('tick'), { bigint: true }).ctimeNs <= before);
  for (const strike of Object.values(strikes)) strike();
  results.undo(record(Object.keys(strikes)));
  const undo = await undone.promise;
  expect(undo).toMatchObject({ removed: 1, leftCount: 4 });
  expect(undo.left.map(({ path, code }) => [basename(path), code])).toEqual(
    ['written', 'added', 'removed', 'renamed'].map((name) => [name, 'CHANGED_SINCE']),
  );
  expect(existsSync(at('untouched'))).toBe(false);
});

it('a stranger in the trash with the name of the original is not taken for it, and the result stays', async () => {
  write('one.jpg', 'original');
  const one = await replace('one.jpg', 'small');
  results.made('a', [one]);
  rmSync(at('data/Trash'), { recursive: true });
  mkdirSync(at('data/Trash/files'), { recursive: true });
  write('data/Trash/files/one.jpg', 'stranger');
  results.undo(record(['one.jpg']));
  const undo = await undone.promise;
  expect(undo).toMatchObject({ removed: 0, restored: 0, leftCount: 2 });
  expect(undo.left.map(({ code }) => code)).toEqual(['RESULT_KEPT', 'ORIGINAL_GONE']);
  expect([read('one.jpg'), read('data/Trash/files/one.jpg')]).toEqual(['small', 'stranger']);
});

it('a job of an earlier run can be undone', async () => {
  write('one.jpg', 'original');
  const done = record(['one.jpg']);
  await journal.append({ kind: 'submitted', spec, record: done });
  results.made('a', [await replace('one.jpg', 'small')]);
  await journal.close();
  await room.close();

  // Twice, as each start writes the journal anew.
  Journal.open(file(), 0, () => {});
  const start = Journal.open(file(), 0, () => {});
  journal = start.journal;
  results = makeResults();
  results.restore(start.jobs);
  results.undo(done);
  expect(await undone.promise).toMatchObject({ removed: 1, restored: 1 });
  expect(read('one.jpg')).toBe('original');
});

it('a job off the list leaves nothing behind, and says no place any more', async () => {
  write('one.jpg', 'original');
  await replace('one.jpg', 'small');
  expect(await results.whereIs('a', at('one.jpg'))).toBe(at('data/Trash/files/one.jpg.0'));
  await results.removed('a');
  expect(readdirSync(at('changes'))).toEqual([]);
  expect(await results.whereIs('a', at('one.jpg'))).toBe(at('one.jpg'));
});

it('a job that goes on with another one takes over what that had replaced', async () => {
  write('one.jpg', 'original');
  const one = await replace('one.jpg', 'small', { job: 'before' });
  results.handOver('before', 'a');
  await results.removed('before');
  results.made('a', [one]);
  results.undo(record(['one.jpg']));
  expect(await undone.promise).toMatchObject({ removed: 1, restored: 1 });
  expect(read('one.jpg')).toBe('original');
});

it.each(['failed', 'cancelled'] as const)(
  'a job that %s is undone, too, from what its journal says it had named',
  async (state) => {
    write('one.jpg', 'original');
    const one = await replace('one.jpg', 'small');
    write('two.webp', 'new');
    namedBefore = [one, named('two.webp')];
    const ended = { ...record([]), state, outcome: null };
    expect(results.undoable(ended)).toBe(2);
    results.undo(ended);
    expect(await undone.promise).toMatchObject({ removed: 2, restored: 1, leftCount: 0 });
    expect([read('one.jpg'), existsSync(at('two.webp'))]).toEqual(['original', false]);
  },
);

it.each([
  ['a folder', (log: string) => mkdirSync(log)],
  ['a link', (log: string) => symlinkSync('elsewhere', log)],
  ['of no app of ours', (log: string) => writeFileSync(log, 'x\n'.repeat(2_000))],
  ['too large', (log: string) => writeFileSync(log, '') ?? truncateSync(log, 2 ** 30)],
] as const)(
  'an undo says that it cannot be where the log of changes is %s, and nothing is lost with the job',
  async (_, make) => {
    mkdirSync(at('changes'));
    make(at('changes/a.jsonl'));
    write('one.webp', 'new');
    results.made('a', [named('one.webp')]);
    await room.recover();
    const refusal = expect.objectContaining({ code: 'CHANGES_UNREADABLE' });
    expect(() => results.undo(record(['one.webp']))).toThrow(refusal);
    expect(() => results.undo({ ...record([]), state: 'failed', outcome: null })).toThrow(refusal);
    await results.removed('a');
    expect([read('one.webp'), readdirSync(at('changes'))]).toEqual(['new', ['a.jsonl']]);
  },
);

it('a long line of noise is no hindrance to what else is in the log', async () => {
  write('one.jpg', 'original');
  results.made('a', [await replace('one.jpg', 'small')]);
  await room.close();
  const lines = readFileSync(at('changes/a.jsonl'));
  writeFileSync(at('changes/a.jsonl'), Buffer.concat([Buffer.alloc(5_000_000), Buffer.from('\n'), lines]));
  results = makeResults();
  results.undo(record(['one.jpg']));
  expect(await undone.promise).toMatchObject({ restored: 1 });
});

it('a job that failed before it wrote anything has nothing to undo', () => {
  expect(() => results.undo({ ...record([]), state: 'failed', outcome: null })).toThrow(
    expect.objectContaining({ code: 'NOTHING_TO_UNDO' }),
  );
});

it.skipIf(isMac)('waits while another program is replacing a result, and leaves what that has made of it', async () => {
  writeFileSync(at('a.jpg'), 'original');
  const made = await replace('a.jpg', 'result');
  results.made('a', [made]);
  await using program = await claimedByAnother(at('a.jpg'));
  results.undo(record(['a.jpg']));
  await program.waited;
  expect(readFileSync(at('a.jpg'), 'utf8')).toBe('result');

  writeFileSync(at('a.jpg'), 'result of the other program');
  await program.end();
  expect(await undone.promise).toMatchObject({ removed: 0, restored: 0 });
  expect(readFileSync(at('a.jpg'), 'utf8')).toBe('result of the other program');
});

it('an undo that left something takes back the rest when the name is free again, and the numbers add up', async () => {
  write('one.jpg', 'original one');
  write('two.jpg', 'original two');
  const made = [await replace('one.jpg', 'small one', { as: 'one.webp' }), await replace('two.jpg', 'small two')];
  results.made('a', made);
  write('one.jpg', 'a stranger');
  const ended = record(['one.webp', 'two.jpg']);
  results.undo(ended);
  const first = await undone.promise;
  expect(first).toMatchObject({ total: 4, removed: 1, restored: 1, leftCount: 2 });
  expect([read('one.jpg'), read('one.webp'), read('two.jpg')]).toEqual(['a stranger', 'small one', 'original two']);

  rmSync(at('one.jpg'));
  await results.undone('a');
  undone = Promise.withResolvers();
  results.undo({ ...ended, undo: first });
  const second = await undone.promise;
  expect(second).toEqual({ state: 'done', total: 4, removed: 2, restored: 2, left: [], leftCount: 0 });
  await results.undone('a');
  expect([read('one.jpg'), existsSync(at('one.webp')), read('two.jpg')]).toEqual([
    'original one',
    false,
    'original two',
  ]);
  expect(() => results.undo({ ...ended, undo: second })).toThrow(expect.objectContaining({ code: 'UNDONE' }));
});

it('an undo that the end of the app breaks off is not told as done, and the next start goes on with it', async () => {
  const names = ['one.jpg', 'two.jpg', 'three.jpg'];
  const made: NamedFile[] = [];
  for (const name of names) {
    write(name, `original ${name}`);
    made.push(await replace(name, `small ${name}`));
  }
  results.made('a', made);
  const ended = record(names);
  results.undo(ended);
  expect(results.isUndoing('a')).toBe(true);
  // The first one is under way, and no other is begun.
  onTrash = () => void room.stop(60_000);
  expect(await results.undone('a')).toBe(false);
  expect(names.filter((name) => read(name) === `original ${name}`)).toEqual(['three.jpg']);

  await room.close();
  onTrash = () => {};
  results = makeResults();
  results.made('a', made);
  await room.recover();
  results.undo(ended);
  await undone.promise;
  expect(names.map(read)).toEqual(names.map((name) => `original ${name}`));
});
