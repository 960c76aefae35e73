// Which jobs a retry continues, and where their progress is kept.
import type { JobSpec } from '../../workers/protocol.ts';
import type { JobContinues } from '../contract/jobs.ts';
import type { KeptRecord } from './job-record.ts';

/** Whether a retry does only what is not done. After an undo nothing is. */
export function mayGoOn({ state, outcome, undo }: KeptRecord): boolean {
  return !undo && (state !== 'done' || (outcome?.failed ?? 0) > 0);
}

/**
 * What a retry has before it that goes on.
 * @param record of a job that has ended, and that a retry may go on with
 * @returns undefined when nothing is finished: the retry then starts over
 */
export function continuesOf({ outcome, progress, made = 0 }: KeptRecord): JobContinues | undefined {
  if (outcome) return { left: outcome.failed };
  const kept = progress.filesKept ?? 0;
  if (kept === 0 && made === 0) return undefined;
  const left = progress.filesTotal - kept;
  return { left: progress.totalFinal && left > 0 ? left : null };
}

/** The id that a job's progress is kept under. */
export function progressId({ id, resumesJobId }: JobSpec): string {
  return resumesJobId ?? id;
}
