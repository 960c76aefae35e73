// Runs jobs: each has one driver, and all share the executor that the settings name. It does not depend on processes or channels.

import { Claims } from '../claims/claims.ts';
import type { Original, Replaced, ReplaceRequest } from '../files/changes/change-request.ts';
import { bindTasks } from '../jobs/job-tasks.ts';
import type { JobRegistry } from '../jobs/job-type.ts';
import { JobError, toUserError } from '../jobs/user-error.ts';
import { noteFolder } from '../journal/job-folders.ts';
import { JobJournal } from '../journal/job-journal.ts';
import { PendingAnswers } from '../pending-answers.ts';
import type { FromHost, JobSpec, ToHost } from '../protocol.ts';
import { slices } from '../slices.ts';
import type { JobExecutor } from './create-executor.ts';
import type { Executors } from './executors.ts';
import { Gate } from './gate.ts';
import { IsolatedExecutor } from './isolated-executor.ts';
import { JobReporter } from './job-reporter.ts';
import { memoryWith } from './memory.ts';
import { PictureService } from './pictures/picture-service.ts';
import { PlanService } from './plan-service.ts';
import { KeptRows } from './rows/kept-rows.ts';

/** Progress is sent this often, in milliseconds. Ends are sent at once. */
const PROGRESS_INTERVAL_MS = 100;

/** Most outputs in one message. */
const OUTPUTS_AT_ONCE = 1_000;

interface RunningJob {
  readonly reporter: JobReporter;
  readonly controller: AbortController;
  readonly gate: Gate;
  readonly ended: Promise<void>;
}

export interface JobHostParts {
  readonly registry: JobRegistry;
  readonly executors: Executors;
  readonly send: (message: FromHost) => void;
  /** Takes lines for the log about what failed or was skipped, with the original error. */
  readonly log?: (line: string) => void;
  /** Creates the executor of one process on which second tries run. */
  readonly alone?: () => JobExecutor;
  /** Creates an executor of one process for pictures in the window. @default that of jobs */
  readonly apart?: (priority: 'usual' | 'idle') => JobExecutor;
  /** Folder of the journals of jobs at work; none are kept without. */
  readonly progressFolder?: string | undefined;
  /** Folder of the rows of ended jobs; none are kept without. */
  readonly rowsFolder?: string | undefined;
}

export class JobHost {
  readonly #parts: JobHostParts;
  readonly #plans: PlanService;
  readonly #pictures: PictureService;
  readonly #running = new Map<string, RunningJob>();
  /** Reporters of running and ended jobs, until the jobs are forgotten. */
  readonly #reporters = new Map<string, JobReporter>();
  readonly #claims = new Claims();
  readonly #replacing = new PendingAnswers<Replaced>();
  #isMainLost = false;
  readonly #alone: IsolatedExecutor | undefined;
  readonly #rows: KeptRows | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: JobHostParts) {
    this.#parts = parts;
    this.#plans = new PlanService({ ...parts, isolated: () => this.#alone?.get() });
    this.#pictures = new PictureService({
      ...parts,
      apart: parts.apart ?? (() => parts.executors.lease().executor),
      originalOf: (plan, index) => this.#plans.originalOf(plan, index),
    });
    this.#alone = parts.alone && new IsolatedExecutor(parts.alone);
    const { rowsFolder: folder, progressFolder } = parts;
    this.#rows = folder === undefined ? undefined : new KeptRows({ folder, progressFolder });
  }

  handle(message: ToHost): void {
    switch (message.kind) {
      case 'start':
        this.#start(message.job);
        break;
      case 'cancel':
        this.#cancel(message.id);
        break;
      case 'pause':
        this.#running.get(message.id)?.gate.close();
        break;
      case 'resume':
        this.#running.get(message.id)?.reporter.resumed();
        this.#running.get(message.id)?.gate.open();
        break;
      case 'forget':
        this.#reporters.delete(message.id);
        void this.#rows?.forget(message.id);
        break;
      case 'items':
        void this.#sendItems(message);
        break;
      case 'markup':
        void this.#pictures.markup(message, this.#rowsOf(message));
        break;
      case 'plan':
        void this.#plans.plan(message.request, message.job);
        break;
      case 'cancel-plan':
        this.#plans.cancel(message.request);
        break;
      case 'contents':
        this.#plans.answer(message);
        break;
      case 'thumbnail':
      case 'cancel-thumbnail':
      case 'try-out':
      case 'cancel-try-out':
      case 'preview':
        this.#pictures.handle(message);
        break;
      case 'configure':
        this.#parts.executors.configure(message.settings);
        break;
      case 'replaced':
        this.#settleReplace(message);
        break;
      case 'ping':
        this.#beat(message.mostMemory);
        break;
      case 'shutdown':
        void this.close();
        break;
      default:
        assertNever(message);
    }
  }

  /**
   * Call this when main has ended. Work that waits for an answer of main fails, as it would otherwise wait for ever and keep its part file.
   * Changes that main has begun are settled by its next start.
   */
  mainLost(): void {
    this.#isMainLost = true;
    this.#replacing.lost();
  }

  /** Cancels running jobs, waits until they have cleaned up, and ends the workers. */
  async close(): Promise<void> {
    this.#plans.close();
    for (const id of this.#running.keys()) this.#cancel(id);
    await Promise.all([...this.#running.values()].map((job) => job.ended));
    clearInterval(this.#timer);
    await Promise.all([this.#parts.executors.close(), this.#alone?.shutdown(), this.#pictures.close()]);
  }

  #start(spec: JobSpec): void {
    const { id } = spec;
    const writesTo = (folder: string) => {
      const file = this.#progressFile(spec, 'folders');
      if (file !== undefined) noteFolder(file, folder);
      this.#parts.send({ kind: 'writes-to', id, folder });
    };
    const reporter = new JobReporter(id, () => performance.now(), writesTo, this.#parts.log);
    const controller = new AbortController();
    const gate = new Gate();
    this.#reporters.set(id, reporter);
    const run = this.#run(spec, reporter, controller.signal, () => gate.passed());
    const ended = run
      .then((end) => this.#end(id, reporter, end))
      // Only the end of this process waits for it.
      .then(() => this.#rows?.save(id, reporter.items));
    this.#running.set(id, { reporter, controller, gate, ended });
    this.#pictures.busy(true);
    this.#timer ??= setInterval(() => this.#sendProgress(), PROGRESS_INTERVAL_MS);
  }

  #cancel(id: string): void {
    const job = this.#running.get(id);
    job?.controller.abort(new JobError('CANCELLED'));
    job?.gate.open();
  }

  async #run(spec: JobSpec, report: JobReporter, signal: AbortSignal, ready: () => Promise<void>): Promise<FromHost> {
    const { registry, executors } = this.#parts;
    const { id, type, inputs, base, place, options, earlier = [] } = spec;
    const { executor, workers, release } = executors.lease();
    const journal = new JobJournal(this.#progressFile(spec, 'progress'));
    try {
      const jobType = registry[type];
      if (!jobType) throw new JobError('UNKNOWN_JOB_TYPE', { type });
      const driver = await jobType.driver();
      const tasks = bindTasks({
        executor,
        alone: () => this.#alone?.get() ?? executor,
        type,
        workers,
        signal,
        ready,
        journal,
      });
      const changes = { replace: (change: ReplaceRequest) => this.#replace(id, change) };
      const outcome = await driver.run({
        id,
        inputs,
        ...(base !== undefined && { base }),
        ...(place !== undefined && { place }),
        options,
        earlier,
        signal,
        tasks,
        report,
        journal,
        changes,
        trashOriginal: (original) => this.#trash(id, original),
        claims: this.#claims,
      });
      return { kind: 'done', id, outcome };
    } catch (error) {
      return signal.aborted ? { kind: 'cancelled', id } : { kind: 'failed', id, error: toUserError(error) };
    } finally {
      release();
      for (const files of slices(journal.named(), OUTPUTS_AT_ONCE)) this.#parts.send({ kind: 'made', id, files });
      journal.close();
    }
  }

  #progressFile({ id, resumesJobId }: JobSpec, kind: 'progress' | 'folders'): string | undefined {
    const { progressFolder } = this.#parts;
    return progressFolder && JobJournal.fileOf(progressFolder, resumesJobId ?? id, kind);
  }

  /** Answers with the memory in use. If that is too much, a large process that makes pictures or runs second tries is ended first. */
  #beat(mostMemory: number): void {
    const apart = [...(this.#alone?.pids() ?? []), ...this.#pictures.pids()];
    const memory = memoryWith([...this.#parts.executors.pids(), ...apart]);
    const isTooMuch = memory > mostMemory;
    if (isTooMuch && this.#pictures.killLargerThan(mostMemory / 4)) return;
    if (isTooMuch && this.#alone?.killLargerThan(mostMemory / 2)) return;
    this.#parts.send({ kind: 'beat', memory });
  }

  #end(id: string, reporter: JobReporter, end: FromHost): void {
    this.#running.delete(id);
    if (end.kind === 'cancelled' || end.kind === 'failed') reporter.items.end(end.kind);
    const last = reporter.takeMessage();
    if (last) this.#parts.send(last);
    this.#sendEnd(end);
    if (this.#running.size > 0) return;
    this.#pictures.busy(false);
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Many outputs are sent before the end, in several messages: one large message would block main. */
  #sendEnd(end: FromHost): void {
    const { send } = this.#parts;
    const outputs = end.kind === 'done' ? end.outcome.outputs : [];
    if (end.kind !== 'done' || outputs.length <= OUTPUTS_AT_ONCE) {
      send(end);
      return;
    }
    for (const paths of slices(outputs, OUTPUTS_AT_ONCE)) send({ kind: 'outputs', id: end.id, paths });
    send({ ...end, outcome: { ...end.outcome, outputs: [] } });
  }

  #sendProgress(): void {
    for (const { reporter } of this.#running.values()) {
      const message = reporter.takeMessage();
      if (message) this.#parts.send(message);
    }
  }

  async #sendItems({ request, id, progress, ...query }: Extract<ToHost, { kind: 'items' }>): Promise<void> {
    const table = await this.#rowsOf({ id, progress });
    this.#parts.send({ kind: 'items', request, ...(table?.page(query) ?? { total: 0, rows: [] }) });
  }

  async #rowsOf({ id, progress }: { readonly id: string; readonly progress?: string | undefined }) {
    return this.#reporters.get(id)?.items ?? (await this.#rows?.tableOf(id, progress));
  }

  async #replace(job: string, change: ReplaceRequest): Promise<Replaced> {
    if (this.#isMainLost) throw new JobError('CANCELLED');
    return this.#replacing.ask((request) => this.#parts.send({ kind: 'replace', request, job, change }));
  }

  async #trash(job: string, original: Original): Promise<'done' | 'changed'> {
    const { note } = await this.#replace(job, { part: null, result: null, name: original.path, original });
    return note === 'changed' ? 'changed' : 'done';
  }

  #settleReplace({ request, replaced, error }: Extract<ToHost, { kind: 'replaced' }>): void {
    if (error) this.#replacing.reject(request, error);
    else this.#replacing.resolve(request, replaced);
  }
}

function assertNever(message: never): never {
  throw new TypeError(`Unknown message: ${JSON.stringify(message)}`);
}
