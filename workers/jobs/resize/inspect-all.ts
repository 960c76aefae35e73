// Reads the headers of all files over the workers, in order, a bounded number ahead.
import type { JobTasks } from '../job-tasks.ts';
import type { Inspection } from './facts.ts';
import type { FoundFile } from './find-pictures.ts';
import type { JobJournal } from './job-journal.ts';
import type * as tasks from './tasks.ts';

/** Files per call. A call costs about as much as one header. */
const BATCH = 16;

export interface Inspected {
  readonly file: FoundFile;
  readonly inspection: Inspection;
}

/** Takes down what is being read, for the case that it brings the host down. */
type CrashNotes = Pick<JobJournal, 'begin' | 'end'>;

type Tasks = JobTasks<typeof tasks>;

export async function* inspectAll(
  files: readonly FoundFile[],
  job: { readonly tasks: Tasks },
  journal: CrashNotes,
): AsyncGenerator<Inspected> {
  const ahead: { batch: readonly FoundFile[]; found: Promise<readonly Inspection[]> }[] = [];
  let next = 0;
  const submitNext = async () => {
    const batch = files.slice(next, next + BATCH);
    next += batch.length;
    await job.tasks.ready();
    const found = inspectBatch(batch, job.tasks, journal);
    found.catch(() => {});
    ahead.push({ batch, found });
  };
  while (next < files.length || ahead.length > 0) {
    while (next < files.length && ahead.length < job.tasks.workers * 2) await submitNext();
    const first = ahead.shift();
    const inspections = (await first?.found) ?? [];
    for (const [index, inspection] of inspections.entries()) {
      const file = first?.batch[index];
      if (file) yield { file, inspection };
    }
  }
}

/** A batch that brought its worker down is read file by file, to find the one that did it. */
async function inspectBatch(
  batch: readonly FoundFile[],
  jobTasks: Tasks,
  journal: CrashNotes,
): Promise<readonly Inspection[]> {
  const paths = batch.map((file) => file.path);
  journal.begin(...paths);
  try {
    return await jobTasks.submit('inspect', { paths });
  } catch (error) {
    if (!workerDied(error)) throw error;
    const found: Inspection[] = [];
    for (const file of batch) found.push(await inspectAlone(file, jobTasks));
    return found;
  } finally {
    journal.end(...paths);
  }
}

async function inspectAlone(file: FoundFile, jobTasks: Tasks): Promise<Inspection> {
  try {
    const [inspection] = await jobTasks.submit('inspect', { paths: [file.path] });
    return inspection ?? { kind: 'other', reason: 'It is no picture.' };
  } catch (error) {
    if (!workerDied(error)) throw error;
    return { kind: 'broken', error: CRASHED };
  }
}

/** Whether the process that ran the task is gone. */
export function workerDied(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'WORKER_DIED';
}

/** For a picture that brought two workers down. */
export const CRASHED = {
  code: 'DECODER_CRASHED',
  message: 'Reading this picture crashed twice, so it was left out.',
  hint: 'It may be damaged, or made to do harm. The other pictures are not affected.',
};
