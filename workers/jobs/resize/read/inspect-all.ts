// Reads the headers of all files with the workers, in order, a bounded number ahead.

import type { JobJournal } from '../../../journal/job-journal.ts';
import { ahead } from '../../ahead.ts';
import { type JobTasks, workerDied } from '../../job-tasks.ts';
import { message } from '../../user-error.ts';
import type { FoundFile } from '../plan/find-pictures.ts';
import { batchesAhead, SIDE_BY_SIDE } from '../side-by-side.ts';
import type * as tasks from '../tasks.ts';
import type { Inspection } from './facts.ts';

/** Files per call. A call takes about as long as reading one header. The first calls have fewer files, so that work begins sooner. */
const BATCH = { first: 2, most: 16 };

export interface Inspected {
  readonly file: FoundFile;
  readonly inspection: Inspection;
}

interface Job {
  readonly tasks: JobTasks<typeof tasks>;
  /** Notes which files are being read, in case one crashes the host. */
  readonly journal: Pick<JobJournal, 'begin' | 'end'>;
}

export async function* inspectAll(files: readonly FoundFile[], job: Job): AsyncGenerator<Inspected> {
  const run = async (batch: readonly FoundFile[]) => ({ batch, found: await inspectBatch(batch, job) });
  const limit = batchesAhead(job.tasks.workers);
  // Reads that are running when the job ends are stopped by its signal, or end in a moment.
  for await (const { batch, found } of ahead({ inputs: batchesOf(files, job), run, limit, stop: () => {} })) {
    for (const [index, file] of batch.entries()) {
      const inspection = found[index];
      if (inspection) yield { file, inspection };
    }
  }
}

async function* batchesOf(files: readonly FoundFile[], { tasks: jobTasks }: Job): AsyncGenerator<readonly FoundFile[]> {
  for (let next = 0; next < files.length; ) {
    const size = Math.min(BATCH.most, Math.max(BATCH.first, Math.floor(next / 4)));
    await jobTasks.ready();
    yield files.slice(next, next + size);
    next += size;
  }
}

/** A batch that crashed its worker is read file by file, to find the file that causes it. */
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

/** The message for a picture that crashed two workers. */
export const CRASHED = message('DECODER_CRASHED');
