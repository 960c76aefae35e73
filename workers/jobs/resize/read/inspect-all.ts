// Reads the headers of all files over the workers, in order, a bounded number ahead.

import type { JobJournal } from '../../../journal/job-journal.ts';
import { type JobTasks, workerDied } from '../../job-tasks.ts';
import { message } from '../../user-error.ts';
import type { FoundFile } from '../plan/find-pictures.ts';
import { batchesAhead, SIDE_BY_SIDE } from '../side-by-side.ts';
import type * as tasks from '../tasks.ts';
import type { Inspection } from './facts.ts';

/** Files per call. A call costs about as much as one header. The first calls take fewer, so that work begins sooner. */
const BATCH = { first: 2, most: 16 };

export interface Inspected {
  readonly file: FoundFile;
  readonly inspection: Inspection;
}

interface Job {
  readonly tasks: JobTasks<typeof tasks>;
  /** Takes down what is being read, for the case that it brings the host down. */
  readonly journal: Pick<JobJournal, 'begin' | 'end'>;
}

export async function* inspectAll(files: readonly FoundFile[], job: Job): AsyncGenerator<Inspected> {
  const ahead: { batch: readonly FoundFile[]; found: Promise<readonly Inspection[]> }[] = [];
  let next = 0;
  const submitNext = async () => {
    const size = Math.min(BATCH.most, Math.max(BATCH.first, Math.floor(next / 4)));
    const batch = files.slice(next, next + size);
    next += batch.length;
    await job.tasks.ready();
    const found = inspectBatch(batch, job);
    found.catch(() => {});
    ahead.push({ batch, found });
  };
  while (next < files.length || ahead.length > 0) {
    while (next < files.length && ahead.length < batchesAhead(job.tasks.workers)) await submitNext();
    const first = ahead.shift();
    const inspections = (await first?.found) ?? [];
    for (const [index, inspection] of inspections.entries()) {
      const file = first?.batch[index];
      if (file) yield { file, inspection };
    }
  }
}

/** A batch that brought its worker down is read file by file, to find the one that did it. */
async function inspectBatch(batch: readonly FoundFile[], job: Job): Promise<readonly Inspection[]> {
  const { tasks: jobTasks, journal } = job;
  const paths = batch.map((file) => file.path);
  journal.begin(...paths);
  try {
    return await jobTasks.submit('inspect', { paths }, { overlap: SIDE_BY_SIDE, waits: true });
  } catch (error) {
    if (!workerDied(error)) throw error;
    const found: Inspection[] = [];
    for (const file of batch) found.push(await inspectAlone(file, job));
    return found;
  } finally {
    journal.end(...paths);
  }
}

/** Reads one header in a process of its own. */
export async function inspectAlone(file: FoundFile, { tasks: jobTasks }: Job): Promise<Inspection> {
  try {
    const [inspection] = await jobTasks.submit('inspect', { paths: [file.path] }, { alone: true });
    return inspection ?? { kind: 'other' };
  } catch (error) {
    if (!workerDied(error)) throw error;
    return { kind: 'broken', error: CRASHED };
  }
}

/** For a picture that brought two workers down. */
export const CRASHED = message('DECODER_CRASHED');
