// Runs extract jobs in tests: the real driver and tasks on a real executor, with a report that keeps everything.
import { createHash } from 'node:crypto';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Executor, ThreadPoolExecutor } from '@dropmill/futures';
import { JobJournal } from '../../../journal/job-journal.ts';
import type * as worker from '../../../worker.ts';
import type { ItemUpdate, JobReport, Skip } from '../../job-report.ts';
import { bindTasks, type JobTasks } from '../../job-tasks.ts';
import type { JobOutcome, JobRun } from '../../job-type.ts';
import { run } from '../driver.ts';
import { type ExtractOptions, extractDefaults } from '../options.ts';
import type * as extractTasks from '../tasks.ts';

export type ExtractExecutor = Executor<typeof worker>;

/** @param execArgv words for Node before it loads the worker */
export function makeExecutor(workers = 2, execArgv?: readonly string[]): ExtractExecutor {
  const url = new URL('../../../worker.ts', import.meta.url);
  return new ThreadPoolExecutor<typeof worker>(url, { maxWorkers: workers, execArgv });
}

export interface ExtractJob {
  readonly inputs: readonly string[];
  readonly folder: string;
  readonly options?: Partial<ExtractOptions>;
  readonly signal?: AbortSignal;
  /** Called at each step: a test may cancel there. */
  readonly onAdvance?: () => void;
  /** Called for each row, also of a job that fails. */
  readonly onItem?: (item: ItemUpdate) => void;
  /** @default one that nobody reads */
  readonly journal?: JobJournal;
  /** What the job's tasks are instead: a test may end the job in the middle of one. */
  readonly tasks?: (tasks: JobTasks<typeof extractTasks>) => JobTasks<typeof extractTasks>;
  readonly trashOriginal?: JobRun<ExtractOptions, typeof extractTasks>['trashOriginal'];
}

export interface ExtractResult extends JobOutcome {
  readonly items: readonly ItemUpdate[];
  readonly skips: readonly Skip[];
  readonly notes: readonly unknown[];
  /** Codes of what failed, by name. */
  readonly faults: Readonly<Record<string, string>>;
}

/** Runs a job to its end. Rejects as the driver does. */
export async function runExtract(executor: ExtractExecutor, job: ExtractJob): Promise<ExtractResult> {
  const { inputs, folder, signal = new AbortController().signal, onAdvance = () => {}, onItem = () => {} } = job;
  const items: ItemUpdate[] = [];
  const skips: Skip[] = [];
  const notes: unknown[] = [];
  const report: JobReport = {
    title() {},
    total() {},
    advance: onAdvance,
    current() {},
    skip: (skip) => skips.push(skip),
    note: (note) => notes.push(note),
    item: (item) => {
      items.push(item);
      onItem(item);
    },
    writesTo() {},
  };
  const options = { ...extractDefaults, folder, ...job.options };
  const bound = bindTasks<typeof extractTasks>({ executor, type: 'extract', workers: 2, signal });
  const tasks = job.tasks?.(bound) ?? bound;
  const trash = job.trashOriginal && { trashOriginal: job.trashOriginal };
  const outcome = await run({
    id: 'test-job',
    inputs,
    options,
    signal,
    tasks,
    report,
    journal: job.journal ?? new JobJournal(),
    ...trash,
  });
  const faults = Object.fromEntries(items.flatMap(({ name = '', error }) => (error ? [[name, error.code]] : [])));
  return { ...outcome, items, skips, notes, faults };
}

/** A temporary folder that is removed at the end of its scope. */
export class TempFolder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'dropmill-extract-'));

  at(...names: string[]): string {
    return join(this.path, ...names);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

function digestOf(data: Buffer): string {
  return createHash('sha1').update(data).digest('hex');
}

export interface TreeOptions {
  /** Leave permissions and times out, for programs that keep none. */
  readonly contentOnly?: boolean;
}

/** Everything below a folder, a line each: type, permissions, time in seconds, and content or target. */
export function treeOf(folder: string, { contentOnly = false }: TreeOptions = {}): string[] {
  const lines: string[] = [];
  const visit = (path: Buffer, shown: string): void => {
    for (const name of readdirSync(path, { encoding: 'buffer' })) {
      const inner = Buffer.concat([path, Buffer.from('/'), name]);
      const line = shown + name.toString('latin1');
      const stats = lstatSync(inner);
      const facts = contentOnly ? '' : ` ${(stats.mode & 0o777).toString(8)} ${Math.floor(stats.mtimeMs / 1000)}`;
      if (stats.isDirectory()) {
        lines.push(`${line}/${facts}`);
        visit(inner, `${line}/`);
      } else if (stats.isSymbolicLink()) lines.push(`${line} -> ${readlinkSync(inner, 'latin1')}`);
      else lines.push(`${line}${facts} ${digestOf(readFileSync(inner))} ${stats.size}`);
    }
  };
  visit(Buffer.from(folder), '');
  return lines.sort();
}
