// Submits tasks with the same options to the engine of an executor.
import { checkTaskName, flag, isGiven, notNegative, optionsOf, positive } from './common/check.ts';
import type { Engine, TaskSettings, TaskSpec, ValueSink } from './engine.ts';
import type { Executor, MapResults, Submitter } from './executor.ts';
import { linkAbort } from './future/abort-links.ts';
import type { Future } from './future/future.ts';
import type { FutureSource } from './future/future-source.ts';
import { MapIterator } from './future/map.ts';
import { TaskStream } from './future/task-stream.ts';
import { PLAIN, settingsOf } from './task-settings.ts';
import type {
  MapOptions,
  TaskArgs,
  TaskName,
  TaskOptions,
  TaskProgress,
  TaskResult,
  TaskReturn,
  TaskValue,
} from './types.ts';
import type { ErrorDecoder } from './wire/decode-error.ts';

type AnySource = FutureSource<unknown, unknown>;

/** Where an executor's tasks go. */
export interface Destination<M> {
  /** An executor that nobody holds is shut down. */
  readonly executor: Executor<M>;
  readonly engine: Engine;
  readonly decoder: ErrorDecoder;
}

export class TaskSubmitter<M> implements Submitter<M> {
  readonly #to: Destination<M>;
  readonly #options: TaskOptions;
  #checked: TaskSettings | undefined;

  constructor(to: Destination<M>, options?: TaskOptions) {
    this.#to = to;
    this.#options = options ?? NO_OPTIONS;
    if (!options) this.#checked = PLAIN;
  }

  submit<K extends TaskName<M>>(name: K, ...args: TaskArgs<M, K>): Future<TaskResult<M, K>, TaskProgress<M, K>> {
    return this.#startInRoom(name, args).future as Future<TaskResult<M, K>, TaskProgress<M, K>>;
  }

  stream<K extends TaskName<M>>(
    name: K,
    ...args: TaskArgs<M, K>
  ): TaskStream<TaskValue<M, K>, TaskReturn<M, K>, TaskProgress<M, K>> {
    const bufferSize = positive('streamBuffer', this.#options.streamBuffer ?? 16);
    return new TaskStream(bufferSize, (sink) => {
      return this.#startInRoom(name, args, sink) as unknown as FutureSource<TaskReturn<M, K>, TaskProgress<M, K>>;
    });
  }

  broadcast<K extends TaskName<M>>(name: K, ...args: TaskArgs<M, K>): Future<TaskResult<M, K>, TaskProgress<M, K>>[] {
    const sources = this.#to.engine.broadcast(this.#specOf(name, args, false));
    for (const source of sources) this.#link(source);
    return sources.map(({ future }) => future as Future<TaskResult<M, K>, TaskProgress<M, K>>);
  }

  map<K extends TaskName<M>>(
    name: K,
    inputs: Iterable<TaskArgs<M, K>[0]> | AsyncIterable<TaskArgs<M, K>[0]>,
    options?: MapOptions,
  ): MapResults<TaskResult<M, K>> {
    checkTaskName(name);
    // All would be the same task, and have the result of the first.
    if ('id' in this.#options && isGiven(this.#options.id))
      throw new TypeError('Expected no id for a map: an id is that of one task.');
    const { engine, decoder } = this.#to;
    const { timeout, chunkSize, bufferSize, ordered } = optionsOf(options);
    const size = positive('chunkSize', chunkSize ?? 1);
    return new MapIterator<TaskResult<M, K>>({
      inputs,
      timeout: notNegative('timeout', timeout ?? Number.POSITIVE_INFINITY),
      chunkSize: size,
      bufferSize: positive('bufferSize', bufferSize ?? engine.bufferSize),
      isOrdered: flag('ordered', ordered, true),
      signal: this.#options.signal ?? undefined,
      submit: (chunk) => this.start(name, chunk, size > 1),
      decode: (error) => decoder.decode(error),
    });
  }

  with(options: TaskOptions): TaskSubmitter<M> {
    return new TaskSubmitter(this.#to, { ...this.#options, ...optionsOf(options) });
  }

  /**
   * Submits a task, also where there is no room for it, for this library.
   * @param chunk whether the arguments are inputs of as many calls
   */
  start(name: string, args: readonly unknown[], chunk: boolean): AnySource {
    return this.#start(this.#specOf(name, args, chunk));
  }

  /** @param values takes what the task yields */
  #startInRoom(name: string, args: readonly unknown[], values?: ValueSink): AnySource {
    const spec = this.#specOf(name, args, false, values);
    const { engine } = this.#to;
    // First, as nobody need wait for room where there will be none.
    engine.checkOpen();
    engine.room.check();
    return this.#start(spec);
  }

  #start(spec: TaskSpec): AnySource {
    const source = this.#to.engine.submit(spec);
    this.#link(source);
    return source;
  }

  /** @throws TypeError, RangeError */
  #specOf(name: string, args: readonly unknown[], chunk: boolean, values?: ValueSink): TaskSpec {
    checkTaskName(name);
    this.#checked ??= settingsOf(this.#options);
    return { name, args, chunk, transfer: this.#options.transfer ?? undefined, values, settings: this.#checked };
  }

  #link(source: AnySource): void {
    const { signal } = this.#options;
    if (signal) linkAbort(signal, source);
  }
}

const NO_OPTIONS: TaskOptions = {};
