// The workers of one pool: those that take tasks, and those that were given up and are still alive.
import type { WorkerSetup } from '../links/protocol.ts';
import { PoolWorker, type PoolWorkerContext } from './pool-worker.ts';
import { Retired } from './retired.ts';
import type { TaskWorker } from './task.ts';

export class WorkerSet {
  #all: readonly PoolWorker[] = [];
  readonly #retired = new Retired();
  #lastId = 0;

  /** Without those that were given up. */
  get all(): readonly PoolWorker[] {
    return this.#all;
  }

  get readyCount(): number {
    return this.#all.reduce((sum, { isReady }) => sum + Number(isReady), 0);
  }

  /** Those that are not about to end. */
  get lastingCount(): number {
    return this.#all.reduce((sum, { isLasting }) => sum + Number(isLasting), 0);
  }

  /** Undefined for one that was given up or has ended. */
  find(worker: TaskWorker | undefined): PoolWorker | undefined {
    return this.#all.find((one) => one === worker);
  }

  /** @throws what the system says when it gives no more of them, or that the initializer's arguments cannot be cloned */
  start(setup: Omit<WorkerSetup, 'workerId'>, context: PoolWorkerContext): void {
    this.#all = [...this.#all, new PoolWorker({ ...setup, workerId: ++this.#lastId }, context)];
  }

  remove(worker: PoolWorker): void {
    this.#all = this.#all.filter((other) => other !== worker);
  }

  /** Gives it up: it gets no more tasks, and ends when it can. @returns whether nothing of its tasks goes on */
  retire(worker: PoolWorker): boolean {
    this.remove(worker);
    this.#retired.add(worker);
    return worker.retire();
  }

  /** It has ended. @returns whether it had been given up */
  forgetRetired(worker: PoolWorker): boolean {
    return this.#retired.delete(worker);
  }

  /** Calls `action` when all that were given up have ended, or after `ms`: a thread in native code may live for long. */
  whenRetiredGone(ms: number, action: () => void): void {
    this.#retired.whenGone(ms, action);
  }
}
