// Makes the folder that a job writes to.
import { mkdir } from 'node:fs/promises';
import { sep } from 'node:path';
import { JobError } from '../jobs/user-error.ts';
import { isEscaped, systemPath } from './system-path.ts';

/**
 * Makes a folder with those above it.
 * @param folder absolute, without `..`
 * @returns the first one that had to be made; undefined where all were there
 * @throws {JobError} ENOTDIR, when something else has its name
 */
export async function makeFolder(folder: string): Promise<string | undefined> {
  try {
    const made = await mkdir(systemPath(folder), { recursive: true });
    if (made === undefined || !isEscaped(folder)) return made?.toString();
    // The system's answer has lost the bytes that are not UTF-8.
    return folder.split(sep).slice(0, made.toString().split(sep).length).join(sep);
  } catch (error) {
    // The system says so of the last part of the path alone.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new JobError('ENOTDIR', {}, { cause: error });
    throw error;
  }
}
