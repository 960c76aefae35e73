// The queue in a number and in a sentence.
import type { TFunction } from 'i18next';
import type { JobRecord } from './contract/jobs.ts';

/**
 * How far the open jobs are together, 0..1, weighted by their bytes.
 * More than 1 while nothing is known, which taskbars show as "busy".
 */
export function overallProgress(open: readonly JobRecord[]): number {
  const done = open.reduce((sum, job) => sum + job.progress.bytesDone, 0);
  const total = open.reduce((sum, job) => sum + job.progress.bytesTotal, 0);
  return total > 0 ? done / total : 2;
}

/** "3 jobs done, 1 failed", or undefined when all were cancelled, which the user knows. */
export function endOfQueue(ended: readonly JobRecord[], t: TFunction): string | undefined {
  const done = ended.filter((job) => job.state === 'done').length;
  const failed = ended.filter((job) => job.state === 'failed').length;
  if (done + failed === 0) return undefined;
  const texts = { done: t('end.done', { count: done }), failed: t('end.failed', { count: failed }) };
  if (failed === 0) return texts.done;
  return done === 0 ? texts.failed : t('end.both', texts);
}
