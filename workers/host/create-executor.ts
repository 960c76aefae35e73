// Creates the executors: the one that all jobs of this process share, as the settings name it, and those with one process of their own.
import { type Executor, InlineExecutor, ProcessPoolExecutor, ThreadPoolExecutor } from '@dropmill/futures';
import { WORKER_HEAP } from '../heap.ts';
import { shareTurns } from '../one-at-a-time.ts';
import type { HostSettings } from '../protocol.ts';
import type * as worker from '../worker.ts';

export type JobExecutor = Executor<typeof worker>;

/** One whose workers are on this computer. */
export type LocalExecutor =
  | ThreadPoolExecutor<typeof worker>
  | ProcessPoolExecutor<typeof worker>
  | InlineExecutor<typeof worker>;

/**
 * @param module the tasks module, `worker.ts` unless a test brings its own
 */
export function createExecutor(settings: HostSettings, module: URL = workerModule()): LocalExecutor {
  const options = { maxWorkers: settings.workers, gracePeriod: GRACE_PERIOD_MS, resourceLimits: WORKER_HEAP };
  switch (settings.executor) {
    case 'threads':
      shareTurns();
      return new ThreadPoolExecutor<typeof worker>(module, options);
    case 'processes':
      return new ProcessPoolExecutor<typeof worker>(module, options);
    case 'inline':
      return new InlineExecutor<typeof worker>(module, options);
  }
}

/** An executor of one process, in which a task that crashes ends nothing else. The process ends when it has been idle for a while. */
export function createIsolatedExecutor(module: URL = workerModule()): JobExecutor {
  const options = {
    maxWorkers: 1,
    gracePeriod: GRACE_PERIOD_MS,
    resourceLimits: WORKER_HEAP,
    idleTimeout: IDLE_TIMEOUT_MS,
  };
  return new ProcessPoolExecutor<typeof worker>(module, options);
}

/** In milliseconds. */
const IDLE_TIMEOUT_MS = 10_000;

/** How long an aborted task may take to stop by itself, in milliseconds. The user sees the end within half a second. */
export const GRACE_PERIOD_MS = 200;

/** An executor of one process for pictures in the window, separate from that of jobs. `idle`: it runs only when nothing else does. */
export function createPictureExecutor(priority: 'usual' | 'idle', module: URL = workerModule()): JobExecutor {
  return new ProcessPoolExecutor<typeof worker>(module, {
    maxWorkers: 1,
    gracePeriod: PICTURE_GRACE_PERIOD_MS,
    resourceLimits: WORKER_HEAP,
    idleTimeout: PICTURE_IDLE_TIMEOUT_MS,
    ...(priority === 'idle' && { initializer: { name: 'giveWay', args: [] } }),
  });
}

/** A cancelled picture may be finished within this time, in milliseconds, because starting a new process would take as long. */
const PICTURE_GRACE_PERIOD_MS = 400;

/** In milliseconds. It is long because a user who has looked at pictures often soon looks at more. */
const PICTURE_IDLE_TIMEOUT_MS = 30_000;

/** The tasks module of the app. */
export function workerModule(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? '../worker.ts' : './worker.js', import.meta.url);
}
