// A submitted task as the pool sees it: the source of its Future, and where it is.
import type { Transferable } from 'node:worker_threads';
import type { Timer } from '../common/timer.ts';
import { FutureSource } from '../future/future-source.ts';
import type { Times } from '../links/protocol.ts';
import type { PoolWorker } from './pool-worker.ts';
import type { Queued } from './task-queue.ts';

/** What is submitted. */
export interface TaskSpec {
  readonly name: string;
  readonly args: readonly unknown[];
  /** Call the function once per argument. */
  readonly chunk: boolean;
  readonly priority: number;
  readonly transfer: readonly Transferable[] | undefined;
  /** So many tasks of the same group may run on one worker at a time. */
  readonly overlap: number;
  readonly group: object | undefined;
}

/** What a task needs of its pool. */
export interface TaskOwner {
  /** Takes a waiting task out of the queue. */
  dequeue(task: Task): boolean;
  interrupt(task: Task): boolean;
}

export type TaskOutcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: unknown };

/** Whether two tasks may run on one worker at a time. */
export function areSideBySide(one: Task, other: Task): boolean {
  const areOfOneGroup = one.group === other.group || !one.group || !other.group;
  return areOfOneGroup && one.overlap > 1 && other.overlap > 1;
}

export class Task extends FutureSource<unknown, unknown> {
  readonly name: string;
  readonly chunk: boolean;
  readonly priority: number;
  readonly overlap: number;
  readonly group: object | undefined;
  readonly queued: Queued = { previous: undefined, next: undefined, list: undefined };
  readonly #owner: TaskOwner;
  args: readonly unknown[];
  transfer: readonly Transferable[] | undefined;
  /** Where the task was sent, with its number there. */
  worker: PoolWorker | undefined;
  seq = 0;
  /** How long it was expected to run when it was sent, in ms. */
  estimate = 0;
  /** Something in the arguments was moved to the worker: the task cannot be sent again. */
  isMoved = false;
  /** How many workers died before they started it. */
  losses = 0;
  /** Set once an abort was accepted. */
  aborted: { readonly reason: unknown; timer: Timer | undefined } | undefined;

  constructor(owner: TaskOwner, spec: TaskSpec) {
    super();
    this.#owner = owner;
    this.name = spec.name;
    this.args = spec.args;
    this.chunk = spec.chunk;
    this.priority = spec.priority;
    this.overlap = spec.overlap;
    this.group = spec.group;
    this.transfer = spec.transfer;
  }

  /** Takes the outcome that came from the worker, unless the task was given up in the meantime. */
  finish(outcome: TaskOutcome, times: Times | undefined): void {
    if (this.isDone) return;
    if (times) {
      this.startedAt = times.startedAt;
      this.ranFor = times.ranFor;
    }
    if (this.aborted) this.setAborted(this.aborted.reason);
    else if (outcome.ok) this.setResult(outcome.value);
    else this.setException(outcome.error);
  }

  /** Parts from the worker, which will not finish it. */
  leave(worker: PoolWorker): void {
    this.startedAt = worker.startedAt(this);
    this.ranFor = this.runTime;
    this.worker = undefined;
  }

  protected override isRunning(): boolean {
    return this.worker?.hasStarted(this) ?? false;
  }

  protected override startTime(): number {
    return this.worker?.startedAt(this) ?? this.startedAt;
  }

  protected override withdraw(): boolean {
    return this.worker ? this.worker.recall(this) : this.#owner.dequeue(this);
  }

  protected override interrupt(reason: unknown): boolean {
    if (this.aborted) return true;
    this.aborted = { reason, timer: undefined };
    return this.#owner.interrupt(this);
  }

  protected override release(): void {
    this.aborted?.timer?.stop();
    this.args = [];
    this.transfer = undefined;
  }
}
