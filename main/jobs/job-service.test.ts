import { beforeEach, describe, expect, it } from 'vitest';
import { defineJob } from '../../workers/jobs/job-type.ts';
import { plainDefinition } from '../../workers/options/testing/plain-definition.ts';
import { emptyProgress, type ToHost } from '../../workers/protocol.ts';
import { type KeptRecord, newRecord } from './job-record.ts';
import { JobService } from './job-service.ts';
import type { JournalLine } from './journal.ts';

const count = defineJob({
  definition: {
    ...plainDefinition('count', {
      upTo: { kind: 'number', min: 1, default: 10 },
      password: { kind: 'text', default: '', secret: true },
    }),
    title: (inputs) => `${inputs.length} inputs`,
  },
  driver: () => Promise.reject(new Error('main never loads a driver')),
  tasks: () => Promise.reject(new Error('main never loads tasks')),
});

const KILLED = { code: 'HOST_SIGNAL', params: { signal: 'SIGKILL' } };

let sent: ToHost[];
let changes: KeptRecord[];
let swept: string[];
let dropped: string[];
let journal: JournalLine[];
let jobs: JobService;

beforeEach(() => {
  sent = [];
  changes = [];
  swept = [];
  dropped = [];
  journal = [];
  jobs = new JobService({
    registry: { count },
    send: (message) => sent.push(message),
    onChanged: (record) => changes.push(record),
    onRemoved: () => {},
    sweep: async (folder) => void swept.push(folder),
    dropProgress: (id) => void dropped.push(id),
    journal: { append: async (line) => void journal.push(line) },
    now: () => 1_000,
    sideBySide: () => 2,
    defaults: () => ({}),
  });
});

const toPath = (id: string) => `/paths/${id}`;
const submit = () => jobs.submit({ type: 'count', inputs: ['/a'], options: {} }, toPath).id;
/** Waits until the journal has taken what was submitted. */
const written = () => Promise.resolve();
const stateOf = (id: string) => jobs.record(id).state;
const outcome = { outputs: ['/a.zip'], entries: 1, failed: 0, bytesIn: 2, bytesOut: 1 };

describe('JobService', () => {
  it('starts as many jobs as may run side by side, and the next when one ends', async () => {
    const [a, b, c] = [submit(), submit(), submit()];
    expect([a, b, c].map(stateOf)).toEqual(['running', 'running', 'waiting']);
    jobs.handle({ kind: 'done', id: a, outcome });
    expect([a, b, c].map(stateOf)).toEqual(['done', 'running', 'running']);
    await written();
    expect(sent.filter((message) => message.kind === 'start')).toHaveLength(3);
  });

  it('freezes the options at submit, with their defaults', async () => {
    submit();
    await written();
    expect(sent[0]).toMatchObject({ kind: 'start', job: { options: { upTo: 10, password: '' }, inputs: ['/a'] } });
  });

  it('refuses unknown types and bad options', () => {
    expect(() => jobs.submit({ type: 'toString', inputs: ['/a'], options: {} }, toPath)).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_JOB_TYPE' }),
    );
    expect(() => jobs.submit({ type: 'count', inputs: ['/a'], options: { upTo: 0 } }, toPath)).toThrow(
      expect.objectContaining({ code: 'BAD_OPTIONS' }),
    );
    expect(jobs.list().jobs).toEqual([]);
  });

  it('cancels a waiting job at once, and a running one when the host says so', () => {
    const [a, , c] = [submit(), submit(), submit()];
    jobs.cancel([a, c]);
    expect([a, c].map(stateOf)).toEqual(['cancelling', 'cancelled']);
    expect(sent.at(-1)).toEqual({ kind: 'cancel', id: a });
    jobs.handle({ kind: 'cancelled', id: a });
    expect(stateOf(a)).toBe('cancelled');
  });

  it('shows a job as done that was finished before the cancel reached it', () => {
    const a = submit();
    jobs.cancel([a]);
    jobs.handle({ kind: 'done', id: a, outcome });
    expect(stateOf(a)).toBe('done');
  });

  it('ignores late words about an ended job', () => {
    const a = submit();
    jobs.handle({ kind: 'done', id: a, outcome });
    const { revision } = jobs.record(a);
    jobs.handle({ kind: 'failed', id: a, error: { code: 'GONE' } });
    jobs.handle({
      kind: 'progress',
      id: a,
      title: 'x',
      progress: emptyProgress,
      skipped: [],
      skippedCount: 0,
      notes: [],
    });
    expect(jobs.record(a)).toMatchObject({ state: 'done', revision });
  });

  it('gives a paused job’s place to the next one', () => {
    const [a, , c] = [submit(), submit(), submit()];
    jobs.pause([a]);
    expect(stateOf(a)).toBe('paused');
    jobs.handle({ kind: 'cancelled', id: c });
    jobs.resume([a]);
    expect(stateOf(a)).toBe('running');
    expect(sent.map((message) => message.kind)).toEqual(expect.arrayContaining(['pause', 'resume']));
  });

  it('passes over a paused job that waits, and starts it when it is resumed and there is room', () => {
    const [a, b, c, d] = [submit(), submit(), submit(), submit()];
    jobs.pause([c]);
    jobs.handle({ kind: 'done', id: a, outcome });
    expect([b, c, d].map(stateOf)).toEqual(['running', 'paused', 'running']);
    jobs.resume([c]);
    expect(stateOf(c)).toBe('waiting');
    jobs.handle({ kind: 'done', id: b, outcome });
    expect(stateOf(c)).toBe('running');
    expect(sent.filter((message) => message.kind === 'pause')).toEqual([]);
  });

  it('lets a resumed job wait when its place was taken, without starting it twice', async () => {
    const [a, b, c] = [submit(), submit(), submit()];
    await written();
    jobs.pause([a]);
    expect([a, b, c].map(stateOf)).toEqual(['paused', 'running', 'running']);
    jobs.resume([a]);
    expect(stateOf(a)).toBe('waiting');
    jobs.handle({ kind: 'done', id: c, outcome });
    expect(stateOf(a)).toBe('running');
    await written();
    const ofA = sent.filter((message) => 'id' in message && message.id === a).map((message) => message.kind);
    expect(ofA).toEqual(['pause', 'resume']);
    expect(sent.filter((message) => message.kind === 'start' && message.job.id === a)).toHaveLength(1);
  });

  it('cancels a paused job that waits at once, without asking the host', () => {
    const [, , c] = [submit(), submit(), submit()];
    jobs.pause([c]);
    jobs.cancel([c]);
    expect(stateOf(c)).toBe('cancelled');
    expect(sent.filter((message) => message.kind === 'cancel')).toEqual([]);
  });

  it('keeps a paused job paused when the host is lost', async () => {
    const a = submit();
    await written();
    jobs.pause([a]);
    await jobs.hostLost(KILLED);
    expect(stateOf(a)).toBe('paused');
    jobs.resume([a]);
    await written();
    expect(stateOf(a)).toBe('running');
    expect(sent.filter((message) => message.kind === 'start')).toHaveLength(2);
  });

  it('starts waiting jobs in the order they were moved to', () => {
    const [a, b, c, d, e] = [submit(), submit(), submit(), submit(), submit()];
    const changed = jobs.move([e], c);
    expect(changed.map((record) => record.id).toSorted()).toEqual([c, d, e].toSorted());
    jobs.move([c, a], null);
    jobs.handle({ kind: 'done', id: a, outcome });
    jobs.handle({ kind: 'done', id: b, outcome });
    expect([c, d, e].map(stateOf)).toEqual(['waiting', 'running', 'running']);
  });

  it('moves several jobs together, and to the front when the one before them has been started', () => {
    const [a, , c, d, e, f] = [submit(), submit(), submit(), submit(), submit(), submit()];
    const order = () =>
      jobs
        .list()
        .jobs.toSorted((x, y) => x.position - y.position)
        .slice(2)
        .map((record) => record.id);
    jobs.move([f, d], c);
    expect(order()).toEqual([d, f, c, e]);
    jobs.move([e], a);
    expect(order()).toEqual([e, d, f, c]);
    expect(jobs.move([e], d)).toEqual([]);
  });

  it('sweeps and starts a job again when the host is lost, and gives it up when it gets no further', async () => {
    const a = submit();
    jobs.handle({ kind: 'writes-to', id: a, folder: '/out' });
    for (let losses = 1; losses <= 2; losses++) {
      await jobs.hostLost(KILLED);
      expect(jobs.record(a)).toMatchObject({ state: 'running', notes: { length: losses } });
    }
    expect(swept).toEqual(['/out', '/out']);
    await jobs.hostLost(KILLED);
    expect(jobs.record(a)).toMatchObject({ state: 'failed', error: { code: 'HOST_LOST' } });
  });

  it('goes on after any number of losses as long as further files are finished', async () => {
    const a = submit();
    for (let filesDone = 1; filesDone <= 10; filesDone++) {
      const progress = { ...emptyProgress, filesDone, filesTotal: 20 };
      jobs.handle({ kind: 'progress', id: a, title: null, progress, skipped: [], skippedCount: 0, notes: [] });
      await jobs.hostLost(KILLED);
      expect(stateOf(a)).toBe('running');
    }
  });

  it('ends a job as cancelled when the host is lost while it is cancelling', async () => {
    const a = submit();
    jobs.cancel([a]);
    await jobs.hostLost(KILLED);
    expect(stateOf(a)).toBe('cancelled');
  });

  it('retries an ended job with the same inputs and options as a new one', async () => {
    const a = jobs.submit({ type: 'count', inputs: ['/a', '/b'], options: { upTo: 3 } }, toPath).id;
    jobs.handle({ kind: 'failed', id: a, error: { code: 'ENOSPC' } });
    jobs.retry([a]);
    const list = jobs.list().jobs;
    expect(list).toHaveLength(1);
    expect(list[0]?.id).not.toBe(a);
    await written();
    expect(sent.at(-1)).toMatchObject({ kind: 'start', job: { inputs: ['/a', '/b'], options: { upTo: 3 } } });
  });

  it('goes on with a job that was interrupted, has failed or was cancelled, and begins one anew that is done', async () => {
    const [a, b] = [submit(), submit()];
    jobs.handle({ kind: 'done', id: b, outcome });
    for (let loss = 0; loss < 3; loss++) await jobs.hostLost(KILLED);
    jobs.retry([a, b]);
    await written();
    await written();
    const [first, second] = sent.filter((message) => message.kind === 'start').slice(-2);
    expect(first).toMatchObject({ job: { resumesJobId: a } });
    expect(second?.job).not.toHaveProperty('resumesJobId');
    expect(dropped).toEqual([b, b]);
    jobs.cancel([first?.job.id ?? '']);
    jobs.handle({ kind: 'cancelled', id: first?.job.id ?? '' });
    await written();
    await written();
    expect(dropped).toEqual([b, b]);
    jobs.retry([first?.job.id ?? '']);
    await written();
    expect(sent.findLast((message) => message.kind === 'start')).toMatchObject({ job: { resumesJobId: a } });
  });

  it('removes ended jobs only', () => {
    const [a, b] = [submit(), submit()];
    jobs.handle({ kind: 'done', id: a, outcome });
    jobs.remove([a, b]);
    expect(jobs.list().jobs.map((job) => job.id)).toEqual([b]);
  });

  it('writes a job down before it is started, and never starts one that was cancelled meanwhile', async () => {
    const [a, b] = [submit(), submit()];
    expect(sent).toEqual([]);
    expect(journal.filter((line) => line.kind === 'submitted')).toHaveLength(2);
    jobs.cancel([a]);
    await written();
    expect(stateOf(a)).toBe('cancelled');
    expect(sent.filter((message) => message.kind === 'start').map((message) => message.job.id)).toEqual([b]);
  });

  it('shows what an earlier run left: ended jobs as they were, the others swept and interrupted', async () => {
    const [a, b] = [submit(), submit()];
    jobs.handle({ kind: 'done', id: a, outcome });
    const earlier = [a, b]
      .map((id) => jobs.record(id))
      .map((record) => {
        const spec = { id: record.id, type: 'count', inputs: ['/a'], options: { upTo: 10 } };
        return { record, spec, folders: ['/out'] };
      });
    jobs.remove([a]);
    await written();
    sent.length = 0;
    jobs.restore(earlier);
    expect(stateOf(a)).toBe('done');
    expect(jobs.record(b)).toMatchObject({ state: 'interrupted', error: null, stopped: { code: 'INTERRUPTED' } });
    expect(swept).toEqual(['/out']);
    await written();
    expect(sent).toEqual([]);
  });

  describe('jobs of an earlier run', () => {
    /** As the journal gives them back: begun are those with a time. */
    const left = (id: string, position: number, change: Partial<KeptRecord>) => {
      const spec = { id, type: 'count', inputs: ['/a'], options: { upTo: 10 } };
      return { spec, record: { ...newRecord(spec, id, 1, position), ...change }, folders: [] };
    };
    const begun = { state: 'running', startedAt: 1 } as const;
    const starts = () =>
      sent.flatMap((message) => (message.kind === 'start' ? [message.job.resumesJobId ?? message.job.id] : []));

    it('keep the order of the queue, wait if they had not begun, and are started when the user says so', async () => {
      jobs.restore([
        left('d', 4, { state: 'waiting' }),
        left('c', 2, begun),
        left('b', 3, { state: 'paused' }),
        left('a', 1, begun),
      ]);
      expect(jobs.list().jobs.map(({ id, state, held }) => [id, state, held])).toEqual([
        ['a', 'interrupted', undefined],
        ['c', 'interrupted', undefined],
        ['b', 'paused', undefined],
        ['d', 'waiting', true],
      ]);
      const now = submit();
      await written();
      expect(starts()).toEqual([now]);
      jobs.handle({ kind: 'done', id: now, outcome });
      jobs.resume(['d']);
      jobs.retry(['a', 'c']);
      await written();
      jobs.handle({ kind: 'done', id: 'd', outcome });
      await written();
      expect(starts()).toEqual([now, 'd', 'a', 'c']);
      expect(jobs.list().jobs.find(({ title }) => title === 'a')?.position).toBe(1);
    });

    it('say whether the app was quit, killed, or had been asked to cancel', () => {
      const stopped = { code: 'INTERRUPTED_BY_QUIT' } as const;
      jobs.restore([
        left('a', 1, begun),
        left('b', 2, { ...begun, stopped }),
        left('c', 3, { ...begun, state: 'cancelling' }),
      ]);
      expect(jobs.list().jobs.map(({ state, stopped }) => [state, stopped?.code])).toEqual([
        ['interrupted', 'INTERRUPTED'],
        ['interrupted', 'INTERRUPTED_BY_QUIT'],
        ['cancelled', undefined],
      ]);
    });

    it('tell how many files are left, as far as their own journal knows', () => {
      const progress = { ...emptyProgress, filesTotal: 120, totalFinal: true };
      jobs.restore([left('a', 1, { ...begun, progress }), left('b', 2, begun), left('c', 3, begun)]);
      jobs.noteFinished('a', { files: 51, results: 102 });
      jobs.noteFinished('b', { files: 1, results: 1 });
      jobs.noteFinished('c', { files: 0, results: 0 });
      expect(jobs.list().jobs.map(({ continues, made }) => [continues, made])).toEqual([
        [{ left: 69 }, 102],
        [{ left: null }, 1],
        [undefined, undefined],
      ]);
    });

    it('are not started without the password they had', () => {
      const { spec, record } = left('a', 1, { state: 'waiting' });
      jobs.restore([{ spec: { ...spec, secretsRemoved: true }, record, folders: [] }]);
      expect(jobs.record('a')).toMatchObject({ state: 'failed', error: { code: 'SECRETS_REMOVED' } });
    });
  });

  it('leaves for the next start what is open when the app ends, and starts nothing more', async () => {
    const [a, b, c, d] = [submit(), submit(), submit(), submit()];
    await written();
    jobs.cancel([b]);
    jobs.suspend();
    jobs.handle({ kind: 'cancelled', id: b });
    const progress = { ...emptyProgress, filesTotal: 3, filesKept: 1, totalFinal: true };
    jobs.handle({ kind: 'progress', id: a, title: null, progress, skipped: [], skippedCount: 0, notes: [] });
    jobs.handle({ kind: 'cancelled', id: a });
    expect([a, b, c, d].map(stateOf)).toEqual(['interrupted', 'cancelled', 'waiting', 'waiting']);
    expect(jobs.record(a)).toMatchObject({ stopped: { code: 'INTERRUPTED_BY_QUIT' }, continues: { left: 2 } });
    expect(jobs.record(b).stopped).toBeUndefined();
    expect(dropped).toEqual([]);
    await written();
    expect(sent.filter((message) => message.kind === 'start')).toHaveLength(2);
  });

  it('writes no password down, and does not repeat a job without the one it had', async () => {
    const { id } = jobs.submit({ type: 'count', inputs: ['/a'], options: { password: 'sesame' } }, toPath);
    await written();
    expect(sent.at(-1)).toMatchObject({ kind: 'start', job: { options: { password: 'sesame' } } });
    expect(JSON.stringify(journal)).not.toContain('sesame');
    const [line] = journal;
    if (line?.kind !== 'submitted') throw new Error('The first line is the job.');
    jobs.restore([{ spec: line.spec, record: line.record, folders: [] }]);
    expect(() => jobs.retry([id])).toThrow(expect.objectContaining({ code: 'SECRETS_REMOVED' }));
  });

  describe('a job with another one after it', () => {
    const submitBoth = (options: Record<string, unknown> = {}) =>
      jobs.submit({ type: 'count', inputs: ['/in'], options: {}, next: { type: 'count', options } }, toPath).id;
    const outputs = { ...outcome, outputs: ['/out/a/1.jpg', '/out/b/2.jpg'] };
    const starts = () => sent.flatMap((message) => (message.kind === 'start' ? [message.job] : []));

    it('hands its outputs to the other one when it is done', async () => {
      const a = submitBoth({ upTo: 7 });
      expect(jobs.record(a).next).toBe('count');
      await written();
      expect(starts()[0]).not.toHaveProperty('next');
      jobs.handle({ kind: 'done', id: a, outcome: outputs });
      await written();
      const [, next] = starts();
      expect(next).toMatchObject({ inputs: outputs.outputs, base: '/out', options: { upTo: 7 } });
      expect(jobs.record(next?.id ?? '')).toMatchObject({ state: 'running', follows: a });
      expect(jobs.record(a).next).toBeUndefined();
    });

    it('hands on what it left as it was, too', async () => {
      const a = submitBoth();
      await written();
      jobs.handle({ kind: 'done', id: a, outcome: { ...outputs, kept: ['/out/a/small.jpg'] } });
      await written();
      expect(starts()[1]?.inputs).toEqual(['/out/a/1.jpg', '/out/b/2.jpg', '/out/a/small.jpg']);
    });

    it('has nothing after it when it is cancelled or fails', () => {
      const [a, b] = [submitBoth(), submitBoth()];
      jobs.cancel([a]);
      jobs.handle({ kind: 'cancelled', id: a });
      jobs.handle({ kind: 'failed', id: b, error: { code: 'GONE' } });
      expect(jobs.list().jobs).toHaveLength(2);
      jobs.retry([b]);
      expect(jobs.list().jobs.at(-1)).toMatchObject({ next: 'count' });
    });

    it('refuses options of the other one at once', () => {
      expect(() => submitBoth({ upTo: 0 })).toThrow(expect.objectContaining({ code: 'BAD_OPTIONS' }));
      expect(jobs.list().jobs).toEqual([]);
    });

    it('is followed after a restart, once, when a person says so', async () => {
      const a = submitBoth();
      const [line] = journal;
      if (line?.kind !== 'submitted') throw new Error('The first line is the job.');
      const record = { ...jobs.record(a), state: 'done' as const, outcome: outputs, endedAt: 1 };
      jobs.restore([{ spec: line.spec, record, folders: [] }]);
      await written();
      const follower = jobs.list().jobs.find((job) => job.follows === a);
      expect(follower).toMatchObject({ inputCount: 2, state: 'waiting', held: true });
      expect(starts().map(({ id }) => id)).not.toContain(follower?.id);
      const spec = { ...line.spec, id: follower?.id ?? '' };
      const before = jobs.list().jobs.length;
      jobs.restore([
        { spec: line.spec, record, folders: [] },
        { spec, record: { ...record, id: spec.id, next: undefined, follows: a }, folders: [] },
      ]);
      expect(jobs.list().jobs).toHaveLength(before);
    });

    it('writes no password of the other one down, and keeps it for this run', async () => {
      const a = submitBoth({ password: 'sesame' });
      await written();
      expect(JSON.stringify(journal)).not.toContain('sesame');
      jobs.handle({ kind: 'done', id: a, outcome: outputs });
      await written();
      expect(starts()[1]).toMatchObject({ options: { password: 'sesame' } });
    });
  });

  it('tells windows how many outputs there are and keeps their paths, as there may be many', () => {
    const a = submit();
    const outputs = Array.from({ length: 3 }, (_, n) => `/${n}.jpg`);
    jobs.handle({ kind: 'done', id: a, outcome: { ...outcome, outputs, kept: ['/kept.jpg'] } });
    expect(jobs.list().jobs[0]?.outcome).toEqual({ ...outcome, outputs: 3 });
    expect(jobs.record(a).outcome?.outputs).toEqual(outputs);
  });

  it('puts outputs that the host sends ahead into the outcome, but none of a host that was lost', async () => {
    const a = submit();
    await written();
    jobs.handle({ kind: 'outputs', id: a, paths: ['/lost.jpg'] });
    await jobs.hostLost(KILLED);
    await written();
    for (const paths of [['/0.jpg', '/1.jpg'], ['/2.jpg']]) jobs.handle({ kind: 'outputs', id: a, paths });
    jobs.handle({ kind: 'done', id: a, outcome: { ...outcome, outputs: [] } });
    expect(jobs.record(a).outcome?.outputs).toEqual(['/0.jpg', '/1.jpg', '/2.jpg']);
  });

  it('gives every change a higher revision than the one before', () => {
    const a = submit();
    jobs.cancel([a]);
    jobs.handle({ kind: 'cancelled', id: a });
    const revisions = changes.map((record) => record.revision);
    expect(revisions).toEqual([...new Set(revisions)].sort((x, y) => x - y));
  });
});
