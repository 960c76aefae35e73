// Makes plans, which say what a job would do without doing it, while other jobs run.
import { placeOfResults } from '../files/output/place-of-results.ts';
import { bindTasks } from '../jobs/job-tasks.ts';
import type { JobRegistry } from '../jobs/job-type.ts';
import { JobError, toUserError } from '../jobs/user-error.ts';
import type { ForecastRun } from '../plan/job-plan.ts';
import type { FromHost, PlannedJob, ToHost } from '../protocol.ts';
import type { PlanContents } from './contents/plan-contents.ts';
import type { JobExecutor } from './create-executor.ts';
import type { Executors } from './executors.ts';
import { planByCounting } from './plan-by-counting.ts';
import { PlanCollector } from './plan-collector.ts';

/** A growing plan is sent this often, in milliseconds. Its first and its last version are sent at once. */
const INTERVAL_MS = 100;

export interface PlanDeskParts {
  readonly registry: JobRegistry;
  readonly executors: Executors;
  readonly send: (message: FromHost) => void;
  /** The executor of one process, for work that could crash its process. @default the one of jobs */
  readonly isolated?: () => JobExecutor | undefined;
}

export class PlanService {
  readonly #parts: PlanDeskParts;
  readonly #open = new Map<number, AbortController>();
  /** The contents of the inputs of each open plan. */
  readonly #contents = new Map<number, () => PlanContents | undefined>();
  /** Absolute paths of the originals of each open plan, and of the plan before. */
  readonly #originals = new Map<number, readonly string[]>();

  constructor(parts: PlanDeskParts) {
    this.#parts = parts;
  }

  /** Sends `plan` messages until the plan is complete, failed or cancelled. */
  async plan(request: number, job: PlannedJob): Promise<void> {
    const controller = new AbortController();
    this.#open.set(request, controller);
    const { signal } = controller;
    const teller = new Teller(() => this.#tell(request, signal, book));
    const book = new PlanCollector(() => teller.changed());
    this.#contents.set(request, () => book.contents);
    this.#originals.set(request, book.originals);
    try {
      await this.#run(job, signal, book);
      if (job.next) await this.#forecast(job.next, job.inputs, book);
      await book.complete();
    } catch (error) {
      if (!signal.aborted) this.#parts.send({ kind: 'plan-failed', request, error: toUserError(error) });
      controller.abort();
    } finally {
      teller.last();
      this.#open.delete(request);
    }
  }

  cancel(request: number): void {
    this.#open.get(request)?.abort();
    this.#contents.delete(request);
    // Originals of a plan stay until the next plan is cancelled, as its pictures are shown while the next plan is made.
    for (const old of this.#originals.keys()) {
      if (old !== request && !this.#contents.has(old)) this.#originals.delete(old);
    }
  }

  /** Returns the absolute path of an original of an open plan. */
  originalOf(request: number, index: number): string | undefined {
    return this.#originals.get(request)?.[index];
  }

  /** Answers what is asked about the contents of a plan's inputs. */
  answer({ request, plan, query }: Extract<ToHost, { kind: 'contents' }>): void {
    const { send } = this.#parts;
    try {
      const contents = this.#contents.get(plan)?.();
      if (!contents) throw new JobError('NO_SUCH_PLAN');
      send({ kind: 'contents', request, answer: contents.answer(query), error: null });
    } catch (error) {
      send({ kind: 'contents', request, answer: null, error: toUserError(error) });
    }
  }

  close(): void {
    for (const controller of this.#open.values()) controller.abort();
  }

  #tell(request: number, signal: AbortSignal, book: PlanCollector): void {
    if (!signal.aborted) this.#parts.send({ kind: 'plan', request, plan: book.plan() });
  }

  async #forecast(
    { type, options }: NonNullable<PlannedJob['next']>,
    inputs: readonly string[],
    book: PlanCollector,
  ): Promise<void> {
    const results = book.results();
    if (!results) return;
    const planner = await this.#parts.registry[type]?.plan?.();
    const place = placeOfResults(results.base, inputs);
    const run: ForecastRun<unknown> = { ...results, place, options };
    const forecast = await planner?.forecast?.(run);
    if (forecast) await book.next(forecast);
  }

  async #run(
    { type, inputs, options, earlier = [] }: PlannedJob,
    signal: AbortSignal,
    report: PlanCollector,
  ): Promise<void> {
    const { registry, executors } = this.#parts;
    const planner = await registry[type]?.plan?.();
    if (!planner) return planByCounting({ inputs, signal, report });
    const { executor, workers, release } = executors.lease();
    try {
      const alone = () => this.#parts.isolated?.() ?? executor;
      const tasks = bindTasks({ executor, alone, type, workers, signal });
      await planner.plan({ inputs, options, earlier, signal, tasks, report });
    } finally {
      release();
    }
  }
}

/** Reports the first change at once, and later changes together. */
class Teller {
  readonly #tell: () => void;
  #timer: NodeJS.Timeout | undefined;
  #changed = false;

  constructor(tell: () => void) {
    this.#tell = tell;
  }

  changed(): void {
    this.#changed = true;
    if (this.#timer) return;
    this.#now();
    this.#timer = setInterval(() => this.#now(), INTERVAL_MS);
  }

  last(): void {
    clearInterval(this.#timer);
    this.#now();
  }

  #now(): void {
    if (this.#changed) this.#tell();
    this.#changed = false;
  }
}
