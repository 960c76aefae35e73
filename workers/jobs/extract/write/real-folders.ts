// Checks that none of the user's folders that files are moved into has become a link.
import { lstatSync } from 'node:fs';
import { sep } from 'node:path';
import { atPath } from '../../../files/long-path.ts';
import { entryFault } from '../faults.ts';

/**
 * Refuses if one of the folders from `root` to `path` is a link. Node has no calls that start from an open folder, so this is
 * checked just before each rename, which leaves a gap of microseconds.
 * @param root a folder that holds `path` @throws {JobError} LINK_IN_THE_WAY
 */
export function refuseLinksBetween(root: string, path: string): void {
  for (let slash = path.indexOf(sep, root.length + 1); slash > 0; slash = path.indexOf(sep, slash + 1)) {
    const found = atPath(path.slice(0, slash), (at) => lstatSync(at, { throwIfNoEntry: false }));
    if (!found?.isDirectory()) throw entryFault('LINK_IN_THE_WAY');
  }
}
