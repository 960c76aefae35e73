import { describe, expect, it } from 'vitest';
import type { JobRecord, JobState } from '../../../main/contract/jobs.ts';
import { fractionOf, overallOf, tallyOf } from './overall.ts';
import { sampleRecord } from './sample-record.ts';

function job(state: JobState, bytesDone: number, bytesTotal: number, more: Partial<JobRecord> = {}): JobRecord {
  const { progress } = sampleRecord({ id: 'x' });
  return sampleRecord({
    id: `${state}-${bytesDone}-${bytesTotal}`,
    state,
    progress: { ...progress, filesTotal: 11, bytesDone, bytesTotal, totalFinal: true, bytesPerSecond: 10 },
    ...more,
  });
}

const counting = sampleRecord({ id: 'counting', state: 'running' });

describe('one job', () => {
  it('is as far as its bytes, and not known while they are counted', () => {
    expect(fractionOf(job('running', 25, 100))).toBe(0.25);
    expect(fractionOf(counting)).toBeNull();
  });

  it('of empty files is as far as its files', () => {
    const { progress } = job('running', 0, 0);
    expect(fractionOf({ state: 'running', progress: { ...progress, filesDone: 1, filesTotal: 4 } })).toBe(0.25);
  });
});

describe('the queue', () => {
  it('is weighted by bytes and not by jobs', () => {
    expect(overallOf([job('running', 100, 100), job('running', 0, 300)]).fraction).toBe(0.25);
  });

  it('does not fall back when a job ends', () => {
    const before = overallOf([job('running', 90, 100), job('running', 0, 100)]).fraction ?? 0;
    const after = overallOf([job('done', 100, 100, { endedAt: 5 }), job('running', 0, 100)]).fraction ?? 0;
    expect(after).toBeGreaterThanOrEqual(before);
  });

  it('counts what ended while another job of the chain was under way', () => {
    const first = job('done', 100, 100, { id: 'first', submittedAt: 0, endedAt: 5 });
    const second = job('done', 100, 100, { id: 'second', submittedAt: 4, endedAt: 9 });
    expect(overallOf([first, second, job('running', 0, 200, { submittedAt: 8 })]).fraction).toBe(0.5);
  });

  it('does not count what ended before it was last idle', () => {
    const before = job('done', 100, 100, { submittedAt: 0, endedAt: 5 });
    expect(overallOf([before, job('running', 10, 100, { submittedAt: 6 })]).fraction).toBe(0.1);
  });

  it('takes jobs that nobody has counted yet for as large as the others, and says so', () => {
    expect(overallOf([job('running', 50, 100)])).toMatchObject({ secondsLeft: 5, estimated: false });
    expect(overallOf([job('running', 50, 100), counting])).toMatchObject({ secondsLeft: 15, estimated: true });
    const waiting = sampleRecord({ id: 'waiting' });
    expect(overallOf([job('running', 50, 100), waiting, { ...waiting, id: 'w2' }]).secondsLeft).toBe(25);
    expect(overallOf([counting]).secondsLeft).toBeNull();
  });

  it('that has ended has neither', () => {
    expect(overallOf([job('done', 1, 1), job('failed', 0, 1), job('cancelled', 0, 1)])).toMatchObject({
      ended: 3,
      cancelled: 1,
      failed: 1,
      fraction: null,
      secondsLeft: null,
    });
  });
});

it('each ended job counts as what it came to', () => {
  const outcome = { outputs: 1, entries: 1, failed: 0, bytesIn: 1, bytesOut: 1 };
  const undo = { state: 'done', total: 1, removed: 1, restored: 0, left: [], leftCount: 0 } as const;
  const jobs = [
    job('done', 1, 1, { outcome }),
    job('done', 1, 1, { outcome, skippedCount: 1, problemCount: 0 }),
    job('done', 1, 1, { outcome, skippedCount: 1, problemCount: 1 }),
    job('done', 1, 1, { outcome: { ...outcome, failed: 1 } }),
    job('done', 1, 1, { outcome: { ...outcome, failed: 1 }, undo }),
    job('cancelled', 1, 1, { undo }),
    job('done', 1, 1, { outcome, undo: { ...undo, state: 'running', removed: 0 } }),
    job('cancelled', 1, 1),
    job('failed', 0, 1),
  ];
  const ends = { finished: 2, incomplete: 2, undoing: 1, undone: 2, cancelled: 1, failed: 1 };
  expect(overallOf(jobs)).toMatchObject({ ...ends, ended: 9 });
});

describe('what was done', () => {
  const outcome = { outputs: 0, entries: 10, failed: 1, bytesIn: 100, bytesOut: 40 };
  const done = (startedAt: number, endedAt: number) =>
    job('done', 1, 1, { startedAt, endedAt, outcome, skippedCount: 2, id: `${startedAt}` });

  it('is summed up over the jobs that are done', () => {
    const failed = job('failed', 0, 1, { startedAt: 0, endedAt: 90_000 });
    expect(tallyOf([done(0, 1000), done(5000, 6000), failed])).toEqual({
      done: 20,
      skipped: 4,
      failed: 2,
      saved: 120,
      seconds: 2,
    });
  });

  it('has all jobs that the counts beside it have, also from before the queue was last idle', () => {
    const yesterday = { ...done(0, 1000), submittedAt: 0 };
    const today = { ...done(5000, 6000), submittedAt: 5000 };
    const jobs = [yesterday, today];
    expect(tallyOf(jobs)).toMatchObject({ done: 20, seconds: 2 });
    expect(overallOf(jobs)).toMatchObject({ incomplete: 2 });
  });

  it('does not count what was undone', () => {
    const undo = { state: 'done', total: 1, removed: 1, restored: 0, left: [], leftCount: 0 } as const;
    const undone = { ...done(0, 2000), undo };
    expect(tallyOf([undone, done(1000, 3000)])).toMatchObject({ done: 10, saved: 60, seconds: 2 });
  });

  it('counts the time of jobs side by side once', () => {
    expect(tallyOf([done(0, 3000), done(1000, 4000), done(1500, 2000)]).seconds).toBe(4);
  });
});
