// The base of all executors: checks arguments and passes tasks to the executor's engine.
import { AsyncLocalStorage } from 'node:async_hooks';
import { atMost, checkCallback, checkPriority, flag, optionsOf, positive } from './common/check.ts';
import type { Engine } from './engine.ts';
import type { Executor, MapResults, ShutdownOptions, Submitter } from './executor.ts';
import { type Future, getSource } from './future/future.ts';
import type { TaskStream } from './future/task-stream.ts';
import type { ExecutorEvents, ExecutorMetrics } from './pool/observation.ts';
import { TaskSubmitter } from './task-submitter.ts';
import type {
  MapOptions,
  TaskArgs,
  TaskName,
  TaskOptions,
  TaskProgress,
  TaskResult,
  TaskReturn,
  TaskValue,
  WorkerInfo,
} from './types.ts';
import type { ErrorDecoder } from './wire/decode-error.ts';

let submitterOf: typeof submitterTo;

/** Base of all executors. */
export abstract class BaseExecutor<M> implements Executor<M> {
  readonly #engine: Engine;
  readonly #submitter: TaskSubmitter<M>;

  static {
    submitterOf = (executor) => executor.#submitter;
  }

  protected constructor(engine: Engine, decoder: ErrorDecoder) {
    this.#engine = engine;
    this.#submitter = new TaskSubmitter({ executor: this, engine, decoder });
    forgotten.register(this, engine);
  }

  get maxWorkers(): number {
    return this.#engine.maxWorkers;
  }

  set maxWorkers(most: number) {
    this.#engine.maxWorkers = positive('maxWorkers', most);
  }

  get workers(): readonly WorkerInfo[] {
    return this.#engine.workerInfos;
  }

  get waitingCount(): number {
    return this.#engine.counts.waiting;
  }

  get sentCount(): number {
    return this.#engine.counts.sent;
  }

  get isPaused(): boolean {
    return this.#engine.isPaused;
  }

  submit<K extends TaskName<M>>(name: K, ...args: TaskArgs<M, K>): Future<TaskResult<M, K>, TaskProgress<M, K>> {
    return this.#submitter.submit(name, ...args);
  }

  stream<K extends TaskName<M>>(
    name: K,
    ...args: TaskArgs<M, K>
  ): TaskStream<TaskValue<M, K>, TaskReturn<M, K>, TaskProgress<M, K>> {
    return this.#submitter.stream(name, ...args);
  }

  broadcast<K extends TaskName<M>>(name: K, ...args: TaskArgs<M, K>): Future<TaskResult<M, K>, TaskProgress<M, K>>[] {
    return this.#submitter.broadcast(name, ...args);
  }

  map<K extends TaskName<M>>(
    name: K,
    inputs: Iterable<TaskArgs<M, K>[0]> | AsyncIterable<TaskArgs<M, K>[0]>,
    options?: MapOptions,
  ): MapResults<TaskResult<M, K>> {
    return this.#submitter.map(name, inputs, options);
  }

  with(options: TaskOptions): Submitter<M> {
    return this.#submitter.with(options);
  }

  pause(): void {
    this.#engine.pause();
  }

  resume(): void {
    this.#engine.resume();
  }

  on<E extends keyof ExecutorEvents>(event: E, listener: (...args: ExecutorEvents[E]) => void): () => void {
    checkCallback('the listener', listener);
    return this.#engine.events.on(event, AsyncLocalStorage.bind(listener));
  }

  get metrics(): ExecutorMetrics | undefined {
    return this.#engine.metrics;
  }

  async warmUp(workers: number = this.maxWorkers): Promise<void> {
    await this.#engine.warmUp(atMost('the number of workers', workers, this.maxWorkers));
  }

  setPriority(future: Future<unknown, unknown>, priority: number): boolean {
    checkPriority(priority);
    return this.#engine.setPriority(getSource(future), priority);
  }

  whenRoom(): Promise<void> {
    return this.#engine.room.wait();
  }

  async shutdown(options?: ShutdownOptions): Promise<void> {
    const given: ShutdownOptions = optionsOf(options);
    const wait = flag('wait', given.wait, true);
    const cancelFutures = flag('cancelFutures', given.cancelFutures, false);
    const ended = this.#engine.shutdown({ cancelFutures, abort: flag('abort', given.abort, false) });
    if (wait) await ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown();
  }
}

/** Returns the submitter of an executor, for use inside of this library. */
export function submitterTo<M>(executor: BaseExecutor<M>): TaskSubmitter<M> {
  return submitterOf(executor);
}

/**
 * An executor without references can get no more tasks, so it is shut down when it is garbage-collected, as in Python. Its engine
 * must not refer to it.
 */
const forgotten = new FinalizationRegistry((engine: Engine) => {
  engine.shutdown({});
});
