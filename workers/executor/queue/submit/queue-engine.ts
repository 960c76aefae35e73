// The submitter's side of a queue: keeps the tasks that it has there, and takes their outcomes.
import { randomUUID } from 'node:crypto';
import { now } from '../../common/clock.ts';
import { show } from '../../common/show.ts';
import { Timer } from '../../common/timer.ts';
import type { Engine, TaskSpec } from '../../engine.ts';
import {
  BrokenExecutorError,
  brokenLike,
  CancelledError,
  ExecutorShutdownError,
  TaskNotFoundError,
} from '../../errors.ts';
import type { StateOfFuture } from '../../future/future.ts';
import { Metrics, PoolEvents } from '../../pool/observation.ts';
import type { WorkerInfo } from '../../types.ts';
import { Room } from '../../waiting/room.ts';
import type { ErrorDecoder } from '../../wire/decode-error.ts';
import { encodeError } from '../../wire/encode-error.ts';
import type { EncodedError } from '../../wire/encoded-error.ts';
import { canBeFramed } from '../../wire/frames.ts';
import { decodePayload } from '../payload.ts';
import type { Ending, ProgressData, Sighting } from '../task-data.ts';
import { loadExports, type TaskExports } from '../task-exports.ts';
import { Background } from './background.ts';
import { KnownWorkers } from './known-workers.ts';
import { Outbox } from './outbox.ts';
import { OutcomeReader, type ReadOutcome } from './outcome-reader.ts';
import { type LineEvents, type LineSettings, QueueLine } from './queue-line.ts';
import { QueueTask, type QueueTaskOwner } from './queue-task.ts';
import { checkId } from './task-id.ts';

/** Times are in milliseconds. */
export interface QueueSettings extends LineSettings {
  readonly tasksUrl: string;
  readonly decoder: ErrorDecoder;
  readonly gracePeriod: number;
  readonly checkInterval: number;
  readonly maxQueue: number;
  readonly maxBytes: number;
  readonly hasMetrics: boolean;
}

/** Tasks of a map that are under way where nobody said how many workers there may be, and at most. */
const MIN_BUFFER = 64;
const MAX_BUFFER = 4096;

/** Tasks that are asked about in one go. */
const ASKED_AT_ONCE = 500;

/** Milliseconds that a shutdown waits for what was withdrawn or aborted to be said. */
const MAX_FAREWELL_MS = 2000;

export class QueueEngine implements Engine, QueueTaskOwner, LineEvents {
  readonly #settings: QueueSettings;
  readonly #line: QueueLine;
  readonly #outbox: Outbox;
  readonly #outcomes: OutcomeReader;
  readonly #workers: KnownWorkers;
  /** Those that are not done, by id. */
  readonly #tasks = new Map<string, QueueTask>();
  /** Ids of tasks that are done here and may still run or end in the queue. */
  readonly #unwanted = new Set<string>();
  readonly #background = new Background(() => this.#holdWhileBusy());
  readonly events = new PoolEvents();
  readonly metrics: Metrics | undefined;
  readonly room: Room;
  readonly #submitter = randomUUID();
  #count = 0;
  #runningCount = 0;
  #opening: Promise<TaskExports> | undefined;
  #checks: Timer | undefined;
  #broken: BrokenExecutorError | undefined;
  #isShutdown = false;
  #isClosing = false;
  readonly #ended = Promise.withResolvers<void>();

  constructor(settings: QueueSettings) {
    this.#settings = settings;
    this.#line = new QueueLine(settings, this);
    this.#outcomes = new OutcomeReader(this.#line, settings.decoder);
    this.#workers = new KnownWorkers(this.#line, this.events);
    this.#outbox = new Outbox(settings.maxBytes, this.#line, () => this.#open());
    this.room = new Room(settings.maxQueue, () => this.counts.waiting);
    this.metrics = settings.hasMetrics ? new Metrics() : undefined;
  }

  get maxWorkers(): number {
    return this.#settings.maxWorkers ?? Number.POSITIVE_INFINITY;
  }

  set maxWorkers(_most: number) {
    throw new TypeError(
      'The number of workers of a queue is decided where they run. Give maxWorkers to the constructor.',
    );
  }

  get bufferSize(): number {
    return Math.min(4 * Math.max(this.#settings.maxWorkers ?? MIN_BUFFER / 4, this.#workers.slots), MAX_BUFFER);
  }

  get workerInfos(): readonly WorkerInfo[] {
    return this.#isShutdown && this.#tasks.size === 0 ? [] : this.#workers.infos;
  }

  get counts(): { waiting: number; sent: number } {
    return { waiting: this.#tasks.size - this.#runningCount, sent: this.#runningCount };
  }

  get isPaused(): boolean {
    return this.#outbox.isPaused;
  }

  submit(spec: TaskSpec): QueueTask {
    this.checkOpen();
    if (spec.values)
      throw new TypeError('A QueueExecutor cannot stream: a task that is run again would give its first values twice.');
    const chosen = spec.settings.id;
    const id = chosen === undefined ? `${this.#submitter}-${++this.#count}` : checkId(chosen);
    const known = this.#tasks.get(id);
    if (known) return known;
    const task = new QueueTask(this, id, spec, chosen !== undefined);
    this.#add(task);
    this.#outbox.put(task);
    return task;
  }

  /** A task that somebody else has submitted. */
  attach(id: string): QueueTask {
    this.checkOpen();
    const known = this.#tasks.get(checkId(id));
    if (known) return known;
    const task = new QueueTask(this, id, undefined, true);
    task.place = 'there';
    this.#add(task);
    this.#background.add(this.#open().then(() => this.#ask([task])));
    return task;
  }

  /** A task that is not done. */
  find(id: string): QueueTask | undefined {
    return this.#tasks.get(id);
  }

  broadcast(): never {
    throw new TypeError('A QueueExecutor cannot broadcast: its workers come and go without it.');
  }

  async warmUp(count: number): Promise<void> {
    this.checkOpen();
    await this.#open();
    const isOver = () => this.#isShutdown || this.#broken !== undefined;
    await this.#workers.until(count, isOver);
    this.checkOpen();
  }

  setPriority(source: StateOfFuture<unknown, unknown>, priority: number): boolean {
    if (!(source instanceof QueueTask) || source.owner !== this || source.state !== 'pending') return false;
    source.priority = priority;
    this.#background.add(source.whenThere(() => this.#line.setPriority(source.id, source.priority)));
    return true;
  }

  pause(): void {
    if (this.#isShutdown) return;
    this.#outbox.pause();
    const tasks = this.#tasks.values().filter(({ place }) => place !== 'here');
    for (const task of tasks) this.#background.add(task.whenThere(() => this.isPaused && this.#move(task)));
  }

  resume(): void {
    this.#outbox.resume();
  }

  async shutdown({
    cancelFutures = false,
    abort = false,
  }: {
    cancelFutures?: boolean;
    abort?: boolean;
  }): Promise<void> {
    this.#isShutdown = true;
    this.resume();
    const tasks = [...this.#tasks.values()];
    if (cancelFutures || abort) for (const task of tasks) if (task.state === 'pending') task.cancel();
    if (abort) for (const task of tasks) task.abort(new CancelledError('The executor was shut down.'));
    this.#finishIfDone();
    await this.#ended.promise;
  }

  // For tasks.

  withdraw(task: QueueTask, reason: unknown): void {
    if (this.#outbox.remove(task)) return;
    this.#disown(task);
    this.#background.add(this.#withdraw(task, encodeError(reason, canBeFramed)));
  }

  interrupt(task: QueueTask, reason: unknown): void {
    const { gracePeriod } = this.#settings;
    this.#background.add(this.#line.abort(task.id, encodeError(reason, canBeFramed)));
    if (gracePeriod === 0) this.#giveUp(task);
    else if (task.aborted) task.aborted.timer = new Timer(gracePeriod, () => this.#giveUp(task));
  }

  onSettled(task: QueueTask): void {
    this.#tasks.delete(task.id);
    if (task.wasSeenRunning) this.#runningCount--;
    this.metrics?.record(task);
    queueMicrotask(() => this.#onChange());
  }

  // From the line.

  onStarted(id: string): void {
    const task = this.#tasks.get(id);
    if (!task) return;
    task.heardAt = now();
    if (!task.start()) return;
    this.#runningCount++;
    this.room.admit(false);
  }

  onProgress(id: string, { value, attempt }: ProgressData): void {
    const task = this.#tasks.get(id);
    if (!task || attempt < task.attempt) return;
    task.attempt = attempt;
    task.heardAt = now();
    task.emitProgress(decodePayload(Buffer.from(value, 'base64')));
  }

  onEnded(id: string, ending: Ending): void {
    const task = this.#tasks.get(id);
    if (task) this.#end(task, ending);
    else if (this.#unwanted.delete(id)) {
      const attempt = ending.ok ? ending.returned.keptAs : undefined;
      this.#background.add(this.#line.forget(id, attempt, true));
    }
  }

  onRemoved(id: string): void {
    const task = this.#tasks.get(id);
    // What this executor takes out itself is done before, or on its way.
    if (task?.place !== 'there' || task.isEnding) return;
    task.fail(new TaskNotFoundError(`The task ${id} was removed from the queue.`));
  }

  onReconnected(): void {
    this.#check(0);
  }

  #add(task: QueueTask): void {
    this.#tasks.set(task.id, task);
    this.events.noteLoad(true);
    this.#holdWhileBusy();
    this.#scheduleCheck();
  }

  async #withdraw(task: QueueTask, reason: EncodedError): Promise<void> {
    await task.moving;
    const isGone = this.#outbox.remove(task) || (await this.#line.withdraw(task.id, reason));
    if (isGone) this.#unwanted.delete(task.id);
  }

  #move(task: QueueTask): void {
    task.moving = this.#recall(task);
    this.#background.add(task.moving);
  }

  /** Takes back a task that waits in the queue, unless a worker is quicker. */
  async #recall(task: QueueTask): Promise<void> {
    task.place = 'on-its-way';
    const isBack = await this.#line.take(task.id);
    if (task.isDone) return;
    if (isBack) this.#outbox.put(task);
    else task.place = 'there';
  }

  #end(task: QueueTask, ending: Ending): void {
    if (task.isEnding) return;
    task.isEnding = true;
    const outcome = this.#outcomes.read(task.id, ending);
    if (outcome instanceof Promise) this.#background.add(outcome.then((read) => this.#finish(task, read)));
    else this.#finish(task, outcome);
  }

  #finish(task: QueueTask, { outcome, ranFor, attempt }: ReadOutcome): void {
    const wasAborted = task.aborted !== undefined;
    task.finish(outcome, ranFor);
    if (!task.isKept) this.#background.add(this.#line.forget(task.id, attempt, wasAborted));
  }

  #giveUp(task: QueueTask): void {
    if (task.isDone) return;
    this.#disown(task);
    task.endAborted();
  }

  /** What is left of a task that nobody here waits for any more is removed at its end, unless others may know it by its id. */
  #disown(task: QueueTask): void {
    if (!task.isKept) this.#unwanted.add(task.id);
  }

  /** Asks what became of those of which nothing was heard for so many milliseconds. */
  #check(silentFor: number): void {
    const since = now() - silentFor;
    const silent = [...this.#tasks.values()].filter(({ place, heardAt }) => place === 'there' && heardAt <= since);
    this.#background.add(this.#ask(silent));
  }

  async #ask(tasks: readonly QueueTask[]): Promise<void> {
    for (let i = 0; i < tasks.length; i += ASKED_AT_ONCE) {
      const asked = tasks.slice(i, i + ASKED_AT_ONCE);
      const sightings = await this.#line.look(asked.map(({ id }) => id));
      for (const [at, sighting] of sightings.entries()) this.#onSighting(asked[at], sighting);
    }
  }

  #onSighting(task: QueueTask | undefined, { isKnown, hasStarted, ending }: Sighting): void {
    if (!task || task.isDone || task.isEnding || task.place !== 'there') return;
    task.heardAt = now();
    if (hasStarted) this.onStarted(task.id);
    if (ending) this.#end(task, ending);
    if (isKnown) return;
    // Redis was restored from an earlier state, or emptied.
    if (task.spec) this.#outbox.put(task);
    else task.fail(new TaskNotFoundError(`The queue knows no task ${task.id}.`));
  }

  #scheduleCheck(): void {
    if (this.#checks || this.#tasks.size === 0) return;
    const { checkInterval } = this.#settings;
    this.#checks = new Timer(checkInterval, () => {
      this.#checks = undefined;
      this.#check(checkInterval);
      this.#background.add(this.#workers.refresh());
      this.#scheduleCheck();
    });
  }

  #onChange(): void {
    const isBusy = this.#tasks.size > 0;
    this.room.admit(this.#isShutdown || this.#broken !== undefined);
    this.events.noteLoad(isBusy);
    if (!isBusy) {
      this.#checks?.stop();
      this.#checks = undefined;
    }
    this.#holdWhileBusy();
    this.#finishIfDone();
  }

  #holdWhileBusy(): void {
    this.#line.hold(this.#tasks.size > 0 || !this.#background.isIdle);
  }

  #finishIfDone(): void {
    if (!this.#isShutdown || this.#tasks.size > 0 || this.#isClosing) return;
    this.#isClosing = true;
    this.#background
      .idle(MAX_FAREWELL_MS)
      .then(() => this.#line.close())
      .then(this.#ended.resolve);
  }

  /** Connects, at the first call. Rejects when the executor is broken by that. */
  #open(): Promise<TaskExports> {
    this.#opening ??= this.#connect();
    return this.#opening;
  }

  async #connect(): Promise<TaskExports> {
    try {
      const exports = await loadExports(this.#settings.tasksUrl, this.#settings.startTimeout);
      await this.#line.open();
      this.#holdWhileBusy();
      return exports;
    } catch (error) {
      throw this.#break(error);
    }
  }

  #break(cause: unknown): BrokenExecutorError {
    const error =
      cause instanceof BrokenExecutorError
        ? cause
        : new BrokenExecutorError(`The queue could not be used: ${show(cause)}`, { cause });
    this.#broken = error;
    for (const task of this.#tasks.values()) {
      this.#outbox.remove(task);
      task.setException(brokenLike(error));
    }
    return error;
  }

  checkOpen(): void {
    if (this.#broken) throw brokenLike(this.#broken);
    if (this.#isShutdown) throw new ExecutorShutdownError();
  }
}
