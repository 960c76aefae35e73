import { openProcess } from './links/process-link.ts';
import { PoolExecutor } from './pool-executor.ts';
import type { ExecutorOptions } from './types.ts';

/**
 * Runs tasks in processes (Python: `concurrent.futures.ProcessPoolExecutor`). They can be killed at any moment, and a
 * crash takes nothing else with it; everything sent is copied.
 *
 * @example
 * await using executor = new ProcessPoolExecutor<typeof import('./tasks.ts')>(new URL('./tasks.ts', import.meta.url));
 * console.log(await executor.submit('factorial', 20n));
 */
export class ProcessPoolExecutor<M> extends PoolExecutor<M> {
  /** @param tasks the module whose exported functions are the tasks; each worker imports it once */
  constructor(tasks: URL | string, options: ExecutorOptions<M> = {}) {
    super(tasks, options, openProcess);
  }
}
