// What a result overwrites goes to the trash, so that an undo of the job can bring it back.
import { lstat } from 'node:fs/promises';
import type { JobRun } from './job-type.ts';

/** A job's one `makeWay` for `OutputFile.publish`. Undefined where there is no trash (the command line). */
export function makeWayOf<Options>({
  trash,
  report,
}: Pick<JobRun<Options, never>, 'trash' | 'report'>): ((path: string) => Promise<void>) | undefined {
  if (!trash) return undefined;
  let told = false;
  return async (path) => {
    const found = await lstat(path).catch(() => undefined);
    if (!found?.isFile()) return;
    try {
      await trash(path);
    } catch {
      // It was said to be overwritten, trash or no trash.
      if (!told) report.note({ code: 'REPLACED_NOT_KEPT' });
      told = true;
    }
  };
}
