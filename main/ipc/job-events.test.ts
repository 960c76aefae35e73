import { describe, expect, it, vi } from 'vitest';
import type { JobsChanged } from '../contract/api.ts';
import type { JobRecord } from '../contract/jobs.ts';
import { newRecord } from '../jobs/job-record.ts';
import { JobEvents } from './job-events.ts';

function record(id: string, change: Partial<JobRecord>): JobRecord {
  return { ...newRecord({ id, type: 'zip', inputs: ['/a'], options: {} }, 'a.zip', 0, 1), ...change };
}

describe('JobEvents', () => {
  it('gathers changes of one job into its last record', () => {
    vi.useFakeTimers();
    const sent: JobsChanged[] = [];
    const events = new JobEvents((changed) => sent.push(changed));
    for (let revision = 1; revision <= 50; revision++) events.changed(record('a', { state: 'running', revision }));
    expect(sent).toEqual([]);
    vi.advanceTimersByTime(50);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ revision: 50, jobs: [{ id: 'a', revision: 50 }], removed: [] });
    vi.useRealTimers();
  });

  it('sends at most 20 events in a second of steady progress', () => {
    vi.useFakeTimers();
    const sent: JobsChanged[] = [];
    const events = new JobEvents((changed) => sent.push(changed));
    for (let revision = 1; revision <= 1000; revision++) {
      events.changed(record('a', { state: 'running', revision }));
      vi.advanceTimersByTime(1);
    }
    expect(sent.length).toBeLessThanOrEqual(20);
    expect(sent.length).toBeGreaterThanOrEqual(18);
    vi.useRealTimers();
  });

  it('sends the end of a job at once, with what had gathered', () => {
    const sent: JobsChanged[] = [];
    const events = new JobEvents((changed) => sent.push(changed));
    events.changed(record('a', { state: 'running', revision: 1 }));
    events.changed(record('b', { state: 'done', revision: 2 }));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.jobs.map((job) => job.id)).toEqual(['a', 'b']);
  });

  it('gathers the ends of many small jobs: the first is sent at once, the others together', () => {
    vi.useFakeTimers();
    const sent: JobsChanged[] = [];
    const events = new JobEvents((changed) => sent.push(changed));
    for (let n = 1; n <= 30; n++) events.changed(record(`${n}`, { state: 'done', revision: n }));
    expect(sent.map(({ jobs }) => jobs.length)).toEqual([1]);
    vi.advanceTimersByTime(50);
    expect(sent.map(({ jobs }) => jobs.length)).toEqual([1, 29]);
    vi.useRealTimers();
  });

  it('does not tell a removed job as changed', () => {
    const sent: JobsChanged[] = [];
    const events = new JobEvents((changed) => sent.push(changed));
    events.changed(record('a', { state: 'running', revision: 1 }));
    events.removed('a', 2);
    events.flush();
    expect(sent).toEqual([{ revision: 2, jobs: [], removed: ['a'] }]);
  });
});
