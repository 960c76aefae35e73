// A job's own view of the shared executor: its tasks by name, typed from its tasks module.
import type { Executor, Future, TaskContext } from '../executor/index.ts';
import type * as worker from '../worker.ts';

/** A task takes one input object; its context is `this`. */
// biome-ignore lint/suspicious/noExplicitAny: the shape that every task function fits
export type TaskFunction = (this: any, input: any) => unknown;
/** The exports of a job's `tasks.ts`. */
export type TaskModule = object;

export type TaskName<M> = { [K in keyof M]: M[K] extends TaskFunction ? K : never }[keyof M] & string;
export type TaskInput<F> = F extends TaskFunction ? Parameters<F>[0] : never;
export type TaskResult<F> = F extends TaskFunction ? Awaited<ReturnType<F>> : never;
export type TaskProgress<F> = F extends (this: TaskContext<infer P>, ...args: never[]) => unknown ? P : never;

export interface JobTasks<M extends TaskModule> {
  /** How many tasks run at once. */
  readonly workers: number;
  /** Resolves at once, or when the job is resumed while it is paused. `map` waits by itself; await it before `submit`. */
  ready(): Promise<void>;
  submit<K extends TaskName<M>>(
    name: K,
    input: TaskInput<M[K]>,
    options?: {
      readonly transfer?: readonly ArrayBuffer[];
      /** Higher ones start first. @default 0 */
      readonly priority?: number;
    },
  ): Future<TaskResult<M[K]>, TaskProgress<M[K]>>;
  /** Results in order of `inputs`; at most `bufferSize` (default: twice the workers) are submitted ahead. */
  map<K extends TaskName<M>>(
    name: K,
    inputs: Iterable<TaskInput<M[K]>> | AsyncIterable<TaskInput<M[K]>>,
    options?: { readonly bufferSize?: number },
  ): AsyncIterableIterator<TaskResult<M[K]>>;
}

/** One line per call: which job type's task, and its input. */
export interface TaskCall {
  readonly type: string;
  readonly task: string;
  readonly input: unknown;
}

/** What a job's tasks are bound to. */
export interface TaskBinding {
  readonly executor: Executor<typeof worker>;
  /** The job type's key in the registry. */
  readonly type: string;
  readonly workers: number;
  /** Aborts everything that was submitted. */
  readonly signal: AbortSignal;
  /** Holds tasks back while the job is paused. */
  readonly ready?: () => Promise<void>;
}

/** A job's tasks on the executor that all jobs share. */
export function bindTasks<M extends TaskModule>(binding: TaskBinding): JobTasks<M> {
  const { executor, type, workers, signal, ready = async () => {} } = binding;
  const tasks: JobTasks<Record<string, TaskFunction>> = {
    workers,
    ready,
    submit: (task, input, options) =>
      executor.with({ signal, ...options }).submit('call', { type, task, input }) as never,
    map: (task, inputs, options) =>
      executor.with({ signal }).map(
        'call',
        calls(inputs, (input) => ({ type, task, input }), ready),
        { bufferSize: options?.bufferSize ?? workers * 2 },
      ) as never,
  };
  return tasks as JobTasks<M>;
}

async function* calls(
  inputs: Iterable<unknown> | AsyncIterable<unknown>,
  toCall: (input: unknown) => TaskCall,
  ready: () => Promise<void>,
): AsyncGenerator<TaskCall> {
  for await (const input of inputs) {
    await ready();
    yield toCall(input);
  }
}
