// Python's concurrent.futures for TypeScript; see README.md.

export {
  AbortError,
  BrokenExecutorError,
  CancelledError,
  type Death,
  ExecutorError,
  ExecutorShutdownError,
  InvalidStateError,
  NotCloneableError,
  PayloadTooLargeError,
  QueueFullError,
  TaskNotFoundError,
  TimeoutError,
  UnknownTaskError,
  VersionMismatchError,
  WorkerDiedError,
} from './errors.ts';
export type { Executor, MapResults, ShutdownOptions, Submitter } from './executor.ts';
export { type AsCompletedOptions, asCompleted, type Completed, type CompletedFuture } from './future/as-completed.ts';
export { Future, type FutureState } from './future/future.ts';
export { FutureSource } from './future/future-source.ts';
export { TaskStream } from './future/task-stream.ts';
export { ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, type WaitOptions, wait } from './future/wait.ts';
export { InlineExecutor } from './inline-executor.ts';
export type { ExecutorEvents, ExecutorMetrics } from './pool/observation.ts';
export { ProcessPoolExecutor } from './process-pool-executor.ts';
export { ThreadPoolExecutor } from './thread-pool-executor.ts';
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
  TaskReturn,
  TaskValue,
  WorkerInfo,
} from './types.ts';
export { transfer } from './wire/transfer.ts';
export { nativeWork } from './worker/native-work.ts';
