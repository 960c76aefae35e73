// What only a queue has: tasks outlive their submitters, workers come and go, and strangers are refused.
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Queue } from 'bullmq';
import Redis from 'ioredis';
import { afterAll, describe, expect, test } from 'vitest';
import {
  BrokenExecutorError,
  type ExecutorOptions,
  PayloadTooLargeError,
  TaskNotFoundError,
  ThreadPoolExecutor,
  UnknownTaskError,
  VersionMismatchError,
  WorkerDiedError,
} from '../index.ts';
import { QueueExecutor, type QueueExecutorOptions, QueueWorker, type QueueWorkerOptions } from '../queue.ts';
import { Gate } from '../testing/gate.ts';
import { Program, QUEUE_TASKS, startWorker } from '../testing/queue-processes.ts';
import { RedisServer } from '../testing/redis-server.ts';
import { transfer } from '../wire/transfer.ts';
import { DEFAULT_PREFIX } from './keys.ts';
import { encodePayload } from './payload.ts';
import { QueueLine } from './submit/queue-line.ts';
import { loadExports } from './task-exports.ts';

type Tasks = typeof import('../testing/tasks.ts');

const server = new RedisServer();
afterAll(() => server[Symbol.asyncDispose]());
const { connection } = server;

function submitter(queue: string, options: Partial<QueueExecutorOptions> = {}): QueueExecutor<Tasks> {
  return new QueueExecutor<Tasks>(QUEUE_TASKS, { connection, queue, checkInterval: 500, ...options });
}

/** A worker in this process, with threads of its own. */
class OwnWorker implements AsyncDisposable {
  readonly #pool: ThreadPoolExecutor<object>;
  readonly worker: QueueWorker<object>;

  constructor(
    queue: string,
    options: Partial<QueueWorkerOptions> = {},
    tasks = QUEUE_TASKS,
    ofPool: ExecutorOptions<object> = {},
  ) {
    this.#pool = new ThreadPoolExecutor<object>(tasks, { maxWorkers: 1, ...ofPool });
    this.worker = new QueueWorker(this.#pool, { connection, queue, ...options });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.worker.close();
    await this.#pool.shutdown({ abort: true });
  }
}

/** BullMQ's own view of a queue. */
async function withBull<T>(queue: string, call: (bull: Queue, redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis({ path: connection.slice('unix://'.length), maxRetriesPerRequest: null });
  const bull = new Queue(queue, { connection: redis, prefix: 'futures' });
  try {
    return await call(bull, redis);
  } finally {
    await bull.close();
    redis.disconnect();
  }
}

/** How many tasks wait there. */
function waiting(bull: Queue): Promise<number> {
  return bull.getJobCountByTypes('waiting', 'prioritized');
}

describe('a task in a queue', () => {
  test('waits for workers that come later, and is attached to by its id when its submitter is gone', async () => {
    const queue = randomUUID();
    const first = submitter(queue);
    const id = first.idOf(first.submit('add', 1, 2));
    await first.warmUp(0);
    // It goes without a word, as one that is killed does.
    await withBull(queue, async (bull) => {
      while (!(await bull.getJob(id))) await new Promise(setImmediate);
    });
    await using second = submitter(queue);
    const attached = second.attach('add', id);
    await using _worker = new OwnWorker(queue);
    expect(await attached).toBe(3);
    await first.shutdown();
  });

  test('of an id of its own is the same task for all who submit it, while its result is kept', async () => {
    const queue = randomUUID();
    await using _worker = new OwnWorker(queue);
    await using first = submitter(queue);
    const once = first.with({ id: 'once' } as object);
    expect(await once.submit('logStart', 1)).toEqual([1]);
    await using second = submitter(queue);
    expect(await second.with({ id: 'once' } as object).submit('logStart', 2)).toEqual([1]);
    expect(await second.attach('logStart', 'once')).toEqual([1]);
    expect(await second.submit('logStart', 3)).toEqual([1, 3]);
  });

  test('that is over is not taken out of it, though its submitter has not heard of that', async () => {
    const queue = randomUUID();
    await using _worker = new OwnWorker(queue);
    await using executor = submitter(queue);
    await executor.with({ id: 'over' } as object).submit('add', 1, 2);
    const deaf = { onStarted() {}, onProgress() {}, onEnded() {}, onRemoved() {}, onReconnected() {} };
    const settings = { prefix: DEFAULT_PREFIX, startTimeout: 60_000, maxWorkers: undefined, rateLimit: undefined };
    const line = new QueueLine({ ...settings, connection, queue }, deaf);
    await line.open();
    expect(await line.take('over')).toBe(false);
    await line.close();
    expect(await executor.attach('add', 'over')).toBe(3);
  });

  test.each(['', '7', 'a:b', 'a b', 5])('takes no id like %o', async (id) => {
    await using executor = submitter(randomUUID());
    expect(() => executor.with({ id } as object).submit('nothing')).toThrow('Expected id');
  });

  test('takes Infinity as any other kind does, though JSON knows none', async () => {
    const queue = randomUUID();
    await using executor = submitter(queue);
    const future = executor
      .with({ retries: Number.POSITIVE_INFINITY, retryDelay: 1, overlap: Number.POSITIVE_INFINITY })
      .submit('nothing');
    await withBull(queue, async (bull) => {
      while ((await waiting(bull)) < 1);
      const job = await bull.getJob(executor.idOf(future));
      const most = Number.MAX_SAFE_INTEGER;
      expect(job?.data).toMatchObject({ retries: most, retryDelay: 1, overlap: most });
    });
    future.cancel();
  });

  test('is paused and gets its new priority although it is just on its way to the queue', async () => {
    const queue = randomUUID();
    await using executor = submitter(queue);
    const first = executor.submit('nothing');
    await withBull(queue, async (bull) => {
      while ((await waiting(bull)) < 1);
      // So many microtasks later it is being sent.
      const second = executor.submit('nothing');
      for (let i = 0; i < 10; i++) await null;
      expect(executor.setPriority(second, 7)).toBe(true);
      const priority = async () => (await bull.getJob(executor.idOf(second)))?.priority;
      while ((await priority()) !== 2 ** 20 - 7);
      const third = executor.submit('nothing');
      for (let i = 0; i < 10; i++) await null;
      executor.pause();
      while ((await waiting(bull)) > 0);
      for (const future of [first, second, third]) expect(future.cancel()).toBe(true);
    });
  });

  test('that nobody knows, or that somebody removes, is not found', async () => {
    const queue = randomUUID();
    await using executor = submitter(queue);
    await expect(executor.attach('add', 'nobody').result()).rejects.toThrow(TaskNotFoundError);
    const waiting = executor.submit('add', 1, 2);
    await withBull(queue, async (bull) => {
      while ((await bull.remove(executor.idOf(waiting))) !== 1) await new Promise(setImmediate);
    });
    await expect(waiting.result()).rejects.toThrow(TaskNotFoundError);
  });

  test('is put there again when Redis has lost it', async () => {
    const queue = randomUUID();
    await using executor = submitter(queue, { checkInterval: 100 });
    const future = executor.submit('add', 1, 2);
    await withBull(queue, async (bull, redis) => {
      const id = executor.idOf(future);
      while (!(await bull.getJob(id))) await new Promise(setImmediate);
      await redis.eval(
        "for _, key in ipairs(redis.call('KEYS', ARGV[1])) do redis.call('DEL', key) end",
        0,
        `futures:${queue}:*`,
      );
    });
    await using _worker = new OwnWorker(queue);
    expect(await future).toBe(3);
  });

  test('leaves nothing in Redis when its submitter has seen the result', async () => {
    const queue = randomUUID();
    await using _worker = new OwnWorker(queue);
    const executor = submitter(queue);
    await executor.submit('add', 1, 2);
    await executor.submit('bytesCopied', 10_000);
    await executor.submit('failWithClass').exception();
    await executor.shutdown();
    const left = await withBull(queue, (_bull, redis) => redis.keys(`futures:${queue}:*`));
    expect(
      left.filter((key) => !/:(meta|events|id|pc|marker|stalled-check|futures:workers(:expiries)?)$/.test(key)),
    ).toEqual([]);
  });
});

describe('what is too large for a queue', () => {
  test('is refused, and not given up although it was to be moved', async () => {
    const queue = randomUUID();
    await using _worker = new OwnWorker(queue, { maxBytes: 10_000 });
    await using executor = submitter(queue, { maxBytes: 10_000 });
    const bytes = new Uint8Array(20_000);
    const refused = executor.submit('sum', transfer(bytes, [bytes.buffer]));
    await expect(refused.result()).rejects.toThrow(
      /"sum" .* takes 20\d+ bytes; this queue takes 10000 \(maxBytes\)\. Pass the path/,
    );
    expect(bytes.length).toBe(20_000);
    await expect(executor.submit('bytesCopied', 20_000).result()).rejects.toThrow(PayloadTooLargeError);
    expect(await executor.submit('add', 1, 2)).toBe(3);
  });
});

describe('a worker', () => {
  test('of another version of the tasks refuses them, and says which function it lacks', async () => {
    const queue = randomUUID();
    await using _worker = new OwnWorker(queue, {}, new URL('../testing/slow-module.ts', import.meta.url));
    await using executor = submitter(queue);
    const error = await executor.submit('add', 1, 2).exception();
    expect(error).toBeInstanceOf(VersionMismatchError);
    expect(String(error)).toContain('It exports no function "add"');
  });

  test.each([
    ['of another protocol', { protocol: 99 }, 'add', VersionMismatchError],
    ['that its module does not export', {}, 'constructor', UnknownTaskError],
    ['that its module does not export', {}, '__proto__', UnknownTaskError],
    ['without arguments that can be read', { args: 'AAAA' }, 'add', Error],
  ])('fails a task %s (%o, %s)', async (_what, change, name, errorClass) => {
    const queue = randomUUID();
    await using _worker = new OwnWorker(queue);
    await using executor = submitter(queue);
    const { hash } = await loadExports(QUEUE_TASKS.href, 30_000);
    const args = encodePayload('', [1, 2], 1000).toString('base64');
    await withBull(queue, (bull) =>
      bull.add(name, { protocol: 1, exports: hash, args, ...change }, { jobId: 'strange' }),
    );
    expect(await executor.attach('add', 'strange').exception()).toBeInstanceOf(errorClass);
    expect(await executor.submit('add', 1, 2)).toBe(3);
  });

  test('whose initializer is a generator takes no task', async () => {
    const tasks = new URL('../testing/generator-tasks.ts', import.meta.url);
    const initializer = { name: 'count', args: [1] } as never;
    await using broken = new OwnWorker(randomUUID(), {}, tasks, { initializer });
    await expect(broken.worker.ready).rejects.toThrow('The initializer "count" is a generator');
  });

  test('whose module does not load takes no task', async () => {
    const queue = randomUUID();
    await using broken = new OwnWorker(queue, {}, new URL('../testing/failing-module.ts', import.meta.url));
    await expect(broken.worker.ready).rejects.toThrow(BrokenExecutorError);
    await expect(broken.worker.ended).rejects.toThrow(BrokenExecutorError);
    await using executor = submitter(queue);
    const future = executor.submit('add', 1, 2);
    await using _worker = new OwnWorker(queue);
    expect(await future).toBe(3);
  });

  test('is seen by submitters, who can wait for it', async () => {
    const queue = randomUUID();
    await using executor = submitter(queue);
    const isThere = executor.warmUp(2);
    await using _one = new OwnWorker(queue);
    await using _two = new OwnWorker(queue);
    await isThere;
    expect(executor.workers).toMatchObject([{ pid: process.pid }, { pid: process.pid }]);
  });

  test('finishes what it has at SIGTERM, and takes nothing more', async () => {
    const queue = randomUUID();
    await using gate = await Gate.open();
    await using executor = submitter(queue);
    await using worker = startWorker(connection, queue);
    expect(await worker.nextLine()).toContain(`takes tasks of the queue "${queue}"`);
    const [running, waiting] = [executor.submit('hold', gate.port, 'held'), executor.submit('add', 1, 2)];
    await gate.untilCame(1);
    worker.process.kill('SIGTERM');
    expect(await worker.nextLine()).toContain('finishes 1 at work');
    gate.release();
    expect(await running).toBe('held');
    expect(await worker.ended).toBe(0);
    expect(waiting.state).toBe('pending');
    await using _other = new OwnWorker(queue);
    expect(await waiting).toBe(3);
  });

  test('that is killed over a task too often fails it', async () => {
    const queue = randomUUID();
    await using gate = await Gate.open();
    await using executor = submitter(queue);
    await using worker = startWorker(connection, queue, ['--max-losses', '0']);
    const future = executor.submit('hold', gate.port, 'held');
    await gate.untilCame(1);
    await worker.end('SIGKILL');
    await using _other = new OwnWorker(queue, { lockDuration: 500, maxLosses: 0 });
    const error = (await future.exception()) as WorkerDiedError;
    expect(error).toBeInstanceOf(WorkerDiedError);
    expect(error.death).toEqual({ kind: 'lost' });
  });

  test('that loses its connection over a task does not fail it: the task is run again', async () => {
    const queue = randomUUID();
    const lost = [new Error('Connection is closed.')];
    class LosingWorker extends QueueWorker<object> {
      protected override async admit(): Promise<void> {
        for (const error of lost.splice(0)) throw error;
      }
    }
    await using pool = new ThreadPoolExecutor<object>(QUEUE_TASKS, { maxWorkers: 1 });
    await using _worker = new LosingWorker(pool, { connection, queue, lockDuration: 500 });
    await using executor = submitter(queue);
    expect(await executor.submit('add', 1, 2)).toBe(3);
    expect(lost).toEqual([]);
    // It is not taken for the queue's if it is the task's own.
    const thrown = new Error('Connection is closed.');
    expect(await executor.submit('failWithValue', thrown).exception()).toEqual(thrown);
  });

  test('that was stopped and comes back late changes nothing', async () => {
    const queue = randomUUID();
    await using gate = await Gate.open();
    await using executor = submitter(queue);
    await using late = startWorker(connection, queue);
    await late.nextLine();
    const task = executor.with({ id: 'contested' } as object);
    const future = task.submit('holdThenTellProcess', gate.port);
    await gate.untilCame(1);
    late.process.kill('SIGSTOP');
    await using other = startWorker(connection, queue);
    await gate.untilCame(2);
    gate.release();
    gate.release();
    expect(await future).toBe(other.process.pid);
    other.process.kill('SIGTERM');
    await other.ended;
    late.process.kill('SIGCONT');
    // It runs one task at a time: this one begins when it is done with the other.
    expect(await executor.submit('processId')).toBe(late.process.pid);
    expect(await executor.attach('processId', 'contested')).toBe(other.process.pid);
  });
});

test('a process ends although its executor was not shut down, once its tasks are done', async () => {
  const queue = randomUUID();
  await using _worker = new OwnWorker(queue);
  await using program = new Program(fileURLToPath(new URL('../testing/queue-left-open.ts', import.meta.url)), [
    connection,
    queue,
  ]);
  expect(await program.nextLine()).toBe('3');
  expect(await program.ended).toBe(0);
});

describe('Redis', () => {
  test('that is not there breaks the executor when the time is over', async () => {
    await using executor = submitter(randomUUID(), { connection: 'unix:///nowhere/redis.sock', startTimeout: 100 });
    const error = await executor.submit('nothing').exception();
    expect(error).toBeInstanceOf(BrokenExecutorError);
    expect(String(error)).toContain('Redis at unix:///nowhere/redis.sock did not answer within 100 ms (startTimeout)');
    expect(() => executor.submit('nothing')).toThrow(BrokenExecutorError);
  });

  test('with a password refuses those who do not know it', async () => {
    await using guarded = new RedisServer(['--requirepass', 'secret']);
    const path = guarded.connection.slice('unix://'.length);
    for (const password of ['wrong', undefined]) {
      await using stranger = submitter('guarded', { connection: { path, ...(password && { password }) } });
      await expect(stranger.submit('nothing').result()).rejects.toThrow(`Redis at ${path} refuses this program`);
    }
    const known = { path, password: 'secret' };
    await using _worker = new OwnWorker('guarded', { connection: known });
    await using executor = submitter('guarded', { connection: known });
    expect(await executor.submit('add', 1, 2)).toBe(3);
  });

  test('keeps queues of different prefixes apart', async () => {
    const queue = randomUUID();
    await using _worker = new OwnWorker(queue, { prefix: 'other' });
    await using here = submitter(queue);
    await using there = submitter(queue, { prefix: 'other' });
    const waiting = here.submit('add', 1, 1);
    expect(await there.submit('add', 1, 2)).toBe(3);
    expect(waiting.state).toBe('pending');
    expect(waiting.cancel()).toBe(true);
  });

  test.each(['http://localhost', 'localhost:6379', 5, undefined])('is not at %o', (address) => {
    expect(() => submitter('queue', { connection: address as string })).toThrow('Expected the address of Redis');
  });
});
