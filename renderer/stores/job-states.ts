// What a job's state says.
import type { JobRecord, JobState } from '../../main/contract/jobs.ts';

const ENDED: ReadonlySet<JobState> = new Set<JobState>(['done', 'failed', 'cancelled']);

export function isEnded(state: JobState): boolean {
  return ENDED.has(state);
}

/** Whether something of it is there to be shown, dragged, compared or undone. */
export function hasResults({ state, outcome, undo }: JobRecord): boolean {
  return state === 'done' && !undo && (outcome?.outputs ?? 0) > 0;
}
