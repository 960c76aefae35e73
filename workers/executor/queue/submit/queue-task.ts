// The submitter's view of a task in a queue.
import { failure, type Outcome } from '../../common/outcome.ts';
import type { Timer } from '../../common/timer.ts';
import type { TaskSpec } from '../../engine.ts';
import { FutureSource } from '../../future/future-source.ts';
import type { JobToAdd } from './queue-line.ts';

/** What a task needs of its engine. */
export interface QueueTaskOwner {
  /** Takes a task that has not started, as far as is known, out of the queue. */
  withdraw(task: QueueTask, reason: unknown): void;
  interrupt(task: QueueTask, reason: unknown): void;
  /** It has an outcome, and nobody was told yet. */
  onSettled(task: QueueTask): void;
}

export class QueueTask extends FutureSource<unknown, unknown> {
  readonly owner: QueueTaskOwner;
  readonly id: string;
  /** Whether what becomes of it is kept in the queue for others, who know its id. */
  isKept: boolean;
  /** What is to be submitted; undefined for a task that somebody else has submitted. */
  spec: TaskSpec | undefined;
  priority: number;
  /** The encoded task, kept until it is done: Redis may lose it. */
  job: JobToAdd | undefined;
  /** Not sent yet, being sent, or known to be in the queue. */
  place: 'here' | 'on-its-way' | 'there' = 'here';
  /** Settles when it has been sent or taken back, if that is under way. */
  moving: Promise<void> | undefined;
  /** When there was last news of it, on the clock of `now()`. */
  heardAt = 0;
  /** Whether it was seen to run before it was done. */
  wasSeenRunning = false;
  /** Its outcome is on its way. */
  isEnding = false;
  /** The newest attempt that was heard of. */
  attempt = 0;
  /** Set once an abort was accepted. */
  aborted: { readonly reason: unknown; timer: Timer | undefined } | undefined;

  constructor(owner: QueueTaskOwner, id: string, spec: TaskSpec | undefined, isKept: boolean) {
    super();
    this.owner = owner;
    this.id = id;
    this.spec = spec;
    this.priority = spec?.settings.priority ?? 0;
    this.isKept = isKept;
  }

  /** Calls `action` if the task waits in the queue; if it is still being sent, when it has arrived. */
  async whenThere(action: () => unknown): Promise<void> {
    if (this.place === 'on-its-way') await this.moving;
    if (this.place === 'there' && this.state === 'pending') await action();
  }

  /** A worker has begun with it, perhaps not for the first time. @returns whether that was news */
  start(): boolean {
    if (this.isDone || this.isRunning()) return false;
    this.setRunning();
    this.wasSeenRunning = true;
    return true;
  }

  /** @param ranFor milliseconds that the task ran, as its worker measured it */
  finish(outcome: Outcome<unknown>, ranFor: number): void {
    if (this.isDone) return;
    this.ranFor = ranFor;
    if (this.startedAt === 0 && ranFor > 0) this.startedAt = this.submittedAt;
    if (this.aborted) this.endAborted();
    else this.settle(outcome);
  }

  /** It was never run, as far as is known. */
  fail(error: unknown): void {
    this.finish(failure(error), 0);
  }

  endAborted(): void {
    if (this.isDone || !this.aborted) return;
    if (this.ranFor === 0) this.ranFor = this.runTime;
    this.setAborted(this.aborted.reason);
  }

  protected override withdraw(): boolean {
    if (this.isRunning()) return false;
    this.owner.withdraw(this, undefined);
    return true;
  }

  protected override interrupt(reason: unknown): boolean {
    if (this.aborted) return true;
    this.aborted = { reason, timer: undefined };
    this.owner.interrupt(this, reason);
    return true;
  }

  protected override release(): void {
    this.aborted?.timer?.stop();
    this.owner.onSettled(this);
    this.spec = undefined;
    this.job = undefined;
  }
}
