// How much space is free on the disk that a file will be written to.
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
 * @param folder absolute; if it does not exist yet, the nearest folder above it is used
 * @returns undefined if the system does not say
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
 * Call this at the start of a job, so that one that cannot fit fails before it writes anything.
 * @param atLeast bytes that will certainly be written
 * @throws {JobError} ENOSPC
 */
export async function ensureRoom(folder: string, atLeast: number): Promise<void> {
  const free = await freeSpace(folder);
  if (free === undefined || free.bytes >= atLeast) return;
  throw new JobError('NO_ROOM');
}
