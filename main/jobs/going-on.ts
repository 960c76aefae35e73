// Which jobs a retry goes on with, and where their progress is kept.
import type { JobSpec } from '../../workers/protocol.ts';
import type { KeptRecord } from './job-record.ts';

/** Whether a retry does only what is not done. After an undo nothing is. */
export function mayGoOn({ state, outcome, undo }: KeptRecord): boolean {
  return !undo && (state !== 'done' || (outcome?.failed ?? 0) > 0);
}

/** The id that a job's progress is kept under. */
export function progressId({ id, resumesJobId }: JobSpec): string {
  return resumesJobId ?? id;
}
