// `dropmill worker`: runs tasks for jobs that other computers have started with `--executor queue`.
import { parseArgs } from 'node:util';
import { QueueWorker } from '@dropmill/futures/queue';
import { createExecutor } from '../../host/create-executor.ts';
import { printableLines } from '../../messages/printable.ts';
import { optionTable } from '../../options/option-table.ts';
import { endingSignals } from '../ending.ts';
import { flagsOf, parseOptions } from '../flags/flags.ts';
import { type FlagValues, readFlags } from '../flags/read-flags.ts';
import { frameOptions, frameTexts, hostSettings, WORKER_TEXT } from '../frame.ts';
import { tableHelp } from '../help.ts';
import type { Surroundings } from '../main.ts';
import { UsageError } from '../usage-error.ts';
import { MAX_TASK_BYTES, QUEUE, redisAddress } from './names.ts';

/** How many tasks are taken for each thread, so that its core is busy while one picture waits for the disk. Other tasks wait here. */
const TASKS_PER_WORKER = 2;

const { redis, workers, help } = frameOptions;
const options = optionTable({
  redis,
  workers,
  executor: { kind: 'choice', choices: ['threads', 'processes'], default: 'threads', flag: { value: 'KIND' } },
  help,
});

const texts = {
  redis: {
    title: 'The Redis server of the queue, such as redis://localhost',
    description: 'If not given, the variable REDIS_URL.',
  },
  workers: frameTexts.workers,
  executor: { title: 'Where the tasks run', choices: { threads: 'Threads', processes: 'Processes' } },
  help: frameTexts.help,
};

/** Runs until the user ends it. @returns the exit status */
export async function runWorker(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const given = (await readFlags(options, parse(args))) as {
    redis?: string;
    workers?: number;
    executor?: 'threads' | 'processes';
    help?: boolean;
  };
  if (given.help) {
    surroundings.stdout.write(tableHelp('worker [OPTION]...', WORKER_TEXT, options, texts));
    return 0;
  }
  const address = redisAddress(given.redis);
  const { workers: count, executor } = given;
  const settings = hostSettings({ ...(count && { workers: count }), ...(executor && { executor }) });
  const pool = createExecutor(settings);
  try {
    await serve(new QueueWorker(pool, queueOptions(address, settings.workers)), surroundings);
    return 0;
  } catch (error) {
    surroundings.stderr.write(`dropmill: ${printableLines(error instanceof Error ? error.message : String(error))}\n`);
    return 1;
  } finally {
    await pool.shutdown({ abort: true });
  }
}

function queueOptions(connection: string, workers: number) {
  return { ...QUEUE, connection, concurrency: workers * TASKS_PER_WORKER, maxBytes: MAX_TASK_BYTES };
}

async function serve(worker: QueueWorker<never>, { stdout, stderr, on }: Surroundings): Promise<void> {
  let asked = 0;
  for (const signal of endingSignals()) {
    on.call(process, signal, () => {
      if (++asked > 1) process.exit(130);
      // What it is rejected with, `ended` is, too.
      worker.close().catch(() => {});
      stderr.write(`Finishing ${worker.runningCount} tasks. Press Ctrl+C again to end at once.\n`);
    });
  }
  await worker.ready;
  stdout.write('Ready for tasks from other computers. Press Ctrl+C to end.\n');
  await worker.ended;
}

function parse(args: readonly string[]): FlagValues {
  try {
    const { values } = parseArgs({ args: [...args], options: parseOptions(flagsOf(options)), allowPositionals: false });
    return values as FlagValues;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
