// How much room there is where a file is to be written.
import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

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
      const [found, { dev }] = await Promise.all([statfs(existing), stat(existing)]);
      return { bytes: found.bavail * found.bsize, disk: dev };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(existing) === existing) return undefined;
    }
  }
}
