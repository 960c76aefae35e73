// What all executors have in common: a queue of tasks, and the workers that run them.
import { AsyncLocalStorage } from 'node:async_hooks';
import { show } from '../common/show.ts';
import { Timer } from '../common/timer.ts';

import { BrokenExecutorError, type Death, ExecutorShutdownError, WorkerDiedError } from '../errors.ts';
import type { ErrorDecoder } from '../links/decode-error.ts';
import type { OpenLink } from '../links/link.ts';
import { NEVER_SETTLED, type WorkerSetup } from '../links/protocol.ts';
import { feedIdle, feedOverlapping, recall, recallDelayed, recallForIdle, sendAhead } from './dispatch.ts';
import { Estimates } from './estimates.ts';
import { PoolWorker, type PoolWorkerContext } from './pool-worker.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { Retired } from './retired.ts';
import { areSideBySide, Task, type TaskOwner, type TaskSpec } from './task.ts';
import { TaskQueue } from './task-queue.ts';
import { Watch } from './watch.ts';

/** Workers that die one after the other before they are ready, or over one task, until the pool stops trying. */
const MOST_LOSSES = 3;

/** How a worker ended that was retired because of one task, for those that ran beside it. */
const GIVEN_UP: Death = { kind: 'exit', exitCode: 0 };

/** Times are in milliseconds. */
export interface PoolSettings {
  readonly setup: Omit<WorkerSetup, 'workerId'>;
  readonly open: OpenLink;
  readonly decoder: ErrorDecoder;
  readonly limiter: RateLimiter | undefined;
  readonly maxWorkers: number;
  readonly startTimeout: number;
  readonly gracePeriod: number;
  readonly maxTasksPerWorker: number;
  readonly idleTimeout: number;
  readonly strict: boolean;
}

export class Pool implements TaskOwner, PoolWorkerContext {
  readonly estimates = new Estimates();
  readonly #settings: PoolSettings;
  readonly #inOwnContext = AsyncLocalStorage.snapshot();
  readonly #queue = new TaskQueue();
  #workers: readonly PoolWorker[] = [];
  readonly #retired = new Retired();
  readonly #watch = new Watch(
    () => this.#workers,
    () => this.#pump(),
  );
  readonly #waiting: (() => void)[] = [];
  #lastWorkerId = 0;
  #lostStarts = 0;
  #broken: BrokenExecutorError | undefined;
  #isPaused = false;
  #isShutdown = false;
  #isPumpDue = false;

  constructor(settings: PoolSettings) {
    this.#settings = settings;
  }

  /** Starts a worker in the AsyncLocalStorage of who made the executor, not of who happens to submit. */
  readonly open: OpenLink = (setup, events) => this.#inOwnContext(() => this.#settings.open(setup, events));

  get startTimeout(): number {
    return this.#settings.startTimeout;
  }

  get decoder(): ErrorDecoder {
    return this.#settings.decoder;
  }

  get workers(): readonly PoolWorker[] {
    return this.#workers;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** Tasks that have not been sent to a worker, and tasks that have. */
  get counts(): { waiting: number; sent: number } {
    return { waiting: this.#queue.size, sent: this.#workers.reduce((sum, worker) => sum + worker.load, 0) };
  }

  /** Throws ExecutorShutdownError, BrokenExecutorError. */
  submit(spec: TaskSpec): Task {
    if (this.#broken) throw new BrokenExecutorError(this.#broken.message, { cause: this.#broken.cause });
    if (this.#isShutdown) throw new ExecutorShutdownError();
    const task = new Task(this, spec);
    this.#queue.push(task);
    this.#schedulePump();
    return task;
  }

  pause(): void {
    if (this.#isShutdown) return;
    this.#isPaused = true;
    for (const worker of this.#workers) recall(worker, this.#queue, worker.load);
  }

  resume(): void {
    this.#isPaused = false;
    this.#schedulePump();
  }

  /** Resolves when the last worker has ended. */
  shutdown(cancelFutures: boolean): Promise<void> {
    this.#isShutdown = true;
    this.resume();
    if (cancelFutures) this.#cancelWaiting();
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  // For tasks.

  dequeue(task: Task): boolean {
    const wasQueued = this.#queue.remove(task);
    if (wasQueued && this.#isShutdown) this.#schedulePump();
    return wasQueued;
  }

  interrupt(task: Task): boolean {
    const { worker, aborted } = task;
    if (!worker || !aborted) return false;
    const { gracePeriod } = this.#settings;
    if (gracePeriod === 0) this.#giveUp(task, worker);
    else {
      worker.postAbort(task, aborted.reason);
      aborted.timer = new Timer(gracePeriod, () => this.#giveUp(task, worker));
    }
    return true;
  }

  // For workers.

  onReady(): void {
    this.#lostStarts = 0;
    this.#pump();
  }

  onStartFailed(error: unknown): void {
    this.#break(new BrokenExecutorError(`A worker could not start: ${show(error)}`, { cause: error }));
  }

  onTasksDone(): void {
    this.#pump();
  }

  onExit(worker: PoolWorker, death: Death): void {
    this.#schedulePump();
    if (this.#retired.delete(worker)) return;
    const wasStarting = worker.isStarting;
    const isExpected = !worker.isReady && !wasStarting;
    const tasks = worker.tasks();
    this.#remove(worker);
    for (const task of tasks.reverse()) this.#lose(task, worker, death);
    if (wasStarting && death.kind === 'exit' && death.exitCode === NEVER_SETTLED) this.onStartFailed(neverSettled());
    if (wasStarting) this.#lostStarts++;
    if (wasStarting && (this.#settings.strict || this.#lostStarts >= MOST_LOSSES)) this.#breakBy(death);
    else if (this.#settings.strict && !isExpected) this.#breakBy(death);
  }

  /** Sends out what can be sent. Runs once for all that was submitted in a turn of the event loop. */
  #pump(): void {
    this.#isPumpDue = false;
    if (!this.#isPaused && !this.#broken) this.#dispatch();
    for (const worker of this.#workers) {
      worker.flush();
      if (worker.isReady && worker.load === 0) this.#onIdle(worker);
    }
    if (this.#isShutdown) this.#finishShutdown();
    this.#watch.start();
  }

  #schedulePump(): void {
    if (this.#isPumpDue) return;
    this.#isPumpDue = true;
    queueMicrotask(() => this.#pump());
  }

  #dispatch(): void {
    const { limiter, maxTasksPerWorker } = this.#settings;
    recallDelayed(this.#workers, this.#queue);
    recallForIdle(this.#workers, this.#queue);
    const mayStart = limiter ? () => limiter.take(() => this.#pump()) : () => true;
    if (!feedIdle(this.#workers, this.#queue, this.estimates, maxTasksPerWorker, mayStart)) return;
    // Before another worker is started, which takes much longer.
    if (!feedOverlapping(this.#workers, this.#queue, this.estimates, maxTasksPerWorker, mayStart)) return;
    this.#startWorkers();
    if (!limiter) sendAhead(this.#workers, this.#queue, this.estimates, maxTasksPerWorker);
  }

  #startWorkers(): void {
    const starting = this.#workers.filter((worker) => worker.isStarting).length;
    const next = this.#queue.peek();
    const needed = next ? Math.max(1, Math.ceil(this.#queue.size / next.overlap)) : 0;
    const wanted = Math.min(needed - starting, this.#settings.maxWorkers - this.#workers.length);
    try {
      for (let i = 0; i < wanted; i++) {
        const setup = { ...this.#settings.setup, workerId: ++this.#lastWorkerId };
        this.#workers = [...this.#workers, new PoolWorker(setup, this)];
      }
    } catch (error) {
      // The system gives no more of them, or the initializer's arguments cannot be cloned.
      this.onStartFailed(error);
    }
  }

  #onIdle(worker: PoolWorker): void {
    const { idleTimeout, maxTasksPerWorker } = this.#settings;
    if (worker.served >= maxTasksPerWorker) this.#stop(worker);
    else worker.whenIdleFor(idleTimeout, () => this.#stop(worker));
  }

  /** The grace period of an aborted task is over. */
  #giveUp(task: Task, worker: PoolWorker): void {
    if (task.isDone || !task.aborted) return;
    const { reason } = task.aborted;
    recall(worker, this.#queue, worker.load);
    const others = worker.tasks().filter((other) => other !== task);
    // If the worker has gone on to another task, it has finished this one, and may stay; unless the two run side by side.
    const isStuck = others.every((other) => areSideBySide(task, other));
    if (isStuck) {
      task.leave(worker);
      this.#retire(worker);
      for (const other of others.reverse()) this.#lose(other, worker, GIVEN_UP);
    }
    task.setAborted(reason);
    this.#schedulePump();
  }

  #lose(task: Task, worker: PoolWorker, death: Death): void {
    const hasStarted = worker.hasStarted(task);
    task.leave(worker);
    if (task.aborted) task.setAborted(task.aborted.reason);
    else if (this.#broken) task.setException(this.#broken);
    else if (hasStarted || task.isMoved || ++task.losses >= MOST_LOSSES) task.setException(this.#deathError(death));
    else this.#queue.unshift(task);
  }

  #deathError(death: Death): Error {
    const died = new WorkerDiedError(death);
    return this.#settings.strict ? new BrokenExecutorError('A worker died.', { cause: died }) : died;
  }

  #breakBy(death: Death): void {
    this.#break(new BrokenExecutorError('A worker died.', { cause: new WorkerDiedError(death) }));
  }

  /** Fails everything; nothing will run any more. */
  #break(error: BrokenExecutorError): void {
    if (this.#broken) return;
    this.#broken = error;
    for (let task = this.#queue.shift(); task; task = this.#queue.shift()) task.setException(error);
    for (const worker of this.#workers) {
      const tasks = worker.tasks();
      this.#retire(worker);
      for (const task of tasks) {
        task.leave(worker);
        if (!task.isDone) task.setException(error);
      }
    }
  }

  #cancelWaiting(): void {
    for (const worker of this.#workers) recall(worker, this.#queue, worker.load);
    for (let task = this.#queue.peek(); task; task = this.#queue.peek()) task.cancel();
  }

  #finishShutdown(): void {
    if (this.#queue.size > 0) return;
    for (const worker of this.#workers) if (worker.load === 0) this.#stop(worker);
    if (this.#workers.length > 0) return;
    this.#settings.limiter?.stop();
    this.#retired.whenGone(this.#settings.gracePeriod, () => {
      for (const resolve of this.#waiting.splice(0)) resolve();
    });
  }

  #stop(worker: PoolWorker): void {
    worker.stop(this.#settings.gracePeriod, () => {
      this.#retire(worker);
      this.#schedulePump();
    });
  }

  #retire(worker: PoolWorker): void {
    this.#remove(worker);
    this.#retired.add(worker);
    worker.retire();
  }

  #remove(worker: PoolWorker): void {
    this.#workers = this.#workers.filter((other) => other !== worker);
  }
}

function neverSettled(): Error {
  return new Error(
    'The tasks module or the initializer waits for something that will never come: look at its top-level await.',
  );
}
