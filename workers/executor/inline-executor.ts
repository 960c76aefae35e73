import { openInline } from './links/inline-link.ts';
import { PoolExecutor } from './pool-executor.ts';
import type { ExecutorOptions } from './types.ts';

/**
 * Runs tasks in this thread, for breakpoints and tests; they share the tasks module with this thread, and one that
 * never awaits blocks it. `maxWorkers` tasks run side by side, as far as they await.
 */
export class InlineExecutor<M> extends PoolExecutor<M> {
  /** @param tasks the module whose exported functions are the tasks */
  constructor(tasks: URL | string, options: ExecutorOptions<M> = {}) {
    super(tasks, options, (_, setup, events) => openInline(setup, events));
  }
}
