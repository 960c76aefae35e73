// Removes an unfinished folder, and what is in one.
import { rmSync, unlinkSync } from 'node:fs';
import { rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { atPath } from '../../../files/long-path.ts';
import { partLeft } from '../../../files/output/output-file.ts';
import { removePart } from '../../../files/output/remove-part.ts';
import { patientlyNow } from '../../../files/system/patience.ts';
import { readNames, systemPath } from '../../../files/system-path.ts';

/**
 * @throws {JobError} PART_LEFT
 * @param part absolute; nothing happens when it is not there
 * @param made the first of the folders that were made for it: it goes too, when nothing is in it
 */
export async function removeUnfinished(part: string, made: string | undefined): Promise<void> {
  await removePart(part).catch((cause: unknown) => {
    throw partLeft(part, cause);
  });
  if (made !== undefined) await removeEmpty(dirname(part), made);
}

/** From the inner one outwards, as far as they are empty and ours. */
async function removeEmpty(folder: string, made: string): Promise<void> {
  for (let at = folder; at.startsWith(made); at = dirname(at)) {
    try {
      await rmdir(systemPath(at));
    } catch {
      return;
    }
  }
}

/** All that is in an unfinished folder. */
export function emptyUnfinished(part: string): void {
  for (const name of readNames(part)) patientlyNow(() => rmSync(systemPath(`${part}/${name}`), { recursive: true }));
}

/** A file or a link in an unfinished folder. @param path relative to it */
export function removeUnfinishedFile(part: string, path: string): void {
  patientlyNow(() => atPath(`${part}/${path}`, unlinkSync));
}
