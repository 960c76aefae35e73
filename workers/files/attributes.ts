// Copies what a file has besides its content: mode, owner, access control list and extended attributes.
import { fchmodSync, fchownSync, type Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { childProcess } from './node-when-used.ts';
import { isLinux } from './system.ts';
import { systemPath } from './system-path.ts';

/**
 * Gives an open file the mode and owner of another one and, on Linux, its access control list and extended attributes. What
 * the disk or the system does not permit is left as it is: only root may give a file to another user.
 * @param from absolute path of a regular file
 */
export async function copyAttributes(from: string, descriptor: number): Promise<void> {
  const found = await lstat(systemPath(from)).catch(() => undefined);
  if (!found?.isFile()) return;
  copyOwner(found, descriptor);
  if (isLinux) await copyByProgram(from, descriptor);
}

/** Sets the owner before the mode, because changing the owner removes bits from the mode. */
function copyOwner({ uid, gid, mode }: Stats, descriptor: number): void {
  for (const change of [
    () => (process.getuid?.() === uid ? undefined : fchownSync(descriptor, uid, gid)),
    () => fchmodSync(descriptor, mode & 0o777),
  ]) {
    try {
      change();
    } catch {
      // The system does not permit it.
    }
  }
}

/** GNU coreutils are on every Linux desktop. The program gets the open file and not its path, because the path could lead to another file by then. */
function copyByProgram(from: string, descriptor: number): Promise<void> {
  const what = ['--attributes-only', '--preserve=mode,ownership,xattr', '--', from, '/dev/fd/3'];
  const { PATH } = process.env;
  return new Promise((resolve) => {
    const program = childProcess().spawn('cp', what, {
      stdio: ['ignore', 'ignore', 'ignore', descriptor],
      env: { PATH },
    });
    program.on('error', () => resolve());
    program.on('exit', () => resolve());
  });
}
