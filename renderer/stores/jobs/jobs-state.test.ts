import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JobsChanged } from '../../../main/contract/api.ts';
import type { JobRecord, JobState } from '../../../main/contract/jobs.ts';
import {
  answered,
  applyChanged,
  applyList,
  asking,
  type JobsState,
  mark,
  noJobs,
  shownState,
  unmark,
} from './jobs-state.ts';
import { sampleRecord } from './sample-record.ts';

/** What main did, in order: events, and the list it would give at the end. */
interface History {
  readonly events: readonly JobsChanged[];
  readonly last: { readonly revision: number; readonly jobs: readonly JobRecord[] };
}

/** The same in every run. */
const CASES = { numRuns: 500, seed: 1 };

const LIFE: readonly JobState[] = ['waiting', 'running', 'paused', 'cancelling', 'cancelled'];

/** Plays main: each step changes a job, or removes it when it has ended. */
function play(steps: readonly number[]): History {
  const jobs = new Map<string, JobRecord>();
  const gone = new Set<string>();
  const events: JobsChanged[] = [];
  let revision = 0;
  for (const step of steps) {
    const id = `job-${step}`;
    if (gone.has(id)) continue;
    revision += 1;
    const before = jobs.get(id);
    if (before?.state === 'cancelled') {
      jobs.delete(id);
      gone.add(id);
      events.push({ revision, jobs: [], removed: [id] });
      continue;
    }
    const state = LIFE[before ? LIFE.indexOf(before.state) + 1 : 0] ?? 'cancelled';
    const job = sampleRecord({ id, revision, state, submittedAt: before?.submittedAt ?? revision });
    jobs.set(id, job);
    events.push({ revision, jobs: [job], removed: [] });
  }
  return { events, last: { revision, jobs: [...jobs.values()] } };
}

const visible = (state: JobsState) => ({ records: state.records, order: state.keys.map((key) => key.id) });
const applyAll = (events: readonly JobsChanged[]) => events.reduce(applyChanged, noJobs);

describe('events by revision', () => {
  it('doubled and in any order, they end in the same state', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, fc.infiniteStream(fc.nat()), (chosen, random) => {
        const { events } = play(chosen);
        const next = () => random.next().value as number;
        const doubled = events.flatMap((event) => (next() % 3 === 0 ? [event, event] : [event]));
        const shuffled = doubled
          .map((event) => ({ event, key: next() }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ event }) => event);
        expect(visible(applyAll(shuffled))).toEqual(visible(applyAll(events)));
      }),
      CASES,
    );
  });

  it('lost ones are made good by the next list, whatever came late after it', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, fc.infiniteStream(fc.nat()), (chosen, random) => {
        const { events, last } = play(chosen);
        const some = () => events.filter(() => (random.next().value as number) % 2 === 0);
        const before = applyAll(some());
        const after = some().toReversed().reduce(applyChanged, applyList(before, last));
        expect(visible(after)).toEqual(visible(applyList(noJobs, last)));
      }),
      CASES,
    );
  });

  it('of a job that came and went while all events were lost do not bring it back when one comes after the list', () => {
    const [waiting] = play([3]).events;
    const state = applyList(noJobs, { revision: 2, jobs: [] });
    expect(waiting && applyChanged(state, waiting)).toBe(state);
  });

  it('keep a job that is newer than the list', () => {
    const young = sampleRecord({ id: 'young', revision: 9 });
    const state = applyList(applyChanged(noJobs, { jobs: [young], removed: [] }), { revision: 8, jobs: [] });
    expect(state.records).toHaveProperty('young');
  });

  it('that bring nothing new return the same state, so that nothing is drawn', () => {
    const job = sampleRecord({ id: 'a', revision: 3 });
    const state = applyChanged(noJobs, { jobs: [job], removed: [] });
    expect(applyChanged(state, { jobs: [{ ...job, revision: 2 }], removed: ['never-seen'] }).records).toEqual(
      state.records,
    );
    expect(applyChanged(state, { jobs: [job], removed: [] })).toBe(state);
  });

  it('of progress leave the list of keys as it is', () => {
    const state = applyChanged(noJobs, { jobs: [sampleRecord({ id: 'a' })], removed: [] });
    const next = applyChanged(state, { jobs: [sampleRecord({ id: 'a', revision: 2, state: 'running' })], removed: [] });
    expect(next.keys).toBe(state.keys);
  });

  it('list the jobs in the order they are started in, and follow a change of it', () => {
    const jobs = [1, 3, 2].map((at) => sampleRecord({ id: `at-${at}`, position: at }));
    const state = applyList(noJobs, { revision: 1, jobs });
    expect(state.keys.map((key) => key.id)).toEqual(['at-1', 'at-2', 'at-3']);
    const moved = sampleRecord({ id: 'at-3', position: 0, revision: 2 });
    const next = applyChanged(state, { jobs: [moved], removed: [] });
    expect(next.keys.map((key) => key.id)).toEqual(['at-3', 'at-1', 'at-2']);
    expect(next.keys[1]).toBe(state.keys[0]);
  });
});

describe('a request', () => {
  const running = sampleRecord({ id: 'a', revision: 1, state: 'running' });
  const requested = mark(applyChanged(noJobs, { jobs: [running], removed: [] }), ['a'], 'cancel');
  const shown = (state: JobsState) => state.records.a && shownState(state.records.a, state.marks.a);

  it('shows at once and outlives progress that was already on its way', () => {
    expect(shown(requested)).toBe('cancelling');
    expect(shown(applyChanged(requested, { jobs: [{ ...running, revision: 2 }], removed: [] }))).toBe('cancelling');
  });

  it("ends with main's answer, even when the job was done first", () => {
    const done = applyChanged(requested, { jobs: [{ ...running, revision: 2, state: 'done' }], removed: [] });
    expect(shown(done)).toBe('done');
    expect(done.marks).toEqual({});
  });

  it('is taken back when main refuses', () => {
    expect(shown(unmark(requested, ['a']))).toBe('running');
  });

  it('and its opposite right after it end where they began, though main reports neither', () => {
    const paused = mark(applyChanged(noJobs, { jobs: [running], removed: [] }), ['a'], 'pause');
    expect(shown(paused)).toBe('paused');
    const resumed = mark(paused, ['a'], 'resume');
    expect(shown(resumed)).toBe('running');
    expect(shown(applyChanged(resumed, { jobs: [{ ...running, revision: 2 }], removed: [] }))).toBe('running');
  });

  it('outlives records of what was asked for before it, until main has answered all', () => {
    const ask = (state: JobsState, asked: 'pause' | 'resume') => asking(mark(state, ['a'], asked), ['a']);
    const answer = (state: JobsState, revision: number, now: 'running' | 'paused') =>
      applyChanged(state, { jobs: [{ ...running, revision, state: now }], removed: [] });
    const asked = ask(ask(applyChanged(noJobs, { jobs: [running], removed: [] }), 'pause'), 'resume');
    const afterFirst = answered(answer(asked, 2, 'paused'), ['a']);
    expect([shown(asked), shown(afterFirst)]).toEqual(['running', 'waiting']);
    const askedAgain = ask(afterFirst, 'pause');
    const afterSecond = answered(answer(askedAgain, 3, 'running'), ['a']);
    expect([shown(askedAgain), shown(afterSecond)]).toEqual(['paused', 'paused']);
    const afterAll = answer(answered(afterSecond, ['a']), 4, 'paused');
    expect(shown(afterAll)).toBe('paused');
    expect([afterAll.marks, afterAll.asked]).toEqual([{}, {}]);
  });

  it('that does not fit the state changes nothing', () => {
    expect(mark(requested, ['a', 'unknown'], 'remove').marks).toEqual({ a: 'cancel' });
  });
});
