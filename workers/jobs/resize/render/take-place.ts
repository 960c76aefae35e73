// Replaces an original with its result. The original goes to the trash if it is still the file that was read.
import { lstat } from 'node:fs/promises';
import { copyAttributes } from '../../../files/attributes.ts';
import { type Identity, identityOf, isSame } from '../../../files/changes/identity.ts';
import type { OpenFile } from '../../../files/file-calls.ts';
import type { NamedFile, OutputFile, PublishOptions } from '../../../files/output/output-file.ts';
import { changedNs } from '../../../files/system/times.ts';
import { systemPath } from '../../../files/system-path.ts';
import { JobError } from '../../user-error.ts';
import type { FoundFile } from '../plan/find-pictures.ts';
import type { PlannedName } from '../plan/name-plan.ts';
import type { ResizeRun } from '../resize-run.ts';

/** How exact times in milliseconds are, as they are floating-point numbers. */
const CLOCK_ROUNDING_MS = 0.01;

/** @throws {JobError} if it is no longer the file that the job has found */
export async function readAsFound({ path, bytes, changed }: FoundFile): Promise<Identity> {
  const found = await lstat(systemPath(path), { bigint: true });
  const identity = identityOf(found);
  const isSameTime = Math.abs(Number(changedNs(found)) / 1e6 - changed) < CLOCK_ROUNDING_MS;
  if (found.isFile() && identity.size === bytes && isSameTime) return identity;
  throw new JobError('ORIGINAL_CHANGED');
}

export interface Placed {
  /** Absolute path of the result. */
  readonly path: string;
  /** Whether the original is another file by now: then it was left alone, and the result has a name of its own. */
  readonly isOriginalChanged: boolean;
}

interface Place {
  readonly file: FoundFile;
  readonly was: Identity;
  readonly name: PlannedName;
  readonly onNaming: (file: NamedFile) => void;
  readonly trashExisting: PublishOptions['trashExisting'];
}

/** @throws the error of the trash: then the original is where it was, and there is no result */
export async function takePlace({ changes }: ResizeRun, part: OutputFile<OpenFile>, place: Place): Promise<Placed> {
  const { file, was, name, onNaming, trashExisting } = place;
  if (!changes) throw new TypeError('There is no trash here.');
  await copyAttributes(file.path, part.handle.fd);
  const original = { path: file.path, was };
  if (name.path === file.path) {
    return part.hand(async ({ part: partPath, result }) => {
      onNaming({ path: file.path, ...result });
      const { path, note } = await changes.replace({ part: partPath, result, name: file.path, original });
      if (path !== file.path) onNaming({ path, ...result });
      return { path, isOriginalChanged: note === 'changed' };
    });
  }
  const result = await part.identity();
  const path = await part.publish(name.path, name.collision, { onNaming, trashExisting, mode: file.mode });
  if (path === undefined) return { path: name.path, isOriginalChanged: true };
  try {
    const { note } = await changes.replace({ part: null, result, name: path, original });
    return { path, isOriginalChanged: note === 'changed' };
  } catch (error) {
    // The result is not deleted unless its original is in its place.
    const original = await lstat(systemPath(file.path), { bigint: true }).then(identityOf, () => undefined);
    if (isSame(was, original)) await part.withdraw(path, result);
    throw error;
  }
}
