// Folders of the user's that files are moved into: each is still the one that was looked at, and no link has taken its place.
import { lstatSync } from 'node:fs';
import { systemPath } from '../../../files/system-path.ts';
import { entryFault } from '../faults.ts';

interface SeenFolder {
  readonly path: string;
  readonly dev: number;
  readonly ino: number;
}

/**
 * The folders on the way to where something is about to get its name. Systems have calls that start from an open folder; Node
 * has none, so that they are looked at once more before each rename, which leaves microseconds.
 */
export class RealFolders {
  readonly #seen: SeenFolder[] = [];

  /** @param path a folder that is there, and no link */
  enter(path: string): void {
    const { dev, ino } = lstatSync(systemPath(path));
    this.#seen.push({ path, dev, ino });
  }

  leave(): void {
    this.#seen.pop();
  }

  /** @throws {JobError} LINK_IN_THE_WAY when one of them is not what it was */
  check(): void {
    for (const { path, dev, ino } of this.#seen) {
      const now = lstatSync(systemPath(path), { throwIfNoEntry: false });
      if (!now?.isDirectory() || now.dev !== dev || now.ino !== ino) throw entryFault('LINK_IN_THE_WAY');
    }
  }
}

/**
 * For a single path: none of the folders from one to the other is a link.
 * @param root a folder that holds `path` @throws {JobError} LINK_IN_THE_WAY
 */
export function refuseLinksBetween(root: string, path: string): void {
  for (let slash = path.indexOf('/', root.length + 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
    const found = lstatSync(systemPath(path.slice(0, slash)), { throwIfNoEntry: false });
    if (!found?.isDirectory()) throw entryFault('LINK_IN_THE_WAY');
  }
}
