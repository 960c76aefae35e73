// The engine of executors on this machine: a queue of tasks, and the workers that run them.
import { AsyncLocalStorage } from 'node:async_hooks';
import { show } from '../common/show.ts';
import { Timer } from '../common/timer.ts';
import type { Engine, TaskSpec } from '../engine.ts';
import {
  BrokenExecutorError,
  brokenBy,
  brokenLike,
  CancelledError,
  type Death,
  ExecutorShutdownError,
  WorkerDiedError,
} from '../errors.ts';
import type { StateOfFuture } from '../future/future.ts';
import type { OpenLink } from '../links/link.ts';
import { NEVER_SETTLED, neverSettled } from '../links/protocol.ts';
import type { WorkerInfo } from '../types.ts';
import { Room } from '../waiting/room.ts';
import { WaitingTasks } from '../waiting/waiting-tasks.ts';
import type { ErrorDecoder } from '../wire/decode-error.ts';
import { type Dispatching, dispatch, freeWorkers, recall } from './dispatch.ts';
import { Estimates } from './estimates.ts';
import { Metrics, PoolEvents } from './observation.ts';
import type { PoolSettings } from './pool-settings.ts';
import type { PoolWorker, PoolWorkerContext } from './pool-worker.ts';
import { areSideBySide, Task, type TaskOwner } from './task.ts';
import { WarmUps } from './warm-ups.ts';
import { Watch } from './watch.ts';
import { WorkerSet } from './worker-set.ts';

/** Workers that die one after the other before they are ready, or over one task, until the pool stops trying. */
const MAX_LOSSES = 3;

/** Tasks of a map that are under way at most where there may be any number of workers: its inputs may be endless. */
const MAX_BUFFER = 4096;

/** How a worker ended that was retired because of one task, for the others. */
const GIVEN_UP: Death = { kind: 'exit', exitCode: 0 };

export class Pool implements Engine, TaskOwner, PoolWorkerContext {
  readonly estimates = new Estimates();
  readonly #settings: PoolSettings;
  readonly #inOwnContext = AsyncLocalStorage.snapshot();
  readonly #waitingTasks: WaitingTasks;
  readonly #workerSet = new WorkerSet();
  readonly #warmUps = new WarmUps();
  readonly room: Room;
  readonly events = new PoolEvents();
  readonly metrics: Metrics | undefined;
  readonly #watch = new Watch(
    () => this.#workers,
    () => this.#pump(),
  );
  readonly #dispatching: Dispatching;
  readonly #waiting: (() => void)[] = [];
  #lostStarts = 0;
  #broken: BrokenExecutorError | undefined;
  #isPaused = false;
  #isShutdown = false;
  #isPumpDue = false;
  #maxWorkers: number;

  constructor(settings: PoolSettings) {
    this.#settings = settings;
    this.#maxWorkers = settings.maxWorkers;
    this.#waitingTasks = new WaitingTasks(() => this.#workers, settings.maxPerKey);
    this.room = new Room(settings.maxQueue, () => this.#waitingTasks.size - this.#freeWorkers);
    const { limiter, maxTasksPerWorker } = settings;
    this.#dispatching = {
      estimates: this.estimates,
      maxTasksPerWorker,
      mayStart: limiter && (() => limiter.take(() => this.#pump())),
      startWorkers: (count) => this.#startWorkers(count),
    };
    this.metrics = settings.hasMetrics ? new Metrics() : undefined;
    if (settings.minWorkers > 0) this.#schedulePump();
  }

  /** Starts a worker in the AsyncLocalStorage of who made the executor, not of who happens to submit. */
  readonly open: OpenLink = (setup, events) => this.#inOwnContext(() => this.#settings.open(setup, events));

  get startTimeout(): number {
    return this.#settings.startTimeout;
  }

  get decoder(): ErrorDecoder {
    return this.#settings.decoder;
  }

  get #workers(): readonly PoolWorker[] {
    return this.#workerSet.all;
  }

  get workerInfos(): readonly WorkerInfo[] {
    return this.#workers.map(({ info }) => info);
  }

  get bufferSize(): number {
    return Math.min(4 * this.#maxWorkers, MAX_BUFFER);
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** Tasks that have not been sent to a worker, and tasks that have. */
  get counts(): { waiting: number; sent: number } {
    return { waiting: this.#waitingTasks.size, sent: this.#workers.reduce((sum, worker) => sum + worker.load, 0) };
  }

  get maxWorkers(): number {
    return this.#maxWorkers;
  }

  /** Those that are too many end when they have nothing to do. */
  set maxWorkers(most: number) {
    this.#maxWorkers = most;
    this.#warmUps.limit(most);
    this.#warmUps.check(this.#workerSet.readyCount);
    this.#schedulePump();
  }

  /** Throws ExecutorShutdownError, BrokenExecutorError. */
  submit(spec: TaskSpec): Task {
    return this.#submit(spec, undefined);
  }

  broadcast(spec: TaskSpec): Task[] {
    this.checkOpen();
    return this.#workers.filter(({ isLasting }) => isLasting).map((worker) => this.#submit(spec, worker));
  }

  #submit(spec: TaskSpec, target: PoolWorker | undefined): Task {
    this.checkOpen();
    const task = new Task(this, spec, target);
    this.#waitingTasks.add(task);
    this.#schedulePump();
    return task;
  }

  /** False if the task has started, is done, or is another pool's. */
  setPriority(task: StateOfFuture<unknown, unknown>, priority: number): boolean {
    if (!(task instanceof Task) || task.owner !== this || task.isDone) return false;
    if (task.worker?.recall(task)) this.#waitingTasks.add(task);
    this.#schedulePump();
    return this.#waitingTasks.setPriority(task, priority);
  }

  /** Resolves when so many workers are ready. */
  warmUp(count: number): Promise<void> {
    this.checkOpen();
    const ready = this.#warmUps.add(count);
    this.#warmUps.check(this.#workerSet.readyCount);
    this.#schedulePump();
    return ready;
  }

  checkOpen(): void {
    if (this.#broken) throw brokenLike(this.#broken);
    if (this.#isShutdown) throw new ExecutorShutdownError();
  }

  pause(): void {
    if (this.#isShutdown) return;
    this.#isPaused = true;
    for (const worker of this.#workers) recall(worker, this.#waitingTasks.queue, worker.load);
  }

  resume(): void {
    this.#isPaused = false;
    this.#schedulePump();
  }

  /** Resolves when the last worker has ended. */
  shutdown({ cancelFutures = false, abort = false }: { cancelFutures?: boolean; abort?: boolean }): Promise<void> {
    this.#isShutdown = true;
    this.#warmUps.fail(new ExecutorShutdownError());
    this.resume();
    if (cancelFutures || abort) this.#cancelWaiting();
    const running = abort ? this.#workers.flatMap((worker) => worker.tasks()) : [];
    for (const task of running) task.abort(new CancelledError('The executor was shut down.'));
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  // For tasks.

  dequeue(task: Task): boolean {
    return this.#waitingTasks.remove(task);
  }

  interrupt(task: Task): void {
    const { aborted } = task;
    const worker = this.#workerSet.find(task.worker);
    // One whose worker has just ended is about to be settled.
    if (!worker || !aborted) return;
    const { gracePeriod } = this.#settings;
    if (gracePeriod === 0) {
      // Whose worker ends at once hears of nothing.
      if (!this.#giveUp(task, worker)) worker.postAbort(task, aborted.reason);
      return;
    }
    worker.postAbort(task, aborted.reason);
    aborted.timer = new Timer(gracePeriod, () => this.#giveUp(task, worker));
  }

  onSettled(task: Task): void {
    this.metrics?.record(task);
    // A cancelled task makes room in the queue, leaves a worker idle, or was the last one that a shutdown waited for.
    if (this.#waitingTasks.onSettled(task) || task.state === 'cancelled') this.#schedulePump();
  }

  // For workers.

  onReady(worker: PoolWorker): void {
    this.#lostStarts = 0;
    this.#warmUps.check(this.#workerSet.readyCount);
    this.events.emit('workerStart', worker.info);
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
    const wasRetired = this.#workerSet.forgetRetired(worker);
    this.events.emit('workerExit', worker.info, wasRetired || worker.isStopping ? undefined : death);
    if (wasRetired) return;
    const wasStarting = worker.isStarting;
    const tasks = worker.tasks();
    this.#workerSet.remove(worker);
    for (const task of tasks.reverse()) this.#lose(task, worker, death);
    this.#failOwn(worker, death);
    if (wasStarting && death.kind === 'exit' && death.exitCode === NEVER_SETTLED) this.onStartFailed(neverSettled());
    if (wasStarting) this.#lostStarts++;
    const isTooMuch = this.#settings.strict
      ? wasStarting || worker.isReady
      : wasStarting && this.#lostStarts >= MAX_LOSSES;
    if (isTooMuch) this.#break(brokenBy(death));
  }

  /** Sends out what can be sent. Runs once for all that was submitted in a turn of the event loop. */
  #pump(): void {
    this.#isPumpDue = false;
    if (!this.#isPaused && !this.#broken) this.#dispatch();
    if (!this.#isShutdown && !this.#broken) this.#startWorkers(this.#atLeast - this.#workerSet.lastingCount);
    for (const worker of this.#workers) {
      worker.flush();
      if (worker.isReady && worker.load === 0 && worker.own.size === 0) this.#onIdle(worker);
    }
    this.room.admit(this.#isShutdown || this.#broken !== undefined);
    this.events.noteLoad(this.#workers.some(({ load }) => load > 0) || this.#waitingTasks.size > 0);
    if (this.#isShutdown) this.#finishShutdown();
    if (this.#waitingTasks.size === 0) this.#settings.limiter?.stop();
    this.#watch.start();
  }

  /** How many take a task at once. */
  get #freeWorkers(): number {
    return this.#isPaused ? 0 : freeWorkers(this.#workers, this.#maxWorkers);
  }

  #schedulePump(): void {
    if (this.#isPumpDue) return;
    this.#isPumpDue = true;
    queueMicrotask(() => this.#pump());
  }

  #dispatch(): void {
    dispatch(this.#workerSet, this.#waitingTasks.queue, this.#dispatching);
  }

  /** How many there are to be, whether there are tasks or not. */
  get #atLeast(): number {
    return Math.max(this.#settings.minWorkers, this.#warmUps.wanted);
  }

  get #hasMoreThanNeeded(): boolean {
    return this.#workerSet.lastingCount > this.#atLeast;
  }

  #startWorkers(more: number): void {
    const wanted = Math.min(more, this.#maxWorkers - this.#workers.length);
    try {
      for (let i = 0; i < wanted; i++) this.#workerSet.start(this.#settings.setup, this);
    } catch (error) {
      // The system gives no more of them, or the initializer's arguments cannot be cloned.
      this.onStartFailed(error);
    }
  }

  #onIdle(worker: PoolWorker): void {
    const { idleTimeout, maxTasksPerWorker } = this.#settings;
    const isSurplus = this.#workerSet.lastingCount > this.#maxWorkers;
    if (worker.served >= maxTasksPerWorker || isSurplus) this.#stop(worker);
    else if (idleTimeout !== Number.POSITIVE_INFINITY && this.#hasMoreThanNeeded)
      worker.whenIdleFor(idleTimeout, () => this.#hasMoreThanNeeded && this.#stop(worker));
  }

  /** The grace period of an aborted task is over. @returns whether nothing of it goes on */
  #giveUp(task: Task, worker: PoolWorker): boolean {
    if (task.isDone || !task.aborted) return true;
    let isOver = true;
    // Mostly it is alone there.
    const isAlone = worker.load === 1;
    if (!isAlone) recall(worker, this.#waitingTasks.queue, worker.load);
    const others = isAlone ? [] : worker.tasks().filter((other) => other !== task);
    // If the worker has gone on to another task, it has finished this one, and may stay; unless the two run side by side.
    const isStuck = others.every((other) => areSideBySide(task, other));
    if (isStuck) {
      task.leave(worker);
      isOver = this.#retire(worker);
      for (const other of others.reverse()) this.#lose(other, worker, GIVEN_UP);
    }
    task.endAborted();
    this.#schedulePump();
    return isOver;
  }

  #lose(task: Task, worker: PoolWorker, death: Death): void {
    const hasStarted = worker.hasStarted(task);
    task.leave(worker);
    if (task.aborted) task.endAborted();
    else if (this.#broken) task.setException(brokenLike(this.#broken));
    else if (task.target || this.#settings.strict) task.setException(this.#deathError(death));
    else if (!hasStarted && !task.isMoved && ++task.losses < MAX_LOSSES) this.#waitingTasks.queue.unshift(task);
    else this.#retry(task, death);
  }

  #retry(task: Task, death: Death): void {
    const delay = task.takeRetry();
    if (delay === undefined) task.setException(this.#deathError(death));
    else this.#waitingTasks.addLater(task, delay, () => this.#schedulePump());
  }

  /** Tasks that were for this worker alone. */
  #failOwn(worker: PoolWorker, death: Death): void {
    for (let task = worker.own.shift(); task; task = worker.own.shift()) task.setException(this.#deathError(death));
  }

  #deathError(death: Death): Error {
    return this.#settings.strict ? brokenBy(death) : new WorkerDiedError(death);
  }

  /** Fails everything; nothing will run any more. */
  #break(error: BrokenExecutorError): void {
    if (this.#broken) return;
    this.#broken = error;
    this.#warmUps.fail(error);
    for (const task of this.#waitingTasks.all()) {
      this.dequeue(task);
      task.setException(brokenLike(error));
    }
    for (const worker of this.#workers) {
      const tasks = worker.tasks();
      this.#retire(worker);
      for (const task of tasks) {
        task.leave(worker);
        if (task.aborted) task.endAborted();
        else if (!task.isDone) task.setException(brokenLike(error));
      }
    }
  }

  #cancelWaiting(): void {
    for (const worker of this.#workers) recall(worker, this.#waitingTasks.queue, worker.load);
    for (const task of this.#waitingTasks.all()) task.cancel();
  }

  #finishShutdown(): void {
    if (this.#waitingTasks.sizeForAny > 0) return;
    for (const worker of this.#workers) if (worker.load === 0 && worker.own.size === 0) this.#stop(worker);
    if (this.#workers.length > 0) return;
    this.#workerSet.whenRetiredGone(this.#settings.gracePeriod, () => {
      for (const resolve of this.#waiting.splice(0)) resolve();
    });
  }

  #stop(worker: PoolWorker): void {
    worker.stop(this.#settings.gracePeriod, () => {
      this.#retire(worker);
      this.#schedulePump();
    });
  }

  #retire(worker: PoolWorker): boolean {
    const isOver = this.#workerSet.retire(worker);
    this.#failOwn(worker, GIVEN_UP);
    return isOver;
  }
}
