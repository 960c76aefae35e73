// overlayfs, the disk of containers and of live systems, shows files of several disks or folders (its layers) as one. The lower layers
// are read-only: a file of theirs is copied to the upper one when it, or one of its names, is changed.
import { constants } from 'node:fs';
import { lstat, open, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isLinux } from '../system.ts';
import { systemPath } from '../system-path.ts';
import { TYPE_BITS } from './modes.ts';

/** What `statfs` says of it. */
const OVERLAYFS = 0x794c7630;

/** Whether a folder is on such a disk. */
export async function isLayered(folder: string): Promise<boolean> {
  if (!isLinux) return false;
  return statfs(systemPath(folder)).then(
    ({ type }) => type === OVERLAYFS,
    () => false,
  );
}

/**
 * On such a disk, a file with several names gets another number when it is copied (Linux, filesystems/overlayfs.rst, "Inode
 * properties"). Call this before the number of a file is noted that is to be moved later: the file is copied now, and nobody
 * sees a difference. Does nothing on other disks, and where that is not permitted.
 */
export async function settleNumber(path: string): Promise<void> {
  if (!(await isLayered(dirname(path)))) return;
  const found = await lstat(systemPath(path)).catch(() => undefined);
  if (!found?.isFile() || found.nlink === 1) return;
  await copyUp(path, constants.O_RDWR)
    .catch(() => copyUp(path, constants.O_RDONLY))
    .catch(() => {});
}

async function copyUp(path: string, access: number): Promise<void> {
  await using file = await open(systemPath(path), access | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  if (access === constants.O_RDWR) return;
  // A file that is read-only is copied when its mode is set, even to what it is.
  const { mode } = await file.stat();
  await file.chmod(mode & ~TYPE_BITS);
}
