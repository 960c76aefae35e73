import { normalize } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { followUp } from './requests/follow-up.ts';
import { parseRequest } from './requests/parse-request.ts';
import { jobServiceBench, outcome, toPath, written } from './testing/job-service-bench.ts';

let { jobs, registry, sent, journal } = jobServiceBench();

beforeEach(() => {
  ({ jobs, registry, sent, journal } = jobServiceBench());
});

describe('a job with another one after it', () => {
  const submitBoth = (options: Record<string, unknown> = {}) =>
    jobs.submit({ type: 'count', inputs: ['/in'], options: {}, next: { type: 'count', options } }, toPath).id;
  const outputs = { ...outcome, outputs: ['/out/a/1.jpg', '/out/b/2.jpg'].map(normalize) };
  const starts = () => sent.flatMap((message) => (message.kind === 'start' ? [message.job] : []));

  it('hands its outputs to the other one when it is done', async () => {
    const a = submitBoth({ upTo: 7 });
    expect(jobs.record(a).next).toBe('count');
    await written();
    expect(starts()[0]).not.toHaveProperty('next');
    jobs.handle({ kind: 'done', id: a, outcome: outputs });
    await written();
    const [, next] = starts();
    expect(next).toMatchObject({ inputs: outputs.outputs, base: normalize('/out'), options: { upTo: 7 } });
    expect(jobs.record(next?.id ?? '')).toMatchObject({ state: 'running', follows: a });
    expect(jobs.record(a).next).toBeUndefined();
  });

  it('hands on what it left as it was, too', async () => {
    const a = submitBoth();
    await written();
    jobs.handle({ kind: 'done', id: a, outcome: { ...outputs, kept: [normalize('/out/a/small.jpg')] } });
    await written();
    expect(starts()[1]?.inputs).toEqual([...outputs.outputs, normalize('/out/a/small.jpg')]);
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

  it('gets another one when it is done already, until it is undone', async () => {
    const a = jobs.submit({ type: 'count', inputs: ['/in'], options: {} }, toPath).id;
    await written();
    const asked = { id: a, type: 'count' };
    const parsed = parseRequest({ registry, defaults: () => ({}) }, 'count', { upTo: 7 }, toPath);
    expect(() => followUp(jobs, parsed, asked)).toThrow(expect.objectContaining({ code: 'NO_OUTPUT' }));
    jobs.handle({ kind: 'done', id: a, outcome: outputs });
    followUp(jobs, parsed, asked);
    await written();
    expect(starts()[1]).toMatchObject({ inputs: outputs.outputs, base: normalize('/out'), options: { upTo: 7 } });
    expect(jobs.list().jobs[1]).toMatchObject({ follows: a });
    jobs.setUndo(a, { state: 'done', total: 2, removed: 2, restored: 0, left: [], leftCount: 0 });
    expect(() => followUp(jobs, parsed, asked)).toThrow(expect.objectContaining({ code: 'NO_OUTPUT' }));
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
