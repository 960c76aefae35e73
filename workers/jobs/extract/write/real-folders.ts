// Folders of the user's that files are moved into: none of them is a link by now.
import { lstatSync } from 'node:fs';
import { sep } from 'node:path';
import { atPath } from '../../../files/long-path.ts';
import { entryFault } from '../faults.ts';

/**
 * None of the folders from one to the other is a link. Systems have calls that start from an open folder; Node has none, so
 * that this is asked just before each rename, which leaves microseconds.
 * @param root a folder that holds `path` @throws {JobError} LINK_IN_THE_WAY
 */
export function refuseLinksBetween(root: string, path: string): void {
  for (let slash = path.indexOf(sep, root.length + 1); slash > 0; slash = path.indexOf(sep, slash + 1)) {
    const found = atPath(path.slice(0, slash), (at) => lstatSync(at, { throwIfNoEntry: false }));
    if (!found?.isDirectory()) throw entryFault('LINK_IN_THE_WAY');
  }
}
