// Results of earlier jobs that a job may find among its inputs.
import { lstat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { identityOf, isStill } from '../files/changes/identity.ts';
import type { NamedFile } from '../files/output/output-file.ts';
import { spelling } from '../files/system/names.ts';
import { systemPath } from '../files/system-path.ts';

/** A result that an earlier job of the same type has made from files that are now among the inputs. */
export interface EarlierResult extends Omit<NamedFile, 'from'> {
  /** What it was made from. Absolute paths of files and folders. */
  readonly from: readonly string[];
  /** Whether the job itself has made it, before an undo that could not take it back. It may have its original's name. */
  readonly isOwn?: boolean;
}

/** Whether it is still the file that the job has made. */
export async function isThere(result: EarlierResult): Promise<boolean> {
  const found = await lstat(systemPath(result.path), { bigint: true }).catch(() => undefined);
  return found !== undefined && isStill(result, identityOf(found), result.path);
}

/** Files and folders, however this system lets their paths be spelt. */
export class Places {
  readonly #spellings: ReadonlySet<string>;
  readonly #spelling: (path: string) => string;

  /** @param paths absolute */
  constructor(paths: readonly string[], spell = spelling) {
    this.#spelling = spell;
    this.#spellings = new Set(paths.map(spell));
  }

  has(path: string): boolean {
    return this.#spellings.has(this.#spelling(path));
  }

  /** Whether a path is one of them, or in a folder that is one of them. */
  hold(path: string): boolean {
    for (let at = path; ; at = dirname(at)) {
      if (this.has(at)) return true;
      if (dirname(at) === at) return false;
    }
  }
}
