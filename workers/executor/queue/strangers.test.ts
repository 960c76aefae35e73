// Others use the queue, too, with this library or without: nobody waits for ever because of them, or is told a thing that is not so.
import { randomUUID } from 'node:crypto';
import { Worker } from 'bullmq';
import { afterAll, expect, test } from 'vitest';
import { AbortError, ThreadPoolExecutor, VersionMismatchError } from '../index.ts';
import { QueueExecutor, QueueWorker } from '../queue.ts';
import { Gate } from '../testing/gate.ts';
import { QUEUE_TASKS } from '../testing/queue-processes.ts';
import { RedisServer } from '../testing/redis-server.ts';

type Tasks = typeof import('../testing/tasks.ts');

const server = new RedisServer();
afterAll(() => server[Symbol.asyncDispose]());
const { connection } = server;

/** A worker of BullMQ's own. */
function stranger(queue: string, run: ConstructorParameters<typeof Worker>[1]): Worker {
  const path = connection.slice('unix://'.length);
  return new Worker(queue, run, { connection: { path, maxRetriesPerRequest: null }, prefix: 'futures' });
}

test.each([null, 5, 'text'])('a task that a stranger has run to %o fails', async (returned) => {
  const queue = randomUUID();
  await using executor = new QueueExecutor<Tasks>(QUEUE_TASKS, { connection, queue });
  const future = executor.submit('nothing');
  const worker = stranger(queue, async () => returned);
  expect(await future.exception()).toBeInstanceOf(VersionMismatchError);
  await worker.close();
});

test("what a stranger reports of his task keeps nobody from hearing of one's own", async () => {
  const queue = randomUUID();
  // It asks about no task in the time of this test.
  await using executor = new QueueExecutor<Tasks>(QUEUE_TASKS, { connection, queue, checkInterval: 3_600_000 });
  const failing = executor.submit('nothing');
  const worker = stranger(queue, async (job) => {
    for (const progress of [5, {}, { value: 'AAAA', attempt: 1 }]) await job.updateProgress(progress);
    throw new Error('of the stranger');
  });
  expect(await failing.exception()).toMatchObject({ message: 'of the stranger' });
  await worker.close();
  await using pool = new ThreadPoolExecutor<Tasks>(QUEUE_TASKS, { maxWorkers: 1 });
  await using _worker = new QueueWorker(pool, { connection, queue });
  expect(await executor.submit('add', 1, 2)).toBe(3);
});

test('a task that another submitter aborts is cancelled for both, and for who asks later', async () => {
  const common = { connection, queue: randomUUID() };
  await using gate = await Gate.open();
  await using pool = new ThreadPoolExecutor<Tasks>(QUEUE_TASKS, { maxWorkers: 1 });
  await using _worker = new QueueWorker(pool, common);
  await using first = new QueueExecutor<Tasks>(QUEUE_TASKS, common);
  const second = new QueueExecutor<Tasks>(QUEUE_TASKS, common);
  await second.warmUp();
  const future = first.with({ id: 'one' }).submit('waitForAbort', gate.port);
  await gate.untilCame(1);
  expect(second.attach('waitForAbort', 'one').abort()).toBe(true);
  await expect(future.result()).rejects.toThrow(AbortError);
  expect(future.state).toBe('cancelled');
  // It has heard of the end by then, and removed what is its own.
  await second.submit('nothing');
  await second.shutdown();
  const later = first.attach('waitForAbort', 'one');
  await expect(later.result()).rejects.toThrow(AbortError);
});

test('what a task fails with is kept for another process that was given its id', async () => {
  const common = { connection, queue: randomUUID() };
  await using pool = new ThreadPoolExecutor<Tasks>(QUEUE_TASKS, { maxWorkers: 1 });
  await using _worker = new QueueWorker(pool, common);
  const first = new QueueExecutor<Tasks>(QUEUE_TASKS, common);
  const future = first.submit('failWithSystemError');
  const id = first.idOf(future);
  const error = await future.exception();
  await first.shutdown();
  await using second = new QueueExecutor<Tasks>(QUEUE_TASKS, common);
  expect(error).toHaveProperty('code');
  expect(await second.attach('failWithSystemError', id).exception()).toEqual(error);
});

test('the inputs of a map do not have the id of one task', async () => {
  await using executor = new QueueExecutor<Tasks>(QUEUE_TASKS, { connection });
  expect(() => executor.with({ id: 'one' }).map('echo', [1, 2])).toThrow('Expected no id for a map');
});
