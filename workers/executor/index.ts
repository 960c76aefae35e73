// Python's concurrent.futures for TypeScript; see README.md.
export { type AsCompletedOptions, asCompleted, type Completed, type CompletedFuture } from './as-completed.ts';
export {
  AbortError,
  BrokenExecutorError,
  CancelledError,
  type Death,
  ExecutorError,
  ExecutorShutdownError,
  InvalidStateError,
  NotCloneableError,
  TimeoutError,
  UnknownTaskError,
  WorkerDiedError,
} from './errors.ts';
export type { Executor, MapResults, ShutdownOptions, Submitter } from './executor.ts';
export { Future, type FutureState } from './future.ts';
export { FutureSource } from './future-source.ts';
export { InlineExecutor } from './inline-executor.ts';
export { ProcessPoolExecutor } from './process-pool-executor.ts';
export { ThreadPoolExecutor } from './thread-pool-executor.ts';
export { transfer } from './transfer.ts';
export type {
  ErrorClass,
  ExecutorOptions,
  MapOptions,
  RateLimit,
  ResourceLimits,
  TaskArgs,
  TaskContext,
  TaskName,
  TaskOptions,
  TaskProgress,
  TaskResult,
  WorkerInfo,
} from './types.ts';
export { ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, type WaitOptions, wait } from './wait.ts';
