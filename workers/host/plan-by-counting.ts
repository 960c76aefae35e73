// The plan of a job type that has no planner: how many files and bytes it gets.
import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { toUserError } from '../jobs/user-error.ts';
import type { PlanReport } from '../plan/job-plan.ts';

interface Counting {
  readonly inputs: readonly string[];
  readonly signal: AbortSignal;
  readonly report: Pick<PlanReport, 'skip' | 'total'>;
}

/** Links are counted as links and are not followed. */
export async function planByCounting({ inputs, signal, report }: Counting): Promise<void> {
  const total = { files: 0, bytes: 0 };
  const pending = [...inputs].reverse();
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    signal.throwIfAborted();
    try {
      const found = await lstat(path);
      if (found.isDirectory()) pending.push(...(await entriesOf(path)));
      else {
        total.files++;
        total.bytes += found.size;
      }
    } catch (error) {
      report.skip({ path, ...toUserError(error) });
    }
    report.total({ ...total, final: false });
  }
  report.total({ ...total, final: true });
}

async function entriesOf(folder: string): Promise<string[]> {
  const entries: Dirent[] = await readdir(folder, { withFileTypes: true });
  return entries.map((entry) => join(folder, entry.name)).reverse();
}
