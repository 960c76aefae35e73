import { expect, it } from 'vitest';
import type { JobUndo } from '../../../main/contract/jobs.ts';
import { isUndoable } from './job-states.ts';
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
