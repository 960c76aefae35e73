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

/** As `BrowserWindow.setProgressBar` takes it. */
export interface Taskbar {
  /** 0..1; more while nothing is known; -1 for none. */
  readonly progress: number;
  readonly mode: 'normal' | 'paused';
}

/** What the taskbar shows of the open jobs: yellow where all that was begun is paused, as Windows has it. */
export function taskbar(open: readonly JobRecord[]): Taskbar {
  const progress = overallProgress(open);
  if (isBusy(open)) return { progress, mode: 'normal' };
  const isPaused = open.some(({ state }) => state === 'paused') && progress <= 1;
  return isPaused ? { progress, mode: 'paused' } : { progress: -1, mode: 'normal' };
}

/** Whether a job is under way. */
export function isBusy(jobs: readonly JobRecord[]): boolean {
  return jobs.some(({ state }) => state === 'running' || state === 'cancelling');
}

/** "42 % · Dropmill" while the queue runs, as taskbars cut titles at their end. @param progress as of `overallProgress` */
export function windowTitle(busy: boolean, progress: number, t: TFunction): string {
  // Only what is done makes 100 %.
  return busy && progress <= 1 ? t('title.busy', { share: Math.floor(progress * 100) / 100 }) : t('title.idle');
}

/** "3 jobs done, 1 with problems, 1 failed", or undefined when all were cancelled, which the user knows. */
export function endOfQueue(ended: readonly JobRecord[], t: TFunction): string | undefined {
  const done = ended.filter((job) => job.state === 'done');
  const incomplete = done.filter((job) => (job.outcome?.failed ?? 0) + (job.problemCount ?? 0) > 0).length;
  const part = (key: 'done' | 'incomplete' | 'failed', count: number) =>
    count > 0 ? [t(`end.${key}`, { count, formatted: t('end.number', { count }) })] : [];
  const parts = [
    ...part('done', done.length - incomplete),
    ...part('incomplete', incomplete),
    ...part('failed', ended.filter((job) => job.state === 'failed').length),
  ];
  return parts.length > 0 ? parts.join(', ') : undefined;
}
