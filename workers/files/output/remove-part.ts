// Removes an unfinished file or folder, whatever permissions its folders have and however deep they are.
import { chmod, readdir, rm, rmdir, unlink } from 'node:fs/promises';
import { laterAtPath } from '../long-path.ts';
import { patiently } from '../system/patience.ts';
import { escapeBytes, systemPath } from '../system-path.ts';

/** Errors of a folder that may not be read or written, and of one whose path is too long for a single call. */
const STUBBORN: ReadonlySet<unknown> = new Set(['EACCES', 'EPERM', 'ENAMETOOLONG']);

/** @param part absolute path; nothing happens if it does not exist @throws the system's error */
export async function removePart(part: string): Promise<void> {
  try {
    await removeAll(part);
  } catch (error) {
    if (!STUBBORN.has((error as NodeJS.ErrnoException).code)) throw error;
    await removeOneByOne(part).catch(() => {});
    await removeAll(part);
  }
}

function removeAll(part: string): Promise<void> {
  return patiently(() => rm(systemPath(part), { recursive: true, force: true }));
}

/** Links are not followed: `readdir` distinguishes them from folders. */
async function removeOneByOne(folder: string): Promise<void> {
  await laterAtPath(folder, (at) => chmod(at, 0o700));
  const entries = await laterAtPath(folder, (at) => readdir(at, { withFileTypes: true, encoding: 'buffer' }));
  for (const entry of entries) {
    const path = `${folder}/${escapeBytes(entry.name)}`;
    await (entry.isDirectory() ? removeOneByOne(path) : laterAtPath(path, unlink));
  }
  await laterAtPath(folder, rmdir);
}
