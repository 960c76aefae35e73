// Exports what runs tasks on many machines through Redis or Valkey; see README.md. It needs `bullmq` and `ioredis`.
export type { QueueConnection } from './queue/connection.ts';
export { QueueExecutor, type QueueExecutorOptions, type QueueTaskOptions } from './queue/submit/queue-executor.ts';
export { QueueWorker, type QueueWorkerOptions } from './queue/work/queue-worker.ts';
