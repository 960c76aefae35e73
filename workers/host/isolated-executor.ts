// The executor of one process for second tries. It is created when it is first needed.
import type { JobExecutor } from './create-executor.ts';
import { memoryOf } from './memory.ts';

export class IsolatedExecutor {
  readonly #make: () => JobExecutor;
  #executor: JobExecutor | undefined;

  constructor(make: () => JobExecutor) {
    this.#make = make;
  }

  get(): JobExecutor {
    this.#executor ??= this.#make();
    return this.#executor;
  }

  pids(): number[] {
    const pids = this.#executor?.workers.map(({ pid }) => pid ?? process.pid) ?? [];
    return pids.filter((pid) => pid !== process.pid);
  }

  /** Kills processes that take more than so many bytes. @returns whether there was one */
  killLargerThan(bytes: number): boolean {
    const large = this.pids().filter((pid) => memoryOf(pid) > bytes);
    for (const pid of large) process.kill(pid, 'SIGKILL');
    return large.length > 0;
  }

  async shutdown(): Promise<void> {
    await this.#executor?.shutdown({ cancelFutures: true });
  }
}
