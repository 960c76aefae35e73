// What a job's state says.
import { ENDED_STATES, hasMoreToUndo, type JobRecord, type JobState } from '../../../main/contract/jobs.ts';

export function isEnded(state: JobState): boolean {
  return ENDED_STATES.has(state);
}

/** Whether "Clear finished" takes it off the list: an interrupted job can still go on. */
export function isFinished(state: JobState): boolean {
  return isEnded(state) && state !== 'interrupted';
}

/** Whether something of it is there to be shown, dragged, compared or undone. */
export function hasResults({ state, outcome, undo }: JobRecord): boolean {
  return state === 'done' && !undo && (outcome?.outputs ?? 0) > 0;
}

/** Whether an undo of it has something to take back: also of a job that did not come to its end. */
export function isUndoable(record: JobRecord): boolean {
  if (record.undo) return hasMoreToUndo(record.undo);
  return hasResults(record) || (isEnded(record.state) && (record.made ?? 0) > 0);
}

/** Whether it waits for the user since an earlier run of the app. */
export function isFromLastTime({ state, held }: Pick<JobRecord, 'state' | 'held'>): boolean {
  return state === 'interrupted' || (state === 'waiting' && held === true);
}

/** Whether files are missing in the results of a job that is done: somebody has to look after them. */
export function isIncomplete(record: JobRecord): boolean {
  return record.state === 'done' && !record.undo && (record.outcome?.failed ?? 0) + (record.problemCount ?? 0) > 0;
}

/** How many files a retry of a job that is done would try again; 0 when there is nothing to try. */
export function retryCount({ state, undo, outcome }: JobRecord): number {
  return state === 'done' && !undo ? (outcome?.failed ?? 0) : 0;
}

/** Jobs of which something failed that can be tried again. */
export function retryableIds({ records }: { readonly records: Readonly<Record<string, JobRecord>> }): string[] {
  const those = Object.values(records).filter((record) => record.state === 'failed' || retryCount(record) > 0);
  return those.filter(isRepeatable).map(({ id }) => id);
}

/** Failures that another try meets again, unless an option is changed: a password, or leave to extract so much. */
const PASSWORD_WANTED: ReadonlySet<string> = new Set(['PASSWORD_NEEDED', 'PASSWORD_WRONG']);
const OPTIONS_WANTED: ReadonlySet<string> = new Set([...PASSWORD_WANTED, 'TOO_LARGE']);
/** Failures that another try meets again whatever is changed: something else has to be dropped. */
const HOPELESS: ReadonlySet<string> = new Set(['FOLDER_NOT_ARCHIVE']);

type Ended = Pick<JobRecord, 'state' | 'error' | 'secretsRemoved'>;

const failedWith = (codes: ReadonlySet<string>, { state, error }: Ended) =>
  state === 'failed' && error !== null && codes.has(error.code);

/** Whether a job failed for what the review asks about, or has lost its password. */
export function wantsReview(record: Ended): boolean {
  return failedWith(OPTIONS_WANTED, record) || wantsPassword(record);
}

/** Whether a job came to no good end for want of the right password, which the review asks for. */
export function wantsPassword(record: Ended): boolean {
  const isStopped = isEnded(record.state) && record.state !== 'done';
  return failedWith(PASSWORD_WANTED, record) || (isStopped && record.secretsRemoved === true);
}

/** Whether no option lets it succeed. */
export function isHopeless(record: Ended): boolean {
  return failedWith(HOPELESS, record);
}

/** Whether running it again as it was makes sense: of a job that succeeded that would make the same results again. */
export function isRepeatable(record: JobRecord): boolean {
  if (!isEnded(record.state) || wantsReview(record) || isHopeless(record)) return false;
  return !record.secretsRemoved && (!hasResults(record) || retryCount(record) > 0);
}
