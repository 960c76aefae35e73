import { expect, it } from 'vitest';
import type { JobRecord } from '../../../main/contract/jobs.ts';
import { headOf, isHead, membersOf, rowIds, withMembers } from './groups.ts';
import { sampleRecord } from './sample-record.ts';

const group = { id: 'g', size: 2 };
const recordsOf = (...records: JobRecord[]) => Object.fromEntries(records.map((record) => [record.id, record]));
const done = { state: 'done', startedAt: 1, endedAt: 5 } as const;

it('a group stays together under its head, at the place of the first of it', () => {
  const records = recordsOf(
    sampleRecord({ id: 'other', position: 2 }),
    sampleRecord({ id: 'a', position: 1, group, ...done }),
    sampleRecord({ id: 'b', position: 3, group, state: 'running', startedAt: 4 }),
  );
  expect(rowIds(records)).toEqual([headOf('g'), 'b', 'a', 'other']);
  expect(rowIds(recordsOf(sampleRecord({ id: 'a', group })))).toEqual(['a']);
});

it('a head stands for the jobs under it, each once', () => {
  const records = recordsOf(
    sampleRecord({ id: 'a', position: 1, group }),
    sampleRecord({ id: 'b', position: 2, group }),
    sampleRecord({ id: 'c', position: 3 }),
  );
  expect(isHead(headOf('g'))).toBe(true);
  expect(membersOf(records, headOf('g')).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(withMembers(records, [headOf('g'), 'b', 'c'])).toEqual(['a', 'b', 'c']);
});
