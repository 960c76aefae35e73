import { beforeEach, describe, expect, it } from 'vitest';
import { emptyProgress } from '../../workers/protocol.ts';
import { type KeptRecord, newRecord } from './job-record.ts';
import { jobServiceBench, outcome, toPath, written } from './testing/job-service-bench.ts';

let { jobs, sent, swept, dropped, journal, submit, stateOf } = jobServiceBench();

beforeEach(() => {
  ({ jobs, sent, swept, dropped, journal, submit, stateOf } = jobServiceBench());
});

describe('JobService after a restart of the app', () => {
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
      const lost = { secretsRemoved: true };
      expect(jobs.record('a')).toMatchObject({ state: 'failed', error: { code: 'SECRETS_REMOVED' }, ...lost });
      const begun = left('b', 2, { state: 'running', startedAt: 1 });
      jobs.restore([{ ...begun, spec: { ...begun.spec, secretsRemoved: true } }]);
      expect(jobs.record('b')).toMatchObject({ state: 'interrupted', ...lost });
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
});
