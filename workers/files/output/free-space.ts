// How much room there is where a file is to be written.
import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { JobError } from '../../jobs/user-error.ts';
import { systemPath } from '../system-path.ts';

export interface FreeSpace {
  /** Bytes that this user may still write. */
  readonly bytes: number;
  /** Which disk it is: equal for two folders on the same one. */
  readonly disk: number;
}

/**
 * @param folder absolute; where it does not exist yet, the nearest folder above that does is asked
 * @returns undefined where the system does not say
 */
export async function freeSpace(folder: string): Promise<FreeSpace | undefined> {
  for (let existing = folder; ; existing = dirname(existing)) {
    try {
      const [found, { dev }] = await Promise.all([statfs(systemPath(existing)), stat(systemPath(existing))]);
      return { bytes: found.bavail * found.bsize, disk: dev };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(existing) === existing) return undefined;
    }
  }
}

/**
 * For the start of a job: better no half of it than a full disk. Asks before anything is written.
 * @param atLeast bytes that will be written for certain, whatever they deflate to
 * @throws {JobError} ENOSPC
 */
export async function ensureRoom(folder: string, atLeast: number): Promise<void> {
  const free = await freeSpace(folder);
  if (free === undefined || free.bytes >= atLeast) return;
  throw new JobError('NO_ROOM');
}
