// Runs tasks in the thread of their job: those that only wait for native code, where nobody else needs the thread. An
// executor in this thread (`InlineExecutor`) would do, too, but for what its queue, its board and its copies cost many small
// pictures (ADR 14).
import { type Future, FutureSource, type TaskContext } from '../executor/index.ts';
import type { TaskCall } from './job-tasks.ts';

type Worker = Pick<typeof import('../worker.ts'), 'call'>;

export class NearbyTasks {
  readonly #gracePeriod: number;
  readonly #load: () => Promise<Worker>;
  /** Asking Node for a module that it has takes longer than a call. */
  #worker: Promise<Worker> | undefined;
  #count = 0;
  /** One listener for all tasks of a job. */
  readonly #tasksOf = new WeakMap<AbortSignal, Set<NearbyTask>>();

  /**
   * @param gracePeriod milliseconds that an aborted task may take to stop by itself; then it is left to end alone, and what it
   *   returns is dropped
   * @param load the tasks module
   */
  constructor(gracePeriod: number, load: () => Promise<Worker> = () => import('../worker.ts')) {
    this.#gracePeriod = gracePeriod;
    this.#load = load;
  }

  /** Tasks that have not ended, given up ones included. */
  get count(): number {
    return this.#count;
  }

  /**
   * Runs a task in a later turn of the event loop. Its input and its result are not copied: neither side may change them.
   * @param signal aborts it
   */
  submit(call: TaskCall, signal: AbortSignal): Future<unknown, unknown> {
    const task = new NearbyTask(this.#gracePeriod);
    const beside = this.#tasksUnder(signal);
    if (signal.aborted) task.abort(signal.reason);
    beside.add(task);
    this.#count++;
    setImmediate(async () => {
      await this.#run(task, call);
      this.#count--;
      beside.delete(task);
    });
    return task.future;
  }

  #tasksUnder(signal: AbortSignal): Set<NearbyTask> {
    const known = this.#tasksOf.get(signal);
    if (known) return known;
    const tasks = new Set<NearbyTask>();
    this.#tasksOf.set(signal, tasks);
    signal.addEventListener('abort', () => {
      for (const task of tasks) task.abort(signal.reason);
    });
    return tasks;
  }

  async #run(task: NearbyTask, input: TaskCall): Promise<void> {
    if (task.isDone) return;
    task.setRunning();
    try {
      this.#worker ??= this.#load();
      const { call } = await this.#worker;
      task.end({ ok: true, value: await call.call(task, input) });
    } catch (error) {
      task.end({ ok: false, error });
    }
  }
}

type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };

/** Its own context: what the task finds in `this`. */
class NearbyTask extends FutureSource<unknown, unknown> implements TaskContext<unknown> {
  /** The thread of the job is none of the workers, which are numbered from 1. */
  readonly workerId = 0;
  readonly #gracePeriod: number;
  #controller: AbortController | undefined;
  #aborted: { readonly reason: unknown; readonly timer: NodeJS.Timeout } | undefined;

  constructor(gracePeriod: number) {
    super();
    this.#gracePeriod = gracePeriod;
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#aborted) this.#controller.abort(this.#aborted.reason);
    return this.#controller.signal;
  }

  progress(value: unknown): void {
    this.emitProgress(value);
  }

  throwIfAborted(): void {
    if (this.#aborted) throw this.#aborted.reason;
  }

  /** Takes the outcome, unless the task was given up in the meantime. */
  end(outcome: Outcome): void {
    if (this.isDone) return;
    this.ranFor = this.runTime;
    if (this.#aborted) this.setAborted(this.#aborted.reason);
    else if (outcome.ok) this.setResult(outcome.value);
    else this.setException(outcome.error);
  }

  protected override interrupt(reason: unknown): boolean {
    if (this.#aborted) return true;
    const giveUp = () => this.end({ ok: false, error: reason });
    this.#aborted = { reason, timer: setTimeout(giveUp, this.#gracePeriod) };
    this.#controller?.abort(reason);
    return true;
  }

  protected override release(): void {
    clearTimeout(this.#aborted?.timer);
  }
}
