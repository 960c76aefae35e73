// What a file or folder is, whatever its path says: links, mounts and other spellings lead to the same one.
import { type BigIntStats, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { atPath } from './long-path.ts';
import { plainRoot } from './system/paths.ts';
import { systemPath } from './system-path.ts';

/** Device and inode of what a path leads to; links are followed. @throws the system's error */
export function identityOf(path: string): string {
  return identityIn(atPath(plainRoot(path), (real) => statSync(real, { bigint: true })));
}

export function identityIn({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`;
}

/** The same without holding up the caller's thread; undefined when nothing is there. */
export async function findIdentity(path: string): Promise<string | undefined> {
  return stat(systemPath(plainRoot(path)), { bigint: true }).then(identityIn, () => undefined);
}
