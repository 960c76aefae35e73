// Tasks on many machines, by way of Redis or Valkey; see README.md. Needs `bullmq` and `ioredis`.
export type { QueueConnection } from './queue/connection.ts';
export { QueueExecutor, type QueueExecutorOptions, type QueueTaskOptions } from './queue/submit/queue-executor.ts';
export { QueueWorker, type QueueWorkerOptions } from './queue/work/queue-worker.ts';
