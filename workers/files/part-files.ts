// Names of unfinished outputs. They say whose they are, so that what a crash leaves behind can be found and removed.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A job's mark in its part files' names: the start of its id. */
export function ownerMark(owner: string): string {
  return owner.replace(/[^0-9a-z]/gi, '').slice(0, 12);
}

/** A name for an unfinished file of this owner (a job id). Short, so that it fits where the final name fits. */
export function partName(owner: string): string {
  return `.dropmill-${ownerMark(owner)}-${randomDigits()}.part`;
}

/** 48 bits in hexadecimal. They need not be a secret, since nothing that exists is opened; loading the cryptography takes long. */
export function randomDigits(): string {
  return Math.floor(Math.random() * 2 ** 48)
    .toString(16)
    .padStart(12, '0');
}

/** Removes the owner's unfinished files and folders from a folder. A folder that is gone has none. */
export async function sweepParts(folder: string, owner: string): Promise<void> {
  const prefix = `.dropmill-${ownerMark(owner)}-`;
  const names = await readdir(folder).catch(() => []);
  const parts = names.filter((name) => name.startsWith(prefix) && name.endsWith('.part'));
  await Promise.all(parts.map((name) => rm(join(folder, name), { recursive: true, force: true }).catch(() => {})));
}
