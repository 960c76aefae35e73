// Begins an ended job once more from its beginning.
import type { JobService } from '../jobs/job-service.ts';
import type { JobResults } from './job-results.ts';

/**
 * What the jobs have made is undone first: results go to the trash, and originals come back.
 * @throws {JobError} when an undo or a retry is refused
 */
export function startOver(
  jobs: Pick<JobService, 'record' | 'retry'>,
  results: Pick<JobResults, 'undoable' | 'undo' | 'undone'>,
  ids: readonly string[],
): void {
  const records = ids.map((id) => jobs.record(id));
  const isMade = (record: (typeof records)[number]) => !record.undo && results.undoable(record) > 0;
  const [made, others] = [records.filter(isMade), records.filter((record) => !isMade(record))];
  for (const record of made) {
    results.undo(record);
    void results.undone(record.id).then(() => jobs.retry([record.id]));
  }
  jobs.retry(others.map(({ id }) => id));
}
