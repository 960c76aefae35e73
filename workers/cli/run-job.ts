// Runs one job in this process: the same driver, tasks and executor as in the app.

import { Claims } from '../claims/claims.ts';
import type { Original } from '../files/changes/change-request.ts';
import { directCalls } from '../files/file-calls.ts';
import { runOwner, sweepKilledRuns } from '../files/output/part-files.ts';
import { isWindows } from '../files/system.ts';
import { keepNursery } from '../heap.ts';
import { createExecutor, type JobExecutor } from '../host/create-executor.ts';
import { ItemTable } from '../host/item-table.ts';
import { JobReporter } from '../host/job-reporter.ts';
import type { ItemUpdate, Skip } from '../jobs/job-report.ts';
import { bindTasks } from '../jobs/job-tasks.ts';
import type { AnyJobType, JobOutcome } from '../jobs/job-type.ts';
import { isByChoice } from '../jobs/problem-skips.ts';
import { JobError, toUserError } from '../jobs/user-error.ts';
import { JobJournal } from '../journal/job-journal.ts';
import type { KnownMessage } from '../messages/codes.ts';
import type { HostSettings } from '../protocol.ts';
import type { RunOutput, Summary } from './output.ts';

/** The progress line is updated this often, in milliseconds. */
const PROGRESS_INTERVAL_MS = 100;

export interface JobCall {
  readonly type: string;
  readonly job: Pick<AnyJobType, 'driver' | 'plan' | 'markup'>;
  readonly inputs: readonly string[];
  readonly options: object;
  readonly settings: HostSettings;
  readonly workers: CommandWorkers;
  /** Whether to print HTML that shows the results. */
  readonly markup?: boolean;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
}

/** Runs a job. It never rejects: a failure is in the summary. */
export async function runJob(call: JobCall, output: RunOutput): Promise<Summary> {
  const started = performance.now();
  const skipped: Skip[] = [];
  const incomplete: string[] = [];
  const sweeps: Promise<void>[] = [];
  const rows = call.markup ? new ItemTable() : undefined;
  const reporter = makeReporter(output, { skipped, incomplete, sweeps, rows });
  const timer = setInterval(() => output.progress(reporter), PROGRESS_INTERVAL_MS);
  const nothing: JobOutcome = { outputs: [], entries: 0, failed: 0, bytesIn: 0, bytesOut: 0 };
  const end = (rest: Pick<Summary, 'state' | 'error' | 'markup'> & JobOutcome): Summary => {
    clearInterval(timer);
    output.progress(reporter);
    return { ...rest, skipped, seconds: (performance.now() - started) / 1000 };
  };
  try {
    const outcome = await drive(call, reporter);
    await Promise.all(sweeps);
    const isMissing = outcome.failed > 0 || incomplete.length > 0;
    const isComplete = !isMissing && skipped.every(({ code }) => isByChoice(code));
    const written = rows && (await writeMarkup(call, rows));
    const isWhole = isComplete && !written?.error;
    return end({ state: isWhole ? 'done' : 'done-with-skips', ...outcome, ...written });
  } catch (error) {
    if (call.signal.aborted) return end({ state: 'cancelled', ...nothing });
    return end({ state: 'failed', error: toUserError(error), ...nothing });
  }
}

async function drive(call: JobCall, report: JobReporter): Promise<JobOutcome> {
  const { type, inputs, options, settings, workers, signal } = call;
  const { queue } = workers;
  const owner = runOwner();
  await using opened = queue && (await openQueue(queue, inputs, owner));
  const { remote, slots = settings.workers } = opened ?? {};
  const tasks = bindTasks({ ...workers, ...(remote && { remote }), type, workers: slots, signal });
  const driver = await call.job.driver();
  // Awaited here, while the queue is still open.
  return await driver.run({
    id: owner,
    inputs,
    options,
    signal,
    tasks,
    report,
    journal: new JobJournal(),
    fileCalls: directCalls,
    claims: new Claims(),
    // On Windows only the shell can move files to the trash.
    ...(!isWindows && { trashOriginal }),
  });
}

/** If this fails, the job does not: its results exist. */
async function writeMarkup(
  { job, type, workers, settings, signal }: JobCall,
  rows: ItemTable,
): Promise<Pick<Summary, 'error' | 'markup'>> {
  try {
    const maker = await job.markup?.();
    const { executor } = workers;
    const tasks = bindTasks({ executor, type, workers: settings.workers, signal });
    return maker ? { markup: await maker.markup({ tasks, rows: rows.page({ offset: 0, limit: Infinity }).rows }) } : {};
  } catch (error) {
    return { error: toUserError(error) };
  }
}

async function trashOriginal(original: Original): Promise<'done' | 'changed'> {
  const { moveToOwnTrash } = await import('../files/changes/own-trash.ts');
  return moveToOwnTrash(original);
}

async function openQueue(queue: QueueOfCommand, inputs: readonly string[], owner: string) {
  const { openQueue: open } = await import('./queue/open-queue.ts');
  return open({ ...queue, inputs, owner });
}

/** The executors that a command's tasks run on. */
export interface CommandWorkers {
  readonly executor: JobExecutor;
  /**
   * Runs tasks in this thread, if they mostly wait for native code. This thread has nothing else to do, and another one would take
   * 40 ms to start and 20 MB of memory.
   */
  readonly inline?: JobExecutor;
  /** The queue from which other computers take some of the tasks. */
  readonly queue?: QueueOfCommand;
}

/** A Redis server, and the names of the tasks that go there. */
export interface QueueOfCommand {
  readonly address: string;
  readonly names: readonly string[];
}

/**
 * Starts the workers that the job will need; each loads the job type's tasks. Call it first, as starting a worker takes longer than
 * everything that this thread has to do before the job.
 */
export async function startWorkers(
  type: string,
  job: Pick<AnyJobType, 'ahead'>,
  settings: HostSettings,
): Promise<CommandWorkers> {
  if (settings.executor === 'inline') return { executor: createExecutor(settings) };
  const executor = createExecutor(settings);
  const { workers: count, overlap } = job.ahead?.(settings.workers) ?? { workers: settings.workers, overlap: 1 };
  if (overlap > 1 && settings.executor === 'threads') {
    // As in a worker (`createExecutor`): objects for pictures are short-lived, and their memory would grow to 50 MB.
    keepNursery();
    return { executor, inline: createExecutor({ executor: 'inline', workers: 1 }) };
  }
  const ahead = executor.with({ overlap });
  for (let task = 0; task <= (count - 1) * overlap; task++)
    ahead
      .submit('load', type)
      .result()
      .catch(() => {});
  // The workers start at the end of this turn of the event loop, before the caller loads more code.
  await Promise.resolve();
  return { executor };
}

interface Collected {
  readonly skipped: Skip[];
  /** The names of files that are done but lack something. */
  readonly incomplete: string[];
  /** Collects promises: the part files of killed runs are removed from the folders that this run writes to. */
  readonly sweeps: Promise<void>[];
  /** The rows, if they are needed. */
  readonly rows: ItemTable | undefined;
}

function makeReporter(output: RunOutput, { skipped, incomplete, sweeps, rows }: Collected): JobReporter {
  const names = new Map<number, string>();
  class CliReporter extends JobReporter {
    override skip(skip: Skip): void {
      super.skip(skip);
      skipped.push(skip);
      output.skip(skip);
    }

    /** Rows are for the window, so few commands keep them. */
    override item(update: ItemUpdate): void {
      rows?.update(update);
      if (update.contents && update.name !== undefined) output.contents(update.name, update.contents);
      else if (update.name !== undefined) names.set(update.index, update.name);
      const { state, error } = update;
      const name = names.get(update.index) ?? '';
      if (error && state === 'failed') output.failed(name, error);
      if (error && state === 'done') {
        incomplete.push(name);
        output.incomplete(name, error);
      }
    }

    override note(note: KnownMessage): void {
      super.note(note);
      output.note(note);
    }
  }
  return new CliReporter(
    'command-line',
    () => performance.now(),
    (folder) => void sweeps.push(sweepKilledRuns(folder)),
  );
}

/** The error with which a job ends after Ctrl+C. */
export function interrupted(): JobError {
  return new JobError('CANCELLED');
}
