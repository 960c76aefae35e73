import { beforeEach, describe, expect, it } from 'vitest';
import { emptyProgress } from '../../workers/protocol.ts';
import { jobServiceBench, outcome, toPath, written } from './testing/job-service-bench.ts';

let { jobs, sent, changes, journal, submit, stateOf } = jobServiceBench();

beforeEach(() => {
  ({ jobs, sent, changes, journal, submit, stateOf } = jobServiceBench());
});

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

  it('tells windows how many outputs there are and keeps their paths, as there may be many', () => {
    const a = submit();
    const outputs = Array.from({ length: 3 }, (_, n) => `/${n}.jpg`);
    jobs.handle({ kind: 'done', id: a, outcome: { ...outcome, outputs, kept: ['/kept.jpg'] } });
    expect(jobs.list().jobs[0]?.outcome).toEqual({ ...outcome, outputs: 3 });
    expect(jobs.record(a).outcome?.outputs).toEqual(outputs);
  });

  it('gives every change a higher revision than the one before', () => {
    const a = submit();
    jobs.cancel([a]);
    jobs.handle({ kind: 'cancelled', id: a });
    const revisions = changes.map((record) => record.revision);
    expect(revisions).toEqual([...new Set(revisions)].sort((x, y) => x - y));
  });
});
