// Removes an unfinished folder, or files in it.
import { rmSync, unlinkSync } from 'node:fs';
import { rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { atPath } from '../../../files/long-path.ts';
import { partLeft } from '../../../files/output/output-file.ts';
import { removePart } from '../../../files/output/remove-part.ts';
import { patiently, patientlyNow } from '../../../files/system/patience.ts';
import { readNames, systemPath } from '../../../files/system-path.ts';

/**
 * @throws {JobError} PART_LEFT
 * @param part absolute path; nothing happens if it does not exist
 * @param made the outermost folder that was made for it, which is removed, too, if it is empty
 */
export async function removeUnfinished(part: string, made: string | undefined): Promise<void> {
  await removePart(part).catch((cause: unknown) => {
    throw partLeft(part, cause);
  });
  if (made !== undefined) await removeEmpty(dirname(part), made);
}

/** Removes folders from the inner one outwards, as long as they are empty and were made by us. */
async function removeEmpty(folder: string, made: string): Promise<void> {
  for (let at = folder; at.startsWith(made); at = dirname(at)) {
    try {
      await patiently(() => rmdir(systemPath(at)));
    } catch {
      return;
    }
  }
}

/** Removes everything in an unfinished folder. */
export function emptyUnfinished(part: string): void {
  for (const name of readNames(part)) patientlyNow(() => rmSync(systemPath(`${part}/${name}`), { recursive: true }));
}

/** Removes a file or a link in an unfinished folder. @param path relative to it */
export function removeUnfinishedFile(part: string, path: string): void {
  patientlyNow(() => atPath(`${part}/${path}`, unlinkSync));
}
