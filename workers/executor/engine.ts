// What an executor hands its tasks to: a pool of workers, or a queue that workers elsewhere take them from.
import type { Transferable } from 'node:worker_threads';
import type { StateOfFuture } from './future/future.ts';
import type { FutureSource } from './future/future-source.ts';
import type { ExecutorMetrics, PoolEvents } from './pool/observation.ts';
import type { WorkerInfo } from './types.ts';
import type { Room } from './waiting/room.ts';

/** What is submitted. */
export interface TaskSpec {
  readonly name: string;
  readonly args: readonly unknown[];
  /** Call the function once per argument. */
  readonly chunk: boolean;
  readonly transfer: readonly Transferable[] | undefined;
  /** For a task that is a generator: where its values go. */
  readonly values: ValueSink | undefined;
  readonly settings: TaskSettings;
}

/** How a task is to be run: its options, checked. Tasks that were submitted with the same options share one. Times are in milliseconds. */
export interface TaskSettings {
  readonly priority: number;
  /** So many tasks of the same group may run on one worker at a time. */
  readonly overlap: number;
  readonly group: object | undefined;
  /** How long it may run. */
  readonly timeout: number;
  /** How often it is tried again when its worker has died, and how long after the first time. */
  readonly retries: number;
  readonly retryDelay: number;
  /** What it is for; undefined if no others are like it. */
  readonly key: unknown;
  /** A name of its own, for queues that outlive who submits it. */
  readonly id: string | undefined;
}

/** Takes the values of a generator. */
export interface ValueSink {
  /** Most values that are on their way or wait to be taken. */
  readonly bufferSize: number;
  accept(value: unknown): void;
}

type Source = FutureSource<unknown, unknown>;

export interface Engine {
  maxWorkers: number;
  /** Most tasks of a map that are under way, unless it says how many. */
  readonly bufferSize: number;
  readonly workerInfos: readonly WorkerInfo[];
  /** Tasks that wait, and tasks that were given to a worker. */
  readonly counts: { readonly waiting: number; readonly sent: number };
  readonly isPaused: boolean;
  readonly room: Room;
  readonly events: PoolEvents;
  readonly metrics: ExecutorMetrics | undefined;
  /** @throws ExecutorShutdownError, BrokenExecutorError */
  submit(spec: TaskSpec): Source;
  /** One task for each worker that is alive. */
  broadcast(spec: TaskSpec): Source[];
  /** Resolves when so many workers are ready. */
  warmUp(count: number): Promise<void>;
  /** False if the task is none of the engine's, has started or is done. */
  setPriority(source: StateOfFuture<unknown, unknown>, priority: number): boolean;
  pause(): void;
  resume(): void;
  /** Resolves when the last worker has ended. */
  shutdown(options: { cancelFutures?: boolean; abort?: boolean }): Promise<void>;
}
