import { beforeEach, describe, expect, it } from 'vitest';
import { emptyProgress } from '../../workers/protocol.ts';
import { jobServiceBench, KILLED, outcome, toPath, written } from './testing/job-service-bench.ts';

let { jobs, sent, swept, dropped, submit, stateOf } = jobServiceBench();

beforeEach(() => {
  ({ jobs, sent, swept, dropped, submit, stateOf } = jobServiceBench());
});

describe('JobService when its host is lost or a job is retried', () => {
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

  it.each([
    ['has left something', true],
    ['has brought everything back', false],
  ])('hands on what an undo can still bring back when the undo %s, and begins again', (_, hasChanges) => {
    const handed: string[] = [];
    const bench = jobServiceBench({ hasChanges: () => hasChanges, handOver: (from, to) => handed.push(from, to) });
    const a = bench.submit();
    bench.jobs.handle({ kind: 'done', id: a, outcome });
    bench.jobs.setUndo(a, { state: 'done', total: 2, removed: 1, restored: 0, left: [], leftCount: 1 });
    bench.jobs.retry([a]);
    const [next] = bench.jobs.specs();
    expect(handed).toEqual(hasChanges ? [a, next?.id] : []);
    expect(next).not.toHaveProperty('resumesJobId');
    expect(bench.dropped).toContain(a);
  });

  it('goes on with a job that was interrupted, has failed or was cancelled, and begins one again that is done', async () => {
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
});
