// Moves a file that a result overwrites to the trash, so that an undo of the job can bring it back.

import { ClaimedFiles } from '../claims/claims.ts';
import { type FileCalls, pooledCalls } from '../files/file-calls.ts';
import type { PublishOptions } from '../files/output/output-file.ts';
import type { JobRun } from './job-type.ts';
import { JobError } from './user-error.ts';

type Run = Pick<JobRun<never, never>, 'id' | 'changes' | 'claims' | 'report' | 'fileCalls'>;

/**
 * Makes a job's `trashExisting` for `OutputFile.publish`. If there is no trash (on the command line), the overwritten file is gone. It
 * throws if another job is replacing that file.
 */
export function trashExistingOf(job: Run): NonNullable<PublishOptions['trashExisting']> {
  const { changes, report, fileCalls = pooledCalls } = job;
  let isNoted = false;
  return async ({ part, result }, name) => {
    await using claimed = new ClaimedFiles(job);
    await claimed.add(name);
    if (!changes) {
      if (await isSpecial(name, fileCalls)) throw new JobError('SPECIAL_IN_THE_WAY');
      await fileCalls.rename(part, name);
      return name;
    }
    await claimed.add(part);
    const { path, note } = await changes.replace({ part, result, name, original: null });
    // The user chose to overwrite, so the file is overwritten even without a trash.
    if (note === 'no-trash' && !isNoted) {
      report.note({ code: 'REPLACED_NOT_KEPT' });
      isNoted = true;
    }
    return path;
  };
}

/** Whether it is a pipe, a socket or a device, which a rename would silently replace. A folder is none: renaming over it fails. */
async function isSpecial(path: string, calls: FileCalls): Promise<boolean> {
  const found = await calls.lstat(path).catch(() => undefined);
  return found !== undefined && !found.isFile() && !found.isSymbolicLink() && !found.isDirectory();
}
