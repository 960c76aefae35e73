// Parses the command line of futures-worker.
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { atMost, positive } from '../../common/check.ts';
import { messageOf } from '../../common/show.ts';
import { checkConnection } from '../connection.ts';
import { queueNameOf } from '../keys.ts';
import { MAX_LOCK_MS } from '../work/queue-worker.ts';

export const HELP = `futures-worker --tasks FILE [options]

Takes tasks from a queue in Redis or Valkey and runs them on this machine. Submit them with QueueExecutor.

  --tasks FILE          the module whose exported functions are the tasks
  --redis URL           where Redis is: redis://[user:password@]host[:port][/db], or rediss:// for TLS
                        (default: the variable REDIS_URL, which also keeps a password out of the list of processes)
  --queue NAME          the name of the queue (default: tasks)
  --prefix NAME         what the names of all keys in Redis begin with (default: futures)
  --concurrency N       most tasks at a time (default: one for each core)
  --executor KIND       threads or processes (default: threads)
  --result-ttl MS       how long results are kept that nobody has fetched (default: an hour)
  --max-bytes N         most bytes of one result (default: 1048576)
  --lock-duration MS    how long this program may be silent until its tasks are given to others (default: 10000)
  --max-losses N        how often a task may be lost with its worker until it fails (default: 3)
  --help                this text

The first Ctrl+C or SIGTERM finishes what runs and takes nothing more; the second ends it at once.
`;

const FLAGS = {
  tasks: { type: 'string' },
  redis: { type: 'string' },
  queue: { type: 'string' },
  prefix: { type: 'string' },
  concurrency: { type: 'string' },
  executor: { type: 'string', default: 'threads' },
  'result-ttl': { type: 'string' },
  'max-bytes': { type: 'string' },
  'lock-duration': { type: 'string' },
  'max-losses': { type: 'string' },
  help: { type: 'boolean', default: false },
} as const satisfies ParseArgsConfig['options'];

export interface WorkerCommand {
  /** An absolute path, or an address. */
  readonly tasks: string;
  readonly redis: string;
  readonly queue: string | undefined;
  readonly prefix: string | undefined;
  readonly concurrency: number;
  readonly executor: 'threads' | 'processes';
  readonly resultTtl: number | undefined;
  readonly maxBytes: number | undefined;
  readonly lockDuration: number | undefined;
  readonly maxLosses: number | undefined;
}

/** What was wrong with a command line. */
export class UsageError extends Error {}

/** @returns undefined if help was asked for. @throws UsageError */
export function readCommand(args: readonly string[], env: Readonly<NodeJS.ProcessEnv>): WorkerCommand | undefined {
  try {
    const { values } = parseArgs({ args: [...args], options: FLAGS, allowPositionals: false });
    if (values.help) return undefined;
    const { tasks, redis = env.REDIS_URL, queue, prefix, executor } = values;
    if (!tasks) throw new Error('Which tasks? Give --tasks FILE.');
    if (!redis) throw new Error('Where is Redis? Give --redis URL, or set REDIS_URL.');
    checkConnection(redis);
    queueNameOf({ queue, prefix });
    if (executor !== 'threads' && executor !== 'processes')
      throw new Error(`--executor is threads or processes, not "${executor}".`);
    return {
      tasks: tasks.startsWith('file:') ? tasks : resolve(tasks),
      redis,
      queue,
      prefix,
      executor,
      concurrency: positiveFlag('concurrency', values.concurrency) ?? availableParallelism(),
      resultTtl: positiveFlag('result-ttl', values['result-ttl']),
      maxBytes: positiveFlag('max-bytes', values['max-bytes']),
      lockDuration: countFlag('lock-duration', values['lock-duration'], 1, MAX_LOCK_MS),
      maxLosses: countFlag('max-losses', values['max-losses'], 0, Number.MAX_SAFE_INTEGER),
    };
  } catch (error) {
    throw new UsageError(messageOf(error), { cause: error });
  }
}

function positiveFlag(name: string, value: string | undefined): number | undefined {
  return value === undefined ? undefined : positive(`--${name}`, Number(value));
}

function countFlag(name: string, value: string | undefined, least: number, most: number): number | undefined {
  return value === undefined ? undefined : atMost(`--${name}`, Number(value), most, least);
}
