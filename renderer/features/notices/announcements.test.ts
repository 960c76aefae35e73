import { expect, it } from 'vitest';
import { sampleRecord } from '../../stores/jobs/sample-record.ts';
import { endedBetween } from './announcements.ts';

const a = sampleRecord({ id: 'a', state: 'running' });
const ids = (jobs: ReturnType<typeof endedBetween>) => jobs.map((job) => job.id);

it('a job that ends is announced once', () => {
  const done = { ...a, state: 'done' } as const;
  expect(ids(endedBetween({ a }, { a: done }))).toEqual(['a']);
  expect(ids(endedBetween({ a: done }, { a: done }))).toEqual([]);
});

it('progress, removal and the jobs of an earlier time are not announced', () => {
  expect(ids(endedBetween({ a }, { a: { ...a, revision: 2 } }))).toEqual([]);
  expect(ids(endedBetween({ a }, {}))).toEqual([]);
  expect(ids(endedBetween({}, { a: { ...a, state: 'done' } }))).toEqual([]);
});
