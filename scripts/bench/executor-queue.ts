// `npm run bench -- executor-queue [tasks]`: an empty task through QueueExecutor and a thread, beside an empty job through bare BullMQ.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { ThreadPoolExecutor } from '@dropmill/futures';
import { QueueExecutor, QueueWorker } from '@dropmill/futures/queue';
import { Queue, QueueEvents, Worker } from 'bullmq';

const [tasks = '2000'] = process.argv.slice(2);
const MANY = Number(tasks);
const ALONE = 200;
const CONCURRENCY = 8;

const folder = mkdtempSync(join(tmpdir(), 'dropmill-bench-queue-'));
const path = join(folder, 'redis.sock');
const options = ['--port', '0', '--unixsocket', path, '--save', '', '--appendonly', 'yes', '--dir', folder];
const redis = spawn('redis-server', options, { stdio: 'ignore' });

/** What runs an empty task, and resolves when its result is there. */
type Run = () => PromiseLike<unknown>;

async function measure(name: string, run: Run): Promise<void> {
  await run();
  const alone: number[] = [];
  for (let i = 0; i < ALONE; i++) {
    const start = performance.now();
    await run();
    alone.push(performance.now() - start);
  }
  alone.sort((a, b) => a - b);
  const start = performance.now();
  await Promise.all(Array.from({ length: MANY }, run));
  const perTask = (performance.now() - start) / MANY;
  const median = alone[ALONE / 2] ?? 0;
  console.log(
    `${name.padEnd(16)} round trip ${median.toFixed(2)} ms, ${MANY} at once ${perTask.toFixed(3)} ms each (${Math.round(1000 / perTask)} a second)`,
  );
}

async function bareBullMq(): Promise<void> {
  const connection = { path, maxRetriesPerRequest: null };
  const queue = new Queue('bare', { connection });
  const events = new QueueEvents('bare', { connection });
  const worker = new Worker('bare', async () => null, { connection, concurrency: CONCURRENCY });
  await Promise.all([queue.waitUntilReady(), events.waitUntilReady(), worker.waitUntilReady()]);
  // Each job that is waited for listens on both.
  for (const emitter of [queue, events]) emitter.setMaxListeners(0);
  await measure('bare BullMQ', async () => (await queue.add('empty', {})).waitUntilFinished(events));
  await worker.close();
  await events.close();
  await queue.close();
}

async function queueExecutor(): Promise<void> {
  const module = new URL('./executor/tasks.ts', import.meta.url);
  const connection = `unix://${path}`;
  await using pool = new ThreadPoolExecutor<typeof import('./executor/tasks.ts')>(module, { maxWorkers: 2 });
  await using worker = new QueueWorker(pool, { connection, concurrency: CONCURRENCY });
  await worker.ready;
  await using executor = new QueueExecutor<typeof import('./executor/tasks.ts')>(module, { connection });
  await measure('QueueExecutor', () => executor.submit('empty'));
}

try {
  while (!existsSync(path)) await setImmediate();
  await bareBullMq();
  await queueExecutor();
} finally {
  const ended = once(redis, 'exit');
  redis.kill();
  await ended;
  rmSync(folder, { recursive: true });
}
