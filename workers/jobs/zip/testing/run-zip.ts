// Runs zip jobs in tests: the real driver and tasks on a real executor, with a report that keeps everything.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Executor, ThreadPoolExecutor } from '@dropmill/futures';
import { JobJournal } from '../../../journal/job-journal.ts';
import type { KnownMessage } from '../../../messages/codes.ts';
import type { Message } from '../../../messages/message.ts';
import type * as worker from '../../../worker.ts';
import type { JobReport, Skip } from '../../job-report.ts';
import { bindTasks } from '../../job-tasks.ts';
import type { JobOutcome, JobRun } from '../../job-type.ts';
import { run } from '../driver.ts';
import { type ZipOptions, zipDefaults } from '../options.ts';
import type * as zipTasks from '../tasks.ts';

export interface ZipResult extends JobOutcome {
  readonly skips: readonly Skip[];
  readonly notes: readonly Message[];
}

/** What a job said, for a look at it afterwards. */
export class KeptReport implements JobReport {
  readonly skips: Skip[] = [];
  readonly notes: Message[] = [];
  readonly totals: { files: number; bytes: number; final: boolean }[] = [];
  readonly done = { bytes: 0, files: 0 };
  /** Called at each step: a test may cancel there. */
  onAdvance: () => void = () => {};

  title(): void {}
  total(total: { files: number; bytes: number; final: boolean }): void {
    this.totals.push(total);
  }
  advance(step: { bytes?: number; files?: number }): void {
    this.done.bytes += step.bytes ?? 0;
    this.done.files += step.files ?? 0;
    this.onAdvance();
  }
  current(): void {}
  skip(skip: Skip): void {
    this.skips.push(skip);
  }
  note(note: KnownMessage): void {
    this.notes.push(note);
  }
  item(): void {}
  writesTo(): void {}
}

export type ZipExecutor = Executor<typeof worker>;

export function makeExecutor(workers = 2): ZipExecutor {
  return new ThreadPoolExecutor<typeof worker>(new URL('../../../worker.ts', import.meta.url), { maxWorkers: workers });
}

export interface ZipJob {
  readonly inputs: readonly string[];
  /** Where the archive goes. */
  readonly folder: string;
  readonly options?: Partial<ZipOptions>;
  readonly signal?: AbortSignal;
  readonly report?: KeptReport;
  readonly trashOriginal?: JobRun<ZipOptions, typeof zipTasks>['trashOriginal'];
  /** Of an earlier start. */
  readonly journal?: JobJournal;
}

/** Runs a job to its end. Rejects as the driver does. */
export async function runZip(executor: ZipExecutor, job: ZipJob): Promise<ZipResult> {
  const { inputs, folder, signal = new AbortController().signal, report = new KeptReport() } = job;
  const { journal = new JobJournal(), trashOriginal } = job;
  const options = { ...zipDefaults, folder, ...job.options };
  const tasks = bindTasks<typeof zipTasks>({ executor, type: 'zip', workers: 2, signal });
  const rest = trashOriginal && { trashOriginal };
  const outcome = await run({ id: 'test-job', inputs, options, signal, tasks, report, journal, ...rest });
  return { ...outcome, skips: report.skips, notes: report.notes };
}

/** A temporary folder that is removed at the end of its scope. */
export class TempFolder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'dropmill-zip-'));

  at(...names: string[]): string {
    return join(this.path, ...names);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
