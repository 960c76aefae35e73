// The pool's view of a submitted task: the source of its Future, and where the task is.
import type { Transferable } from 'node:worker_threads';
import { now } from '../common/clock.ts';
import type { Finish } from '../common/outcome.ts';
import { Timer } from '../common/timer.ts';
import type { TaskSettings, TaskSpec, ValueSink } from '../engine.ts';
import { TimeoutError } from '../errors.ts';
import { FutureSource } from '../future/future-source.ts';
import type { TaskList, TaskQueue } from '../waiting/task-queue.ts';

/** What a task needs of its pool. */
export interface TaskOwner {
  /** Takes a waiting task out of the queue. */
  dequeue(task: Task): boolean;
  interrupt(task: Task): void;
  /** It has an outcome, and nobody was told yet. */
  onSettled(task: Task): void;
}

/** What a task asks the worker that it was sent to, or that it is for. */
export interface TaskWorker {
  /** Tasks that are for this worker and no other. */
  readonly own: TaskQueue<Task>;
  hasStarted(task: Task): boolean;
  /** On the clock of `now()`; 0 before the start. */
  startedAt(task: Task): number;
  /** Takes it back, if it has not started. */
  recall(task: Task): boolean;
  /** Tells it that so many more values of a generator are wanted. */
  postGrant(task: Task, count: number): void;
}

/** Whether two tasks may run on one worker at a time. */
export function areSideBySide(one: Task, other: Task): boolean {
  const areOfOneGroup = one.group === other.group || !one.group || !other.group;
  return areOfOneGroup && one.overlap > 1 && other.overlap > 1;
}

const NO_ARGS: readonly unknown[] = [];

export class Task extends FutureSource<unknown, unknown> {
  readonly name: string;
  readonly chunk: boolean;
  readonly values: ValueSink | undefined;
  priority: number;
  readonly target: TaskWorker | undefined;
  /** Whether it counts among those of its key that may go to workers. */
  isAdmitted = false;
  previous: Task | undefined;
  next: Task | undefined;
  list: TaskList<Task> | undefined;
  readonly owner: TaskOwner;
  readonly #settings: TaskSettings;
  #clock: Timer | undefined;
  #tries = 0;
  #mayRetry = true;
  args: readonly unknown[];
  transfer: readonly Transferable[] | undefined;
  /** Where the task was sent, with its number there. */
  worker: TaskWorker | undefined;
  seq = 0;
  /** When it was sent to a worker that shares no memory, on the clock of `now()`; else 0. */
  sentAt = 0;
  /** How long it was expected to run when it was sent, in ms. */
  estimate = 0;
  /** Something in the arguments was moved to the worker: the task cannot be sent again. */
  isMoved = false;
  /** How many workers died before they started it. */
  losses = 0;
  /** Set once an abort was accepted, or the task has run too long. */
  aborted: { readonly reason: unknown; readonly isLate: boolean; timer: Timer | undefined } | undefined;

  /** @param target the worker that it is for; any if undefined */
  constructor(owner: TaskOwner, spec: TaskSpec, target?: TaskWorker | undefined) {
    super();
    this.owner = owner;
    this.#settings = spec.settings;
    this.target = target;
    this.values = spec.values;
    this.name = spec.name;
    this.args = spec.args;
    this.chunk = spec.chunk;
    this.priority = spec.settings.priority;
    this.transfer = spec.transfer;
  }

  get overlap(): number {
    return this.#settings.overlap;
  }

  get group(): object | undefined {
    return this.#settings.group;
  }

  get key(): unknown {
    return this.#settings.key;
  }

  /** When it ran, and for how long: what its worker says. */
  noteRun(startedAt: number, ranFor: number): void {
    if (this.isDone) return;
    // On a busy machine the clocks of two processes are not quite the same.
    this.startedAt = Math.max(startedAt, this.sentAt);
    this.ranFor = ranFor;
  }

  /** Takes the outcome that came from the worker, unless the task was given up in the meantime. */
  finish(outcome: Finish<unknown>): void {
    if (this.isDone) return;
    if (this.aborted) this.endAborted();
    else this.settle(outcome);
  }

  override get isStopping(): boolean {
    return this.aborted !== undefined && !this.aborted.isLate;
  }

  acceptValue(value: unknown): void {
    // To begin again would give the same values twice.
    this.#mayRetry = false;
    if (!this.isDone && !this.aborted) this.values?.accept(value);
  }

  override grant(count: number): void {
    this.worker?.postGrant(this, count);
  }

  /** It was sent to a worker: its time counts from when it starts there. */
  startClock(): void {
    const { timeout } = this.#settings;
    if (timeout === Number.POSITIVE_INFINITY) return;
    this.#clock?.stop();
    this.#clock = new Timer(timeout, () => this.#onTime());
  }

  /** Settles it as what stopped it says: too late is a failure, all else is cancelled. */
  endAborted(): void {
    if (this.isDone || !this.aborted) return;
    if (this.aborted.isLate) this.setException(this.aborted.reason);
    else this.setAborted(this.aborted.reason);
  }

  /** Milliseconds until it may be tried again; undefined if it may not. Each time twice as many. */
  takeRetry(): number | undefined {
    const { retries, retryDelay } = this.#settings;
    if (this.isMoved || !this.#mayRetry || this.#tries === retries) return undefined;
    this.forgetRun();
    return retryDelay * 2 ** this.#tries++;
  }

  /** Parts from the worker, which will not finish it. */
  leave(worker: TaskWorker): void {
    this.startedAt = worker.startedAt(this);
    this.ranFor = this.startedAt > 0 ? now() - this.startedAt : 0;
    this.worker = undefined;
  }

  protected override isRunning(): boolean {
    return this.worker?.hasStarted(this) ?? false;
  }

  protected override startTime(): number {
    return this.worker?.startedAt(this) ?? this.startedAt;
  }

  protected override withdraw(): boolean {
    return this.worker ? this.worker.recall(this) : this.owner.dequeue(this);
  }

  protected override interrupt(reason: unknown): boolean {
    // One whose time is over fails, and is not cancelled.
    if (this.aborted) return !this.aborted.isLate;
    this.aborted = { reason, isLate: false, timer: undefined };
    this.owner.interrupt(this);
    return true;
  }

  /** The time is over, if it has run for so long. It may have waited at its worker. */
  #onTime(): void {
    if (this.isDone || this.aborted || !this.worker) return;
    const { timeout } = this.#settings;
    // The time of a task that has not started is not running yet; a timeout of 0 waits for the start, too.
    const left = this.isRunning() ? timeout - this.runTime : Math.max(1, timeout);
    if (left > 0) {
      this.#clock = new Timer(left, () => this.#onTime());
      return;
    }
    const reason = new TimeoutError(`"${this.name}" ran for longer than ${timeout} ms.`);
    this.aborted = { reason, isLate: true, timer: undefined };
    this.owner.interrupt(this);
  }

  protected override release(): void {
    this.aborted?.timer?.stop();
    this.#clock?.stop();
    this.owner.onSettled(this);
    this.args = NO_ARGS;
    this.transfer = undefined;
  }
}
