// The system calls that change the user's files. They are in one place, so that a test can end the program before any of them.
import { type BigIntStats, constants } from 'node:fs';
import * as fs from 'node:fs/promises';
import { makeFolder } from '../output/make-folder.ts';
import { OWNER_WRITES } from '../system/modes.ts';
import { unlessMounted } from '../system/mounts.ts';
import { patientLink, patiently, patientRename } from '../system/patience.ts';
import { timesOf } from '../system/times.ts';
import { readNames, systemPath } from '../system-path.ts';
import { type Identity, identityOf } from './identity.ts';

/** What was found under a name. A symbolic link is not followed. */
export interface Look extends Identity {
  /** When the file was made, in nanoseconds since 1970. The next file with its number has another time. `0` where the disk does not tell. */
  readonly born: string;
  /** `other`: a pipe, a socket or a device. */
  readonly kind: 'file' | 'link' | 'folder' | 'other';
}

/** All reject with the system's error. */
export interface ChangeCalls {
  /** Returns undefined if nothing has the name. */
  look(path: string): Promise<Look | undefined>;
  link(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  /** Makes a folder that only the user can open. It is no error if the folder exists already. */
  makeFolder(path: string): Promise<void>;
  /** Removes a folder if it is empty, and otherwise does nothing. */
  removeFolder(path: string): Promise<void>;
  /** Copies a file to a free name on another disk, with its times, and syncs it. */
  copy(from: string, to: string): Promise<void>;
  names(folder: string): Promise<readonly string[]>;
  /** Makes changes in a folder last through a power cut, where the system can. */
  syncFolder(folder: string): Promise<void>;
  /** Adds to the end of a log. */
  append(handle: fs.FileHandle, text: string): Promise<void>;
  sync(handle: fs.FileHandle): Promise<void>;
}

export const realCalls: ChangeCalls = {
  look: async (path) => {
    const found = await fs.lstat(systemPath(path), { bigint: true }).catch(nothing);
    return found && { ...identityOf(found), born: found.birthtimeNs.toString(), kind: kindOf(found) };
  },
  link: (from, to) =>
    unlessMounted([from], () => patientLink(systemPath(from), () => fs.link(systemPath(from), systemPath(to)))),
  rename: (from, to) =>
    unlessMounted([from, to], () => patientRename(systemPath(to), () => fs.rename(systemPath(from), systemPath(to)))),
  unlink: (path) => patiently(() => fs.unlink(systemPath(path))),
  makeFolder: async (path) => void (await makeFolder(path, { mode: 0o700 })),
  removeFolder: (path) => patiently(() => fs.rmdir(systemPath(path))).catch(() => {}),
  copy: async (from, to) => {
    await fs.copyFile(systemPath(from), systemPath(to), constants.COPYFILE_EXCL);
    const stats = await fs.stat(systemPath(from));
    const { mode } = stats;
    // A copy of a read-only file is read-only, and cannot be opened to be synced.
    const isReadOnly = (mode & OWNER_WRITES) === 0;
    if (isReadOnly) await fs.chmod(systemPath(to), mode | OWNER_WRITES);
    await using copy = await fs.open(systemPath(to), 'r+');
    await copy.utimes(...timesOf(stats));
    if (isReadOnly) await copy.chmod(mode);
    await copy.sync();
  },
  names: async (folder) => {
    try {
      const names = await fs.readdir(systemPath(folder));
      // Node's call has lost bytes of names that are not UTF-8.
      return names.some((name) => name.includes('\uFFFD')) ? readNames(folder) : names;
    } catch {
      return [];
    }
  },
  syncFolder: async (folder) => {
    const handle = await fs.open(systemPath(folder), 'r').catch(() => undefined);
    await handle?.sync().catch(() => {});
    await handle?.close();
  },
  append: (handle, text) => handle.appendFile(text),
  sync: (handle) => handle.datasync(),
};

function nothing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
  throw error;
}

function kindOf(found: BigIntStats): Look['kind'] {
  if (found.isFile()) return 'file';
  if (found.isDirectory()) return 'folder';
  return found.isSymbolicLink() ? 'link' : 'other';
}

/**
 * Error codes of `link` and `symlink` that mean that this disk has no such links, that this user may make none, or that this file can
 * have no more. `EISDIR` is what Node makes of Windows' answer on FAT and exFAT (ERROR_INVALID_FUNCTION).
 */
const NO_LINKS: ReadonlySet<string> = new Set([
  'EPERM',
  'EISDIR',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EINVAL',
  'UNKNOWN',
]);

export function meansNoLinks(error: unknown): boolean {
  return NO_LINKS.has((error as NodeJS.ErrnoException).code ?? '');
}

/** @returns false where the disk has no hard links */
export async function tryLink(calls: ChangeCalls, from: string, to: string): Promise<boolean> {
  try {
    await calls.link(from, to);
    return true;
  } catch (error) {
    if (meansNoLinks(error)) return false;
    throw error;
  }
}

/**
 * Moves a file to a name that nothing has. On disks without hard links, another file may get the name between
 * the check and the move.
 * @returns false when something has the name
 */
export async function moveToFree(calls: ChangeCalls, from: string, to: string): Promise<boolean> {
  try {
    if (await tryLink(calls, from, to)) {
      // The file has the new name. It does no harm if the old one stays.
      await calls.unlink(from).catch(() => {});
      return true;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  if (await calls.look(to)) return false;
  await calls.rename(from, to);
  return true;
}
