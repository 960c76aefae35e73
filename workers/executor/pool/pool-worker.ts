// The pool's side of one worker: sends tasks to it and takes their results.

import { now } from '../common/clock.ts';
import { type Finish, failure, success } from '../common/outcome.ts';
import { isPlainAbort } from '../common/plain-abort.ts';
import { Timer } from '../common/timer.ts';
import { type Death, TimeoutError } from '../errors.ts';
import { SLOTS } from '../links/board.ts';
import type { OpenLink, WorkerLink } from '../links/link.ts';
import { assertNever, type FromWorker, type Times, type WorkerSetup } from '../links/protocol.ts';
import type { WorkerInfo } from '../types.ts';
import { TaskQueue } from '../waiting/task-queue.ts';
import type { ErrorDecoder } from '../wire/decode-error.ts';
import { encodeError } from '../wire/encode-error.ts';
import { argumentError } from '../wire/uncloneable.ts';
import type { Estimates } from './estimates.ts';
import { Outgoing } from './outgoing.ts';
import { SentTasks } from './sent-tasks.ts';
import { areSideBySide, type Task } from './task.ts';
import type { Watched } from './watch.ts';

/** Most tasks sent to one worker and not done. */
const MAX_SENT = SLOTS / 2;

/** What a worker needs of its pool. */
export interface PoolWorkerContext {
  readonly open: OpenLink;
  readonly decoder: ErrorDecoder;
  readonly estimates: Estimates;
  /** Milliseconds. */
  readonly startTimeout: number;
  onReady(worker: PoolWorker): void;
  onStartFailed(error: unknown): void;
  /** Some of its tasks are done. */
  onTasksDone(worker: PoolWorker): void;
  onExit(worker: PoolWorker, death: Death): void;
}

export class PoolWorker implements Watched {
  readonly id: number;
  readonly #context: PoolWorkerContext;
  readonly #link: WorkerLink;
  /** Tasks that are for this worker and no other. */
  readonly own = new TaskQueue<Task>();
  readonly #sent = new SentTasks();
  readonly #outgoing = new Outgoing();
  #state: 'starting' | 'ready' | 'stopping' | 'gone' = 'starting';
  #timer: Timer | undefined;
  /** Tasks sent that are neither done nor taken back. */
  load = 0;
  /** Tasks ever sent that were not taken back. */
  served = 0;
  /** How long the tasks sent are expected to run together, in ms. */
  expected = 0;
  lowestPriority = Number.POSITIVE_INFINITY;

  constructor(setup: WorkerSetup, context: PoolWorkerContext) {
    this.id = setup.workerId;
    this.#context = context;
    this.#link = context.open(setup, {
      onMessage: (message) => this.#onMessage(message),
      onExit: (death) => this.#onExit(death),
    });
    const { startTimeout } = context;
    this.#timer = new Timer(startTimeout, () => context.onStartFailed(startTimedOut(startTimeout, setup)));
  }

  get isReady(): boolean {
    return this.#state === 'ready';
  }

  get isStarting(): boolean {
    return this.#state === 'starting';
  }

  /** Whether it is not about to end. */
  get isLasting(): boolean {
    return this.isReady || this.isStarting;
  }

  get isStopping(): boolean {
    return this.#state === 'stopping';
  }

  get info(): WorkerInfo {
    const { pid, threadId } = this.#link;
    const ready = this.load > 0 ? 'busy' : 'idle';
    const state = this.isReady ? ready : this.isStarting ? 'starting' : 'stopping';
    return { id: this.id, pid, threadId, state };
  }

  /** Whether there is a slot for one more task: one that was taken back keeps its own until the worker has passed it. */
  get hasSlot(): boolean {
    return this.#sent.slotsInUse < SLOTS;
  }

  /** Whether a task may be sent although others are still to be done. */
  canTakeAhead(): boolean {
    return this.#link.board !== undefined && this.#sent.slotsInUse < MAX_SENT;
  }

  /** Whether a task may run beside those that the worker has. */
  canOverlap(task: Task): boolean {
    if (this.load >= task.overlap || !this.isReady || !this.hasSlot || this.own.size > 0) return false;
    return this.tasks().every((other) => areSideBySide(task, other));
  }

  /** Milliseconds that the oldest task has been running. */
  headRunsFor(): number {
    const startedAt = this.#link.board?.startedAt(this.#sent.head) ?? 0;
    return startedAt > 0 ? now() - startedAt : 0;
  }

  hasStarted(task: Task): boolean {
    return this.#link.board?.hasStarted(task.seq) ?? !this.#link.isLost?.(task.seq);
  }

  /** On the clock of `now()`; 0 before the start. */
  startedAt(task: Task): number {
    return this.#link.board?.startedAt(task.seq) ?? (this.hasStarted(task) ? task.sentAt : 0);
  }

  // For the watch.

  get isElsewhere(): boolean {
    const { pid, threadId } = this.#link;
    return threadId !== undefined || pid !== process.pid;
  }

  look(): boolean {
    if (this.#state === 'gone') return false;
    const before = this.#sent.slotsInUse;
    this.#drain();
    return this.#sent.slotsInUse < before;
  }

  muteWakeUps(): void {
    this.#link.board?.needNoWakeUp();
  }

  unmuteWakeUps(): void {
    this.#link.board?.hearWakeUp();
  }

  /** Puts a task into the batch that `flush` sends. */
  assign(task: Task, estimate: number): void {
    if (this.load++ === 0) this.#wake();
    this.served++;
    task.worker = this;
    task.estimate = estimate;
    task.seq = this.#sent.add(task);
    this.expected += estimate;
    this.lowestPriority = Math.min(this.lowestPriority, task.priority);
    if (this.#link.board) this.#link.board.enqueue(task.seq);
    else task.sentAt = now();
    task.startClock();
    this.#outgoing.add(task);
  }

  /** Sends what was assigned. A task that cannot be cloned fails alone. */
  flush(): void {
    if (this.#outgoing.isEmpty) return;
    this.#outgoing.send(this.#link, (task, error) => this.#refuse(task, error));
  }

  /** Takes a task back before it starts; false if it is too late. */
  recall(task: Task): boolean {
    if (!this.#link.board?.recall(task.seq)) return false;
    this.#sent.remove(task.seq);
    this.#release(task);
    this.served--;
    if (this.load === 0) this.#rest();
    return true;
  }

  /** Takes back the newest `most` tasks that have not started and can be sent elsewhere; newest first. */
  recallNewest(most: number): Task[] {
    const recalled: Task[] = [];
    for (const task of this.#sent.list().reverse()) {
      if (recalled.length >= most) break;
      if (!task.isMoved && !task.isDone && this.recall(task)) recalled.push(task);
    }
    return recalled;
  }

  /** Tells the worker to abort a running task. */
  postAbort(task: Task, reason: unknown): void {
    const encoded = isPlainAbort(reason) ? undefined : encodeError(reason, this.#link.canClone);
    this.#link.post({ kind: 'abort', seq: task.seq, reason: encoded }, []);
    this.#link.board?.markAborted(task.seq);
  }

  /** Tells the worker that so many more values of a generator are wanted. */
  postGrant(task: Task, count: number): void {
    this.#link.post({ kind: 'values', seq: task.seq, count }, []);
    this.#link.board?.announceMail();
  }

  /** Lets the worker end by itself; calls `onStuck` if it has not after `gracePeriod` ms. */
  stop(gracePeriod: number, onStuck: () => void): void {
    if (this.#state === 'gone' || this.#state === 'stopping') return;
    this.#clearTimer();
    const isReady = this.#state === 'ready';
    this.#state = 'stopping';
    this.#link.hold(true);
    if (isReady) {
      this.#link.post({ kind: 'stop' }, []);
      this.#link.board?.announceMail();
    } else {
      this.#link.kill();
    }
    this.#timer = new Timer(gracePeriod, onStuck);
  }

  /**
   * Ends the worker by force. After that, only its end is noticed, and nothing needs to wait for it.
   * @returns whether nothing of its tasks goes on
   */
  retire(): boolean {
    this.#clearTimer();
    this.#state = 'gone';
    this.#link.hold(false);
    return this.#link.kill();
  }

  /** Calls `action` when the worker will have had nothing to do for `ms`. */
  whenIdleFor(ms: number, action: () => unknown): void {
    if (this.#timer) return;
    this.#timer = new Timer(ms, action).unref();
  }

  /** The tasks that are not done, oldest first. */
  tasks(): Task[] {
    return this.#sent.list().filter((task) => !task.isDone);
  }

  /** Fails a task that was never sent. */
  #refuse(task: Task, error: unknown): void {
    if (this.#link.board) this.#link.board.skip(task.seq);
    else this.#sent.pass(task.seq);
    this.#settle(task, failure(argumentError(task.name, task.args, error, this.#link.canClone)));
    // The worker knows nothing of this task, and says nothing of it.
    queueMicrotask(() => this.#afterMessage());
  }

  #onMessage(message: FromWorker): void {
    if (this.#state === 'gone') return;
    const { decoder } = this.#context;
    switch (message.kind) {
      case 'wake':
        this.#link.board?.hearWakeUp();
        this.#afterMessage();
        break;
      case 'result':
        this.#onOutcome(message.seq, success(message.value), message.times);
        break;
      case 'error':
        this.#onOutcome(message.seq, failure(decoder.decode(message.error)), message.times);
        break;
      case 'progress':
        this.#sent.get(message.seq)?.emitProgress(message.value);
        break;
      case 'value':
        this.#sent.get(message.seq)?.acceptValue(message.value);
        break;
      case 'ready':
        this.#onReady();
        break;
      case 'start-failed':
        this.#context.onStartFailed(decoder.decode(message.error));
        break;
      default:
        assertNever(message);
    }
  }

  #onReady(): void {
    if (this.#state !== 'starting') return;
    this.#state = 'ready';
    this.#clearTimer();
    this.#rest();
    this.#context.onReady(this);
  }

  #onOutcome(seq: number, outcome: Finish<unknown>, { startedAt, ranFor }: Times): void {
    this.#drain();
    const task = this.#sent.get(seq);
    this.#sent.pass(seq);
    if (task) this.#end(task, outcome, startedAt, ranFor);
    this.#afterMessage();
  }

  #afterMessage(): void {
    this.#drain();
    this.#context.onTasksDone(this);
  }

  /** Takes the results that lie on the board, in order. */
  #drain(): void {
    const board = this.#link.board;
    if (!board) return;
    while (this.#sent.slotsInUse > 0) {
      const seq = this.#sent.head;
      const result = board.resultOf(seq);
      if (!result) return;
      const task = this.#sent.get(seq);
      const startedAt = board.startedAt(seq);
      const ranFor = board.ranFor(seq);
      this.#sent.pass(seq);
      if (task && result !== 'skipped') this.#end(task, result, startedAt, ranFor);
    }
  }

  /** The worker has run the task. */
  #end(task: Task, outcome: Finish<unknown>, startedAt: number, ranFor: number): void {
    this.#context.estimates.learn(task.name, ranFor);
    task.noteRun(startedAt, ranFor);
    this.#settle(task, outcome);
  }

  #settle(task: Task, outcome: Finish<unknown>): void {
    this.#release(task);
    if (this.load === 0) this.#rest();
    task.finish(outcome);
  }

  /** The task is no longer this worker's. */
  #release(task: Task): void {
    if (task.worker !== this) return;
    task.worker = undefined;
    this.expected -= task.estimate;
    if (--this.load > 0) return;
    this.expected = 0;
    this.lowestPriority = Number.POSITIVE_INFINITY;
  }

  #wake(): void {
    this.#clearTimer();
    this.#link.hold(true);
  }

  #rest(): void {
    if (this.isReady) this.#link.hold(false);
  }

  #onExit(death: Death): void {
    if (this.#state !== 'gone') this.#drain();
    this.#clearTimer();
    this.#context.onExit(this, death);
    this.#state = 'gone';
  }

  #clearTimer(): void {
    this.#timer?.stop();
    this.#timer = undefined;
  }
}

function startTimedOut(ms: number, { tasksUrl, initializer }: WorkerSetup): TimeoutError {
  const what = initializer ? ` and the initializer "${initializer.name}" had not run` : '';
  return new TimeoutError(`${tasksUrl} was not loaded${what} within ${ms} ms (startTimeout).`);
}
