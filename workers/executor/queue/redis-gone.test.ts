// Redis goes away and does not come back: whoever ends then is not kept waiting. The tests wait at the same time.
import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { describe, type TestContext, test } from 'vitest';
import { BrokenExecutorError, CancelledError, ThreadPoolExecutor } from '../index.ts';
import { QueueExecutor, QueueWorker } from '../queue.ts';
import { Gate } from '../testing/gate.ts';
import { QUEUE_TASKS, startWorker } from '../testing/queue-processes.ts';
import { RedisServer } from '../testing/redis-server.ts';

type Tasks = typeof import('../testing/tasks.ts');

function startRedis({ onTestFinished }: TestContext): RedisServer {
  const server = new RedisServer();
  onTestFinished(() => server[Symbol.asyncDispose]());
  return server;
}

function submitterTo(server: RedisServer, queue: string, { onTestFinished }: TestContext): QueueExecutor<Tasks> {
  const executor = new QueueExecutor<Tasks>(QUEUE_TASKS, { connection: server.connection, queue, gracePeriod: 0 });
  onTestFinished(() => executor.shutdown({ abort: true }));
  return executor;
}

/** A worker for which Redis may be silent for a moment only. */
async function start(context: TestContext) {
  const server = startRedis(context);
  const pool = new ThreadPoolExecutor<Tasks>(QUEUE_TASKS, { maxWorkers: 1 });
  context.onTestFinished(() => pool.shutdown({ abort: true }));
  const queue = randomUUID();
  const worker = new QueueWorker(pool, { connection: server.connection, queue, lockDuration: 100 });
  await worker.ready;
  return { server, worker, submitter: () => submitterTo(server, queue, context) };
}

describe.concurrent('a worker of a queue that is closed when Redis is gone', () => {
  test.for(['kill', 'suspend'] as const)('ends if it has nothing to do (%s)', async (how, context) => {
    const { server, worker } = await start(context);
    await server[how]();
    await worker.close();
    await worker.ended;
  });

  test.for(['kill', 'suspend'] as const)('aborts what it runs, and says that it is left (%s)', async (how, context) => {
    const { expect } = context;
    await using gate = await Gate.open();
    const { server, worker, submitter } = await start(context);
    submitter().submit('waitForAbort', gate.port);
    await gate.untilCame(1);
    await server[how]();
    const closed = worker.close();
    await expect(closed).rejects.toThrow(BrokenExecutorError);
    await expect(closed).rejects.toThrow(
      'did not answer for 100 ms (lockDuration), so the tasks in hand were given up: 1.',
    );
    await expect(worker.ended).rejects.toThrow(BrokenExecutorError);
    expect(worker.runningCount).toBe(0);
  });

  test('says that a task is left that is done and not saved', async (context) => {
    const { expect } = context;
    await using gate = await Gate.open();
    const { server, worker, submitter } = await start(context);
    submitter().submit('hold', gate.port, 'done');
    await gate.untilCame(1);
    await server.kill();
    gate.release();
    await gate.untilGone(1);
    await expect(worker.close()).rejects.toThrow('given up: 1.');
  });

  test('ends its program with 1', async (context) => {
    const { expect } = context;
    await using gate = await Gate.open();
    const server = startRedis(context);
    const queue = randomUUID();
    await using program = startWorker(server.connection, queue, ['--lock-duration', '200']);
    await program.nextLine();
    submitterTo(server, queue, context).submit('waitForAbort', gate.port);
    await gate.untilCame(1);
    await server.kill();
    expect(await program.end('SIGTERM')).toBe(1);
  });
});

describe.concurrent('an executor that aborts all when Redis is gone', () => {
  test.for(['kill', 'suspend'] as const)('ends (%s)', async (how, context) => {
    const { expect } = context;
    const server = startRedis(context);
    const executor = submitterTo(server, randomUUID(), context);
    await executor.warmUp(0);
    await server[how]();
    const future = executor.submit('add', 1, 2);
    await executor.shutdown({ abort: true });
    await expect(future.result()).rejects.toThrow(CancelledError);
  });
});

test('a worker that is closed leaves no timer behind', async (context) => {
  const { expect } = context;
  const live = (wanted: string) => process.getActiveResourcesInfo().filter((type) => type === wanted).length;
  const server = startRedis(context);
  await using pool = new ThreadPoolExecutor<Tasks>(QUEUE_TASKS, { maxWorkers: 1 });
  await pool.warmUp(1);
  const [connections, timers] = [live('PipeWrap'), live('Timeout')];
  const worker = new QueueWorker(pool, { connection: server.connection });
  await worker.ready;
  await worker.close();
  while (live('PipeWrap') > connections) await setImmediate();
  expect(live('Timeout')).toBeLessThanOrEqual(timers);
});
