import { openThread } from './links/thread-link.ts';
import { PoolExecutor } from './pool-executor.ts';
import type { ExecutorOptions } from './types.ts';

/**
 * Runs tasks in worker threads (Python: `concurrent.futures.ThreadPoolExecutor`). They start fast and take buffers
 * without a copy; a crash of native code takes the whole process.
 *
 * @example
 * await using executor = new ThreadPoolExecutor<typeof import('./tasks.ts')>(new URL('./tasks.ts', import.meta.url));
 * console.log(await executor.submit('factorial', 20n));
 */
export class ThreadPoolExecutor<M> extends PoolExecutor<M> {
  /** @param tasks the module whose exported functions are the tasks; each worker imports it once */
  constructor(tasks: URL | string, options: ExecutorOptions<M> = {}) {
    super(tasks, options, openThread);
  }
}
