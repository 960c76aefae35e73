// The events and metrics of a pool: how many tasks there were, and how long they took.
import { createHistogram, type Histogram } from 'node:perf_hooks';
import { Callbacks } from '../common/callbacks.ts';
import { quote } from '../common/show.ts';
import type { Death } from '../errors.ts';
import type { FutureState } from '../future/future.ts';
import type { WorkerInfo } from '../types.ts';

/** The arguments of an executor's events. */
export interface ExecutorEvents {
  /** A worker is ready. */
  workerStart: [worker: WorkerInfo];
  /** A worker has ended. `death` says how if nobody wanted it to. */
  workerExit: [worker: WorkerInfo, death: Death | undefined];
  /** No task waits or runs any more. */
  idle: [];
}

export class PoolEvents {
  readonly #callbacks: { [E in keyof ExecutorEvents]: Callbacks<ExecutorEvents[E]> } = {
    workerStart: new Callbacks(),
    workerExit: new Callbacks(),
    idle: new Callbacks(),
  };
  /** Whether there was a task since the last `idle`. */
  #wasBusy = false;

  /** @returns a function that removes the listener */
  on<E extends keyof ExecutorEvents>(event: E, listener: (...args: ExecutorEvents[E]) => void): () => void {
    if (!Object.hasOwn(this.#callbacks, event))
      throw new TypeError(`Expected an event of ${Object.keys(this.#callbacks).join(', ')}, got ${quote(event)}.`);
    const callbacks = this.#callbacks[event];
    const entry = callbacks.add(listener);
    return () => callbacks.remove(entry);
  }

  emit<E extends keyof ExecutorEvents>(event: E, ...args: ExecutorEvents[E]): void {
    this.#callbacks[event].call(...args);
  }

  /** To be called after each change. */
  noteLoad(isBusy: boolean): void {
    const wasBusy = this.#wasBusy;
    // First: a listener may submit a task.
    this.#wasBusy = isBusy;
    if (wasBusy && !isBusy) this.emit('idle');
  }
}

/** What became of the tasks so far, and how long they took. */
export interface ExecutorMetrics {
  readonly finished: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Microseconds from the submission of each task to its start. */
  readonly queueTime: Histogram;
  /** Microseconds that each task ran. */
  readonly runTime: Histogram;
}

/** What is counted of a task that is done. Times are in milliseconds. */
interface Measured {
  readonly state: FutureState;
  readonly hasFailed: boolean;
  readonly queueTime: number;
  readonly runTime: number;
}

export class Metrics implements ExecutorMetrics {
  finished = 0;
  failed = 0;
  cancelled = 0;
  readonly queueTime = createHistogram();
  readonly runTime = createHistogram();

  /** A task is done. */
  record(task: Measured): void {
    if (task.state === 'cancelled') this.cancelled++;
    else if (task.hasFailed) this.failed++;
    else this.finished++;
    if (task.runTime === 0) return;
    this.queueTime.record(microseconds(task.queueTime));
    this.runTime.record(microseconds(task.runTime));
  }
}

/** Histograms take integers from 1. */
function microseconds(ms: number): number {
  return Math.max(1, Math.round(ms * 1000));
}
