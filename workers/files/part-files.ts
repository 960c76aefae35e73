// Names of unfinished outputs. They say whose they are, so that what a crash leaves behind can be found and removed.
import { randomBytes } from 'node:crypto';
import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** A job's mark in its part files' names: the start of its id. */
function ownerMark(owner: string): string {
  return owner.replace(/[^0-9a-z]/gi, '').slice(0, 12);
}

/** A name for an unfinished file of this owner (a job id). Short, so that it fits where the final name fits. */
export function partName(owner: string): string {
  return `.dropmill-${ownerMark(owner)}-${randomBytes(6).toString('hex')}.part`;
}

/** Removes the owner's unfinished files from a folder. A folder that is gone has none. */
export async function sweepParts(folder: string, owner: string): Promise<void> {
  const prefix = `.dropmill-${ownerMark(owner)}-`;
  const names = await readdir(folder).catch(() => []);
  const parts = names.filter((name) => name.startsWith(prefix) && name.endsWith('.part'));
  await Promise.all(parts.map((name) => unlink(join(folder, name)).catch(() => {})));
}
