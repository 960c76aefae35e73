// Starts an ended job again, when no undo of it is running.
import type { JobService } from '../jobs/job-service.ts';
import type { JobResults } from './job-results.ts';

/** Those of which an undo is under way begin when it is at its end: they would replace what it has not taken back yet. */
export function retry(
  jobs: Pick<JobService, 'retry'>,
  results: Pick<JobResults, 'isUndoing' | 'undone'>,
  ids: readonly string[],
): void {
  for (const id of ids.filter((one) => results.isUndoing(one))) void retryUndone(jobs, results, id);
  jobs.retry(ids.filter((id) => !results.isUndoing(id)));
}

/** An undo that the end of the app breaks off keeps its job as it is. */
async function retryUndone(
  jobs: Pick<JobService, 'retry'>,
  results: Pick<JobResults, 'undone'>,
  id: string,
): Promise<void> {
  if (await results.undone(id)) jobs.retry([id]);
}

/**
 * What the jobs have made is undone first: results go to the trash, and originals come back.
 * @throws {JobError} when an undo or a retry is refused
 */
export function startOver(
  jobs: Pick<JobService, 'record' | 'retry'>,
  results: Pick<JobResults, 'undoable' | 'undo' | 'undone' | 'isUndoing'>,
  ids: readonly string[],
): void {
  const records = ids.map((id) => jobs.record(id));
  const isMade = (record: (typeof records)[number]) => !record.undo && results.undoable(record) > 0;
  const [made, others] = [records.filter(isMade), records.filter((record) => !isMade(record))];
  for (const record of made) {
    results.undo(record);
    void retryUndone(jobs, results, record.id);
  }
  retry(
    jobs,
    results,
    others.map(({ id }) => id),
  );
}
