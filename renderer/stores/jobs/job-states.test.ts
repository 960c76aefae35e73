import { expect, it } from 'vitest';
import type { JobUndo } from '../../../main/contract/jobs.ts';
import type { UserError } from '../../../main/contract/result.ts';
import { isRepeatable, isUndoable, retryableIds, wantsReview } from './job-states.ts';
import { sampleRecord } from './sample-record.ts';

const outcome = { outputs: 2, entries: 2, failed: 0, bytesIn: 2, bytesOut: 1 };
const left = (...codes: readonly JobUndo['left'][number]['code'][]) =>
  codes.map((code) => ({ path: `/${code}`, code }));

/** Of a job with two results, after an undo that left these. */
const undoableAfter = (codes: readonly JobUndo['left'][number]['code'][], over = {}) => {
  const undo = {
    state: 'done',
    total: 2,
    removed: 0,
    restored: 0,
    left: left(...codes),
    leftCount: codes.length,
  } as const;
  return isUndoable(sampleRecord({ id: 'a', state: 'done', outcome, undo: { ...undo, ...over } }));
};

it('a job can be undone once, and again for what another try may take back', () => {
  expect(isUndoable(sampleRecord({ id: 'a', state: 'done', outcome }))).toBe(true);
  expect(undoableAfter([])).toBe(false);
  expect(undoableAfter(['ORIGINAL_NAME_TAKEN', 'RESULT_KEPT'])).toBe(true);
  expect(undoableAfter(['EACCES'])).toBe(true);
  expect(undoableAfter(['GONE', 'CHANGED_SINCE', 'ORIGINAL_IN_TRASH'])).toBe(false);
  expect(undoableAfter(['GONE'], { leftCount: 200 }), 'Not all are named.').toBe(true);
  expect(undoableAfter(['EACCES'], { state: 'running' })).toBe(false);
});

/** A job type has codes of its own. */
const failedWith = (code: string) => ({ state: 'failed' as const, error: { code } as UserError });

it.each([
  ['a failure that may be over', failedWith('ENOSPC'), 'retry'],
  ['a folder that is no archive', failedWith('FOLDER_NOT_ARCHIVE'), 'neither'],
  ['a wrong password', failedWith('PASSWORD_WRONG'), 'review'],
  ['a password that was not kept', { ...failedWith('SECRETS_REMOVED'), secretsRemoved: true }, 'review'],
  ['an interrupted job without its password', { state: 'interrupted', secretsRemoved: true }, 'review'],
  ['a cancelled job without its password', { state: 'cancelled', secretsRemoved: true }, 'review'],
  ['a cancelled job', { state: 'cancelled' }, 'retry'],
  ['a job that is done', { state: 'done', outcome }, 'neither'],
  [
    'a job that was done with failures, without its password',
    { state: 'done', outcome: { ...outcome, failed: 1 }, secretsRemoved: true },
    'neither',
  ],
] as const)('what helps %s is offered', (_what, over, offered) => {
  const record = sampleRecord({ id: 'a', ...over });
  expect([isRepeatable(record), wantsReview(record)]).toEqual([offered === 'retry', offered === 'review']);
  expect(retryableIds({ records: { a: record } })).toEqual(offered === 'retry' && over.state === 'failed' ? ['a'] : []);
});
