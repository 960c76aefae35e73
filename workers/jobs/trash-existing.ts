// What a result overwrites goes to the trash, so that an undo of the job can bring it back.
import type { PublishOptions } from '../files/output-file.ts';
import type { JobRun } from './job-type.ts';

/** A job's one `trashExisting` for `OutputFile.publish`. Undefined where there is no trash (the command line). */
export function makeWayOf<Options>({
  changes,
  report,
}: Pick<JobRun<Options, never>, 'changes' | 'report'>): PublishOptions['trashExisting'] {
  if (!changes) return undefined;
  let isNoted = false;
  return async ({ part, result }, name) => {
    const { path, note } = await changes.replace({ part, result, name, original: null });
    // It was said to be overwritten, trash or no trash.
    if (note === 'no-trash' && !isNoted) {
      report.note({ code: 'REPLACED_NOT_KEPT' });
      isNoted = true;
    }
    return path;
  };
}
