// Identifies a file or folder, whatever path leads to it: links, mounts and other spellings can lead to the same one.
import { type BigIntStats, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileKey, hasLastingNumbers } from './changes/identity.ts';
import { atPath } from './long-path.ts';
import { plainRoot } from './system/paths.ts';
import { systemPath } from './system-path.ts';

/** Returns device and inode of the file or folder at a path; links are followed. @throws the system's error */
export function identityOf(path: string): string {
  return fileKey(atPath(plainRoot(path), (real) => statSync(real, { bigint: true })));
}

/** The same without blocking the caller's thread; undefined when nothing is there. */
export async function findIdentity(path: string): Promise<string | undefined> {
  const found = await statOf(path);
  return found && fileKey(found);
}

/** Files that must not be replaced, whatever path leads to them. */
export class KnownFiles {
  readonly #numbers = new Set<string>();
  readonly #contents = new Set<string>();

  /** Takes those of the paths that exist. */
  static async at(paths: readonly string[]): Promise<KnownFiles> {
    const known = new KnownFiles();
    for (const found of await Promise.all(paths.map(statOf))) {
      if (!found?.isFile()) continue;
      known.#numbers.add(fileKey(found));
      known.#contents.add(contentOf(found));
    }
    return known;
  }

  /**
   * Whether a file is one of them. On disks where files have no lasting numbers, equal size and time are enough:
   * there, the number depends on how the name is written.
   * @param found the file at this path
   */
  async has(path: string, found: BigIntStats): Promise<boolean> {
    if (this.#numbers.has(fileKey(found))) return true;
    return found.isFile() && this.#contents.has(contentOf(found)) && !(await hasLastingNumbers(dirname(path)));
  }
}

function statOf(path: string): Promise<BigIntStats | undefined> {
  return stat(systemPath(plainRoot(path)), { bigint: true }).catch(() => undefined);
}

function contentOf({ size, mtimeNs }: BigIntStats): string {
  return `${size} ${mtimeNs}`;
}
