import { beforeEach, describe, expect, it } from 'vitest';
import { JobError } from '../../workers/jobs/user-error.ts';
import type { JobRecord, JobState } from '../contract/jobs.ts';
import type { Settings } from '../contract/settings.ts';
import { newRecord } from '../jobs/job-record.ts';
import { QueueEnd } from './queue-end.ts';

let records: JobRecord[];
let whenDone: Settings['whenDone'];
let did: string[];
let refused: JobError | undefined;
let clock: { due: number; then: () => void } | undefined;
let end: QueueEnd;
let unsettled = 0;
let settled: PromiseWithResolvers<void>;

function job(state: JobState): JobRecord {
  const startedAt = state === 'waiting' ? null : 0;
  return { ...newRecord({ id: state, type: 'zip', inputs: ['/a'], options: {} }, 'a.zip', 0, 1), state, startedAt };
}

beforeEach(() => {
  [records, whenDone, did, refused, clock] = [[], 'nothing', [], undefined, undefined];
  [unsettled, settled] = [0, Promise.withResolvers()];
  end = new QueueEnd({
    jobs: () => records,
    cancel: (ids) => did.push(...ids.map((id) => `cancel ${id}`)),
    suspend: () => did.push('suspend'),
    whenDone: () => whenDone,
    tell: () => {},
    show: () => did.push('show'),
    hide: () => did.push('hide'),
    unsettled: () => unsettled,
    settle: () => settled.promise,
    quit: () => did.push('quit'),
    power: async (action) => {
      if (refused) throw refused;
      did.push(action);
    },
    now: () => 1_000,
    after: (due, then) => {
      clock = { due, then };
      return () => {
        clock = undefined;
      };
    },
  });
});

/** Everything has ended. */
function settle(state: JobState = 'done'): void {
  records = [job(state)];
  end.settled(records);
}

describe('leaving', () => {
  it('is free when nothing is open', () => {
    records = [job('done'), job('failed')];
    expect(end.mayLeave()).toBe(true);
    expect(end.state.asking).toBe(false);
  });

  it('waits, and says so, for files that are between two names', async () => {
    unsettled = 2;
    expect(end.mayLeave()).toBe(false);
    expect(end.state).toMatchObject({ asking: false, finishing: 2 });
    expect(end.mayLeave()).toBe(false);
    expect(did).toEqual(['suspend', 'show']);
    settled.resolve();
    await settled.promise;
    await Promise.resolve();
    expect(did).toEqual(['suspend', 'show', 'quit']);
  });

  it('with jobs that are cancelled waits for what they are replacing', async () => {
    records = [job('running')];
    unsettled = 1;
    end.mayLeave();
    did = [];
    end.answer('cancel');
    expect(did).toEqual(['cancel running', 'suspend', 'show']);
    expect(end.state.finishing).toBe(1);
    settled.resolve();
    await settled.promise;
    await Promise.resolve();
    expect(did).toEqual(['cancel running', 'suspend', 'show', 'quit']);
  });

  it.each(['running', 'waiting', 'paused', 'cancelling'] as const)('is asked about with a job %s', (state) => {
    records = [job(state)];
    expect(end.mayLeave()).toBe(false);
    expect(end.state.asking).toBe(true);
  });

  it('is not asked about with jobs that wait for a later start, or were paused before their turn', () => {
    records = [{ ...job('waiting'), held: true }, { ...job('paused'), startedAt: null }, job('interrupted')];
    expect(end.mayLeave()).toBe(true);
  });

  it('leaves what is open for the next start', () => {
    records = [job('running'), job('waiting')];
    end.mayLeave();
    did = [];
    end.answer('later');
    expect(did).toEqual(['suspend', 'quit']);
  });

  it('after all is done waits for the end, and leaves what is paused for the next start', () => {
    records = [job('running'), job('paused')];
    end.answer('finish');
    expect(end.state).toMatchObject({ asking: false, leaving: 'finish' });
    expect(did).toEqual([]);
    records = [job('done'), job('paused')];
    end.settled([job('done')]);
    expect(did).toEqual(['suspend', 'quit']);
  });

  it('into the background hides the window, and a second start brings it back for good', () => {
    records = [job('running')];
    end.answer('background');
    expect(did).toEqual(['hide']);
    end.back();
    settle();
    expect(did).toEqual(['hide', 'show']);
  });

  it('by cancelling ends at once, after the jobs have been cancelled', () => {
    records = [job('running'), job('waiting'), job('done')];
    end.answer('cancel');
    expect(did).toEqual(['cancel running', 'cancel waiting', 'suspend', 'quit']);
  });

  it('is at once when the last job has ended while the question was open', () => {
    records = [job('running')];
    end.mayLeave();
    records = [job('done')];
    end.answer('finish');
    expect(did).toContain('quit');
  });

  it('is taken back by staying', () => {
    records = [job('running')];
    end.answer('finish');
    end.answer('stay');
    settle();
    expect(did).toEqual([]);
  });
});

describe('the end of the queue', () => {
  it('is followed by what the settings say after 30 seconds, in sight', () => {
    whenDone = 'shut-down';
    settle();
    expect(end.state.countdown).toEqual({ action: 'shut-down', endsAt: 31_000 });
    expect([did, clock?.due]).toEqual([['show'], 30_000]);
    clock?.then();
    expect(did).toEqual(['show', 'shut-down']);
  });

  it.each(['nothing', 'sleep'] as const)('is followed by nothing when all was cancelled (%s)', (setting) => {
    whenDone = setting;
    settle('cancelled');
    expect(end.state.countdown).toBeNull();
    expect(did).toEqual([]);
  });

  it('can be cancelled, by the user or by a further job', () => {
    whenDone = 'quit';
    settle();
    end.cancel();
    expect([end.state.countdown, clock]).toEqual([null, undefined]);
    settle();
    end.started();
    expect([end.state.countdown, clock]).toEqual([null, undefined]);
    expect(did).not.toContain('quit');
  });

  it('says so when the system refuses, and goes on', async () => {
    whenDone = 'sleep';
    refused = new JobError('SLEEP_REFUSED', { words: 'No.' });
    settle();
    await end.runNow();
    expect(end.state).toMatchObject({ countdown: null, problem: { code: 'SLEEP_REFUSED', params: { words: 'No.' } } });
    expect(did).toEqual(['show']);
  });
});
