// The interface of the engine that runs an executor's tasks: a pool of workers, or a queue from which workers on other machines take tasks.
import type { Transferable } from 'node:worker_threads';
import type { StateOfFuture } from './future/future.ts';
import type { FutureSource } from './future/future-source.ts';
import type { ExecutorMetrics, PoolEvents } from './pool/observation.ts';
import type { WorkerInfo } from './types.ts';
import type { Room } from './waiting/room.ts';

/** A task as it is submitted. */
export interface TaskSpec {
  readonly name: string;
  readonly args: readonly unknown[];
  /** Call the function once per argument. */
  readonly chunk: boolean;
  readonly transfer: readonly Transferable[] | undefined;
  /** For a task that is a generator: what takes its values. */
  readonly values: ValueSink | undefined;
  readonly settings: TaskSettings;
}

/** How a task is to be run: its options, checked. Tasks that were submitted with the same options share one. Times are in milliseconds. */
export interface TaskSettings {
  readonly priority: number;
  /** So many tasks of the same group may run on one worker at a time. */
  readonly overlap: number;
  readonly group: object | undefined;
  /** How long the task may run. */
  readonly timeout: number;
  /** How often it is tried again if its worker dies, and how long to wait before the first time. */
  readonly retries: number;
  readonly retryDelay: number;
  /** The key of `TaskOptions`; undefined if it has none. */
  readonly key: unknown;
  /** An id of its own, for queues that outlive the submitter. */
  readonly id: string | undefined;
}

/** Takes the values of a generator. */
export interface ValueSink {
  /** How many values may be on their way or wait to be taken. */
  readonly bufferSize: number;
  accept(value: unknown): void;
}

type Source = FutureSource<unknown, unknown>;

export interface Engine {
  maxWorkers: number;
  /** How many tasks of a map are submitted ahead, if its options do not say it. */
  readonly bufferSize: number;
  readonly workerInfos: readonly WorkerInfo[];
  /** How many tasks wait, and how many were sent to a worker. */
  readonly counts: { readonly waiting: number; readonly sent: number };
  readonly isPaused: boolean;
  readonly room: Room;
  readonly events: PoolEvents;
  readonly metrics: ExecutorMetrics | undefined;
  /** @throws ExecutorShutdownError, BrokenExecutorError */
  checkOpen(): void;
  /** @throws ExecutorShutdownError, BrokenExecutorError */
  submit(spec: TaskSpec): Source;
  /** Submits one task for each worker that is alive. */
  broadcast(spec: TaskSpec): Source[];
  /** Resolves when so many workers are ready. */
  warmUp(count: number): Promise<void>;
  /** Returns false if the task belongs to another engine, has started or is done. */
  setPriority(source: StateOfFuture<unknown, unknown>, priority: number): boolean;
  pause(): void;
  resume(): void;
  /** Resolves when the last worker has ended. */
  shutdown(options: { cancelFutures?: boolean; abort?: boolean }): Promise<void>;
}
