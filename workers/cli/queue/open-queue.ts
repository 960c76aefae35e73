// Connects to the queue whose workers run a command's tasks. It is loaded only if a command uses a queue.
import { wait } from '@dropmill/futures';
import { QueueExecutor } from '@dropmill/futures/queue';
import { GRACE_PERIOD_MS, workerModule } from '../../host/create-executor.ts';
import type { RemoteTasks } from '../../jobs/job-tasks.ts';
import { type FolderToken, SharedFolders } from '../../jobs/shared-folders.ts';
import { JobError } from '../../jobs/user-error.ts';
import type * as worker from '../../worker.ts';
import { MAX_TASK_BYTES, QUEUE } from './names.ts';

/** The grace period of local workers, and the time of a round trip. */
const QUEUE_GRACE_PERIOD_MS = GRACE_PERIOD_MS + 300;

export interface QueueRequest {
  readonly address: string;
  /** Names of the tasks that go through the queue. */
  readonly names: readonly string[];
  readonly inputs: readonly string[];
  /** The owner of the job's unfinished files. */
  readonly owner: string;
  /** Milliseconds that Redis may take to answer. @default 10_000 */
  readonly connectTimeout?: number;
  /** Milliseconds within which a worker must appear. @default 10_000 */
  readonly workerTimeout?: number;
}

export interface OpenQueue extends AsyncDisposable {
  readonly remote: RemoteTasks;
  /** How many tasks all workers together run at a time. */
  readonly slots: number;
}

/**
 * Connects, waits for a worker, and makes sure that it sees the same folders.
 * @throws {JobError}
 */
export async function openQueue({
  address,
  names,
  inputs,
  owner,
  connectTimeout = 10_000,
  workerTimeout = 10_000,
}: QueueRequest): Promise<OpenQueue> {
  await using undo = new AsyncDisposableStack();
  const executor = undo.use(connect(address, connectTimeout));
  const { tokens } = undo.use(await SharedFolders.mark(inputs, owner));
  await untilThere(executor, workerTimeout);
  await untilSeen(executor, tokens, workerTimeout);
  const slots = executor.workers.reduce((sum, { slots = 1 }) => sum + slots, 0);
  const kept = undo.move();
  return {
    remote: { executor, names: new Set(names), folders: tokens },
    slots: Math.max(1, slots),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

function connect(connection: string, startTimeout: number): QueueExecutor<typeof worker> {
  try {
    return new QueueExecutor<typeof worker>(workerModule(), {
      ...QUEUE,
      connection,
      maxBytes: MAX_TASK_BYTES,
      startTimeout,
      gracePeriod: QUEUE_GRACE_PERIOD_MS,
    });
  } catch (error) {
    throw failed(error);
  }
}

async function untilThere(executor: QueueExecutor<typeof worker>, maxWait: number): Promise<void> {
  // This only connects.
  await executor.warmUp(0).catch((error: unknown) => {
    throw failed(error);
  });
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new JobError('NO_QUEUE_WORKER')), maxWait);
  await Promise.race([executor.warmUp(), late.promise]).finally(() => clearTimeout(timer));
}

/** Waits as long as there are workers, as all of them may be busy with another job. */
async function untilSeen(executor: QueueExecutor<typeof worker>, tokens: readonly FolderToken[], every: number) {
  const seen = executor.with({ priority: 1 }).submit('seeFolders', tokens);
  while ((await wait([seen], { timeout: every })).done.size === 0) {
    await executor.warmUp(0);
    if (executor.workers.length === 0) throw new JobError('NO_QUEUE_WORKER');
  }
  await seen;
}

function failed(error: unknown): JobError {
  return new JobError(
    'QUEUE_FAILED',
    { why: error instanceof Error ? error.message : String(error) },
    { cause: error },
  );
}
