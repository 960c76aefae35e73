// What becomes of jobs of an earlier run of the app. Pure.
import { message } from '../../workers/jobs/user-error.ts';
import { secretsRemovedError } from './job-errors.ts';
import { isEnded, type KeptRecord } from './job-record.ts';
import type { JournalJob, KeptSpec } from './journal.ts';

/** In the order of the queue as it was. */
export function inQueueOrder(jobs: readonly JournalJob[]): readonly JournalJob[] {
  const place = ({ record }: JournalJob) => record.position ?? 0;
  return jobs.toSorted((a, b) => place(a) - place(b));
}

/**
 * What had begun is interrupted, and what had not waits. Nothing of it is started before the user says so: a file alone
 * starts nothing that writes.
 * @returns what differs from the record of the earlier run
 */
export function restoredAs(spec: KeptSpec, earlier: KeptRecord, now: number): Partial<KeptRecord> {
  if (isEnded(earlier.state)) return {};
  if (earlier.state === 'cancelling') return { state: 'cancelled', endedAt: now };
  if (earlier.startedAt !== null) {
    return { state: 'interrupted', endedAt: now, stopped: earlier.stopped ?? message('INTERRUPTED') };
  }
  if (spec.secretsRemoved) return { state: 'failed', endedAt: now, error: message(secretsRemovedError().code) };
  return earlier.state === 'paused' ? {} : { state: 'waiting', held: true };
}
