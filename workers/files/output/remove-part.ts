// Removes an unfinished file or folder, whatever permissions its folders were given.
import { chmod, readdir, rm } from 'node:fs/promises';
import { patiently } from '../system/patience.ts';
import { systemPath, unescapeBytes } from '../system-path.ts';

/** @param part absolute; nothing happens when it is not there @throws the system's error */
export async function removePart(part: string): Promise<void> {
  try {
    await removeAll(part);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    await openFolders(unescapeBytes(part)).catch(() => {});
    await removeAll(part);
  }
}

function removeAll(part: string): Promise<void> {
  return patiently(() => rm(systemPath(part), { recursive: true, force: true }));
}

/** Links are not followed: `readdir` tells them from folders. */
async function openFolders(folder: Buffer): Promise<void> {
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { withFileTypes: true, encoding: 'buffer' })) {
    if (entry.isDirectory()) await openFolders(Buffer.concat([folder, Buffer.from('/'), entry.name]));
  }
}
