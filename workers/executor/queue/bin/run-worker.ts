// Runs futures-worker: starts an executor and a worker of the queue, and ends them in order.
import { messageOf } from '../../common/show.ts';
import { ProcessPoolExecutor } from '../../process-pool-executor.ts';
import { ThreadPoolExecutor } from '../../thread-pool-executor.ts';
import { addressOf } from '../connection.ts';
import { DEFAULT_QUEUE } from '../keys.ts';
import { QueueWorker } from '../work/queue-worker.ts';
import { HELP, readCommand, UsageError, type WorkerCommand } from './worker-options.ts';

/** @returns the exit status: 0 when it was told to end, 1 when it could not go on, 2 for a wrong command */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const command = readCommand(args, process.env);
    if (command) return await serve(command);
    process.stdout.write(HELP);
    return 0;
  } catch (error) {
    process.stderr.write(`futures-worker: ${messageOf(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function serve(command: WorkerCommand): Promise<number> {
  const { tasks, redis, concurrency, executor: kind, ...rest } = command;
  const Executor = kind === 'processes' ? ProcessPoolExecutor : ThreadPoolExecutor;
  const executor = new Executor(tasks, { maxWorkers: concurrency });
  const worker = new QueueWorker(executor, { ...rest, connection: redis, concurrency });
  endOnSignals(worker);
  try {
    await worker.ready;
    const queue = command.queue ?? DEFAULT_QUEUE;
    process.stdout.write(
      `futures-worker: takes tasks of the queue "${queue}" at ${addressOf(redis)}, ${concurrency} at a time\n`,
    );
    await worker.ended;
    return 0;
  } finally {
    await executor.shutdown({ abort: true });
  }
}

function endOnSignals(worker: QueueWorker<unknown>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      // What it is rejected with, `ended` is, too.
      worker.close().catch(() => {});
      process.stdout.write(`futures-worker: finishes ${worker.runningCount} at work; once more to end at once\n`);
      process.once(signal, () => process.exit(1));
    });
  }
}
