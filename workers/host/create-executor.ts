// The executor that all jobs of this process share, as the settings name it.
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

/** One process, in which a task can take nothing else down. It ends when it has had nothing to do for a while. */
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

/** One process for what is shown in the window, apart from what jobs run on. `idle`: it gives way to all else. */
export function createPictureExecutor(priority: 'usual' | 'idle', module: URL = workerModule()): JobExecutor {
  return new ProcessPoolExecutor<typeof worker>(module, {
    maxWorkers: 1,
    gracePeriod: PICTURE_GRACE_PERIOD_MS,
    resourceLimits: WORKER_HEAP,
    idleTimeout: PICTURE_IDLE_TIMEOUT_MS,
    ...(priority === 'idle' && { initializer: { name: 'giveWay', args: [] } }),
  });
}

/** What is made within this time is let through though nobody wants it any more: a new process would take as long. In milliseconds. */
const PICTURE_GRACE_PERIOD_MS = 400;

/** Somebody who has looked at pictures soon looks at more. In milliseconds. */
const PICTURE_IDLE_TIMEOUT_MS = 30_000;

/** The tasks module of the app. */
export function workerModule(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? '../worker.ts' : './worker.js', import.meta.url);
}
