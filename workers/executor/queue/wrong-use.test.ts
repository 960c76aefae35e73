// What a queue is given that it cannot use: it says so at once, and tells no password.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { BrokenExecutorError, type ExecutorOptions, ThreadPoolExecutor } from '../index.ts';
import { QueueExecutor, type QueueExecutorOptions, QueueWorker } from '../queue.ts';
import { QUEUE_TASKS } from '../testing/queue-processes.ts';
import { RedisServer } from '../testing/redis-server.ts';
import { run } from './bin/run-worker.ts';

const server = new RedisServer();
afterAll(() => server[Symbol.asyncDispose]());
const { connection } = server;

function poolOf(options?: ExecutorOptions<object>): ThreadPoolExecutor<object> {
  const pool = new ThreadPoolExecutor<object>(QUEUE_TASKS, options);
  onTestFinished(() => pool.shutdown({ abort: true }));
  return pool;
}

const NAMES = [
  [{ queue: '' }, 'Expected queue to be a text without ":", got "".'],
  [{ queue: 'a:b' }, 'Expected queue to be a text without ":", got "a:b".'],
  [{ queue: 5 }, 'Expected queue to be a text without ":", got 5.'],
  [{ prefix: '' }, 'Expected prefix to be a text, got "".'],
  [{ prefix: 5 }, 'Expected prefix to be a text, got 5.'],
] as const;

const ADDRESSES = [
  ['redis://:secret@host:99999', 'got "redis://host:99999"'],
  ['rediss//user:sec@ret@host', 'got "rediss//host"'],
  ['http://user:secret@host', 'got "http://host"'],
  ['user:secret@host', 'got "host"'],
  ['redis://%zz:secret@host', 'in the user and password of redis://host.'],
  ['redis://:secret@host/one', 'at the end of redis://host/one.'],
  ['redis://:secret@host/-1', 'at the end of redis://host/-1.'],
] as const;

test.each(NAMES)('%o names no queue', (odd, message) => {
  const options = { connection, ...odd } as object as QueueExecutorOptions;
  expect(() => new QueueExecutor(QUEUE_TASKS, options)).toThrow(new TypeError(message));
  expect(() => new QueueWorker(poolOf(), options)).toThrow(new TypeError(message));
});

test.each(ADDRESSES)('%s is no address, and its password is not shown', (address, message) => {
  for (const make of [
    () => new QueueExecutor(QUEUE_TASKS, { connection: address }),
    () => new QueueWorker(poolOf(), { connection: address }),
  ]) {
    expect(make).toThrow(TypeError);
    expect(make).toThrow(message);
    expect(make).not.toThrow('sec');
  }
});

test.each([undefined, null, 5, 'text', []])('a worker is not made with %o for its options', (options) => {
  expect(() => new QueueWorker(poolOf(), options as never)).toThrow('Expected options with the address of Redis');
});

test.each([undefined, null, 5, {}, QUEUE_TASKS])('a worker is not made with %o for its executor', (executor) => {
  expect(() => new QueueWorker(executor as never, { connection })).toThrow('Expected an executor');
});

test('a list says nothing of where Redis is, and a URL does', async () => {
  expect(() => new QueueExecutor(QUEUE_TASKS, { connection: [] as never })).toThrow('Expected the address of Redis');
  await using executor = new QueueExecutor(QUEUE_TASKS, { connection: new URL(connection) });
  await executor.warmUp(0);
});

test('a database that Redis does not have is not taken for another one', async () => {
  const path = connection.slice('unix://'.length);
  const elsewhere = { path, db: 999 };
  await using executor = new QueueExecutor<object>(QUEUE_TASKS, { connection: elsewhere });
  await expect(executor.warmUp(0)).rejects.toThrow(`Redis at ${path} cannot be used: ERR DB index is out of range.`);
  const worker = new QueueWorker(poolOf(), { connection: elsewhere });
  await expect(worker.ready).rejects.toThrow(BrokenExecutorError);
});

test('a server that says nothing to TLS perhaps speaks none', async () => {
  const silent = createServer((socket) => socket.on('error', () => {}).resume()).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  onTestFinished(() => void silent.close());
  const { port } = silent.address() as AddressInfo;
  await using executor = new QueueExecutor<object>(QUEUE_TASKS, {
    connection: `rediss://127.0.0.1:${port}`,
    startTimeout: 200,
  });
  await expect(executor.warmUp(0)).rejects.toThrow('within 200 ms (startTimeout): perhaps it does not speak TLS.');
});

test('a tasks module that does not load is named as the cause, and not the queue', async () => {
  const failing = new URL('failing-module.ts', QUEUE_TASKS);
  await using executor = new QueueExecutor<object>(failing, { connection });
  const error = await executor.warmUp(0).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(BrokenExecutorError);
  expect(error.message).toBe(`The tasks module could not be loaded: ${error.cause}`);
});

test('a worker takes as many tasks as it is given if it may run any number', async () => {
  const queue = randomUUID();
  const pool = poolOf({ maxWorkers: Number.POSITIVE_INFINITY });
  await using worker = new QueueWorker(pool, { connection, queue });
  await worker.ready;
  await using executor = new QueueExecutor<typeof import('../testing/tasks.ts')>(QUEUE_TASKS, { connection, queue });
  expect(await executor.submit('add', 1, 2)).toBe(3);
});

describe('futures-worker', () => {
  const tasks = fileURLToPath(QUEUE_TASKS);
  const where = ['--tasks', tasks, '--redis', connection];

  /** What it says on its standard error. */
  async function saidBy(args: readonly string[], status: number): Promise<string> {
    const { write } = process.stderr;
    let said = '';
    process.stderr.write = (text) => {
      said += text;
      return true;
    };
    try {
      expect(await run(args)).toBe(status);
    } finally {
      process.stderr.write = write;
    }
    return said;
  }

  const commands: readonly (readonly [args: readonly string[], message: string])[] = [
    ...ADDRESSES.map(([address, message]) => [['--tasks', tasks, '--redis', address], message] as const),
    [[...where, '--queue', 'a:b'], 'Expected queue to be'],
    [[...where, '--queue', ''], 'Expected queue to be'],
    [[...where, '--prefix', ''], 'Expected prefix to be'],
    [[...where, '--lock-duration', '0'], 'Expected --lock-duration to be an integer from 1 to 2147483647, got 0.'],
    [[...where, '--max-losses', '1.5'], 'Expected --max-losses to be an integer from 0'],
    [[...where, '--concurrency', 'many'], 'Expected --concurrency to be an integer of 1 or more'],
    [['--redis', connection], 'Give --tasks FILE'],
  ];

  test.each(commands)('ends with 2 for %o', async (args, message) => {
    const said = await saidBy(args, 2);
    expect(said).toContain(message);
    expect(said).not.toContain('secret');
  });

  test.each(['failing-module.ts', 'no-such-module.ts'])('ends with 1 for %s, by its path or address', async (name) => {
    const url = new URL(name, QUEUE_TASKS);
    for (const module of [url.href, fileURLToPath(url)]) {
      const said = await saidBy(['--tasks', module, '--redis', connection, '--concurrency', '1'], 1);
      expect(said).toContain('futures-worker: A worker could not start: ');
      expect(said).not.toContain('file:/');
    }
  });
});
