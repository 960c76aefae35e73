// Submits the tasks of one job to the executor that all jobs share. Tasks are called by name, with the types of the job's tasks module.
import type { Executor, Future, TaskContext } from '@dropmill/futures';
import { JobJournal } from '../journal/job-journal.ts';
import type * as worker from '../worker.ts';
import { ahead } from './ahead.ts';
import type { FolderToken } from './shared-folders.ts';
import type { TaskFunction, TaskModule } from './task-call.ts';
import { JobError } from './user-error.ts';

export type TaskName<M> = { [K in keyof M]: M[K] extends TaskFunction ? K : never }[keyof M] & string;
export type TaskInput<F> = F extends TaskFunction ? Parameters<F>[0] : never;
export type TaskResult<F> = F extends TaskFunction ? Awaited<ReturnType<F>> : never;
export type TaskProgress<F> = F extends (this: TaskContext<infer P>, ...args: never[]) => unknown ? P : never;

export interface SubmitOptions {
  readonly transfer?: readonly ArrayBuffer[];
  /** Tasks with a higher priority start first. @default 0 */
  readonly priority?: number;
  /** How many such tasks of the job may run at a time on one worker; more than 1 for tasks that mostly wait for native code. @default 1 */
  readonly overlap?: number;
  /** Whether the task does not block its thread, because it waits for native code. Then it may run in the job's own thread (`TaskBinding.inline`). */
  readonly waits?: boolean;
  /** Whether it runs in a process of its own, where a crash ends nothing else. This is for tasks that were running when a worker crashed. */
  readonly alone?: boolean;
  /** Milliseconds that the task may run. After that it fails, and its worker is ended. @default no limit */
  readonly timeout?: number;
}

export interface RunOptions<I, R> extends Pick<SubmitOptions, 'priority'> {
  /** Names the work: it is the same when the job is started again. Without a key, the work is forgotten when the host ends. */
  readonly key?: string;
  /** The result to use if the task crashed a worker twice. Without it the job fails. */
  readonly onKilled?: (input: I) => Promise<R>;
  /** Makes the input of the second try, as the first one may have left its work half done. @default the same */
  readonly again?: (input: I) => I;
}

export interface MapOptions<I, R> {
  /** How many tasks are submitted ahead at most. @default twice the workers */
  readonly bufferSize?: number;
  readonly keyOf?: (input: I) => string;
  readonly onKilled?: (input: I) => Promise<R>;
  readonly again?: (input: I) => I;
}

export interface JobTasks<M extends TaskModule> {
  /** How many tasks run at once. */
  readonly workers: number;
  /** Resolves at once, or, if the job is paused, when it is resumed. Await it before `submit` and `run`; `map` does so itself. */
  ready(): Promise<void>;
  /** Runs a task without a second try: it fails with `WORKER_DIED` when its worker crashes (`workerDied`). */
  submit<K extends TaskName<M>>(
    name: K,
    input: TaskInput<M[K]>,
    options?: SubmitOptions,
  ): Future<TaskResult<M[K]>, TaskProgress<M[K]>>;
  /** Runs a task. If its worker crashes, or if the host crashed while it ran, there is a second try in a process of its own. */
  run<K extends TaskName<M>>(
    name: K,
    input: TaskInput<M[K]>,
    options?: RunOptions<TaskInput<M[K]>, TaskResult<M[K]>>,
  ): Promise<TaskResult<M[K]>>;
  /** `run` over many inputs; results in their order. */
  map<K extends TaskName<M>>(
    name: K,
    inputs: Iterable<TaskInput<M[K]>> | AsyncIterable<TaskInput<M[K]>>,
    options?: MapOptions<TaskInput<M[K]>, TaskResult<M[K]>>,
  ): AsyncIterableIterator<TaskResult<M[K]>>;
}

/** Other computers, and the tasks that they run. */
export interface RemoteTasks {
  readonly executor: Executor<typeof worker>;
  readonly names: ReadonlySet<string>;
  readonly folders: readonly FolderToken[];
}

/** What a job's tasks are bound to. */
export interface TaskBinding {
  readonly executor: Executor<typeof worker>;
  /** The executor for second tries, created when it is needed. @default the same executor */
  readonly alone?: () => Executor<typeof worker>;
  /** Runs tasks in the thread of the job itself, if they only wait (`waits`); their `overlap` says how many at a time. @default none */
  readonly inline?: Executor<typeof worker>;
  /** Other computers for some of the tasks. @default none */
  readonly remote?: RemoteTasks;
  /** The job type's key in the registry. */
  readonly type: string;
  readonly workers: number;
  /** Aborts everything that was submitted. */
  readonly signal: AbortSignal;
  /** Keeps tasks waiting while the job is paused. */
  readonly ready?: () => Promise<void>;
  /** What earlier starts of the job have begun and finished. */
  readonly journal?: JobJournal;
}

/** Binds a job's tasks to the executor that all jobs share. */
export function bindTasks<M extends TaskModule>(binding: TaskBinding): JobTasks<M> {
  return new BoundTasks(binding) as unknown as JobTasks<M>;
}

type AnyFuture = Future<unknown, unknown>;

class BoundTasks {
  readonly #binding: TaskBinding;
  readonly #journal: JobJournal;
  readonly workers: number;
  /** How many tasks run in the job's own thread, without those that were cancelled. */
  #inlineCount = 0;

  constructor(binding: TaskBinding) {
    this.#binding = binding;
    this.#journal = binding.journal ?? new JobJournal();
    this.workers = binding.workers;
  }

  async ready(): Promise<void> {
    await this.#binding.ready?.();
  }

  submit(task: string, input: unknown, options: SubmitOptions = {}): AnyFuture {
    return this.#submit(task, input, this.#binding.signal, options);
  }

  run(task: string, input: unknown, options: RunOptions<unknown, unknown> = {}): Promise<unknown> {
    return this.#run(task, input, this.#binding.signal, options);
  }

  async *map(
    task: string,
    inputs: Iterable<unknown> | AsyncIterable<unknown>,
    { bufferSize = this.workers * 2, keyOf, ...rest }: MapOptions<unknown, unknown> = {},
  ): AsyncGenerator<unknown> {
    const left = new AbortController();
    const signal = AbortSignal.any([this.#binding.signal, left.signal]);
    const run = async (input: unknown) => {
      const options = { ...(keyOf && { key: keyOf(input) }), ...rest };
      return this.#run(task, input, signal, options);
    };
    yield* ahead({ inputs: this.#whenReady(inputs), run, limit: bufferSize, stop: () => left.abort() });
  }

  async *#whenReady(inputs: Iterable<unknown> | AsyncIterable<unknown>): AsyncGenerator<unknown> {
    for await (const input of inputs) {
      await this.ready();
      yield input;
    }
  }

  #submit(task: string, input: unknown, signal: AbortSignal, options: SubmitOptions): AnyFuture {
    const { alone: isAlone = false, waits = false, ...rest } = options;
    const { executor, alone, inline, remote, type } = this.#binding;
    if (remote?.names.has(task)) {
      const { folders } = remote;
      return remote.executor.with({ signal, ...rest }).submit('call', { type, task, input, folders }) as AnyFuture;
    }
    const isInline = waits && !isAlone && inline !== undefined && this.#inlineCount < (rest.overlap ?? 1);
    const chosen = isInline ? inline : isAlone && alone ? alone() : executor;
    const future = chosen.with({ signal, ...rest }).submit('call', { type, task, input }) as AnyFuture;
    if (isInline) {
      this.#inlineCount++;
      future.addDoneCallback(() => this.#inlineCount--);
    }
    return future;
  }

  async #run(task: string, input: unknown, signal: AbortSignal, options: RunOptions<unknown, unknown>) {
    const { key, priority = 0, onKilled, again = (same) => same } = options;
    if (key === undefined || this.#journal.crashes(key) === 0) {
      try {
        return await this.#noted(key, () => this.#submit(task, input, signal, { priority }));
      } catch (error) {
        if (!workerDied(error) || signal.aborted) throw error;
      }
    }
    try {
      return await this.#noted(key, () => this.#submit(task, again(input), signal, { priority, alone: true }));
    } catch (error) {
      if (!workerDied(error) || signal.aborted) throw error;
      if (onKilled) return onKilled(input);
      throw killedTwice(error);
    }
  }

  async #noted(key: string | undefined, work: () => PromiseLike<unknown>): Promise<unknown> {
    if (key === undefined) return work();
    this.#journal.begin(key);
    try {
      return await work();
    } finally {
      this.#journal.end(key);
    }
  }
}

/** Whether the worker that ran the task has crashed. */
export function workerDied(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'WORKER_DIED';
}

function killedTwice(cause: unknown): JobError {
  return new JobError('WORKER_DIED', {}, { cause });
}
