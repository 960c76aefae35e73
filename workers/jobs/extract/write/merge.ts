// Moves what was extracted into an existing folder. All moves are planned first, so that they can be written down before
// anything moves. Existing files are not replaced, and no link is followed.
import { chmodSync, lchownSync, lstatSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { type Identity, identityOf, isSame } from '../../../files/changes/identity.ts';
import { atPath, readNamesAt } from '../../../files/long-path.ts';
import { toUserError, type UserError } from '../../user-error.ts';
import { entryFault } from '../faults.ts';
import type { FailedEntry } from '../zip-archive/settle.ts';
import { FinishedFolders } from './finished-folders.ts';
import { type NamingCalls, namingCalls } from './naming-calls.ts';
import { SET_GROUP_ID } from './new-tree.ts';
import { isTaken, join, namingOf, type Published, type PublishRequest, statOf, takeNameNow } from './publish.ts';
import { refuseLinksBetween } from './real-folders.ts';

/** A file, a link, or a folder with everything in it. */
export interface Move {
  /** Path in the unfinished folder and in the existing one; empty for the top. */
  readonly path: string;
  /** Absolute. */
  readonly to: string;
  /** Its identity, which does not change when it moves. */
  readonly identity: Identity;
}

/** A file whose name exists. */
export interface Existing {
  /** The name for the list of skipped files. */
  readonly name: string;
  readonly to: string;
}

export interface MergePlan {
  readonly moves: readonly Move[];
  readonly existing: readonly Existing[];
  readonly failed: readonly FailedEntry[];
}

export interface MergeRequest extends PublishRequest {
  readonly moves: readonly Move[];
}

/** Plans the moves without moving anything. New folders get their permissions and times now, as they move as they are. */
export function planMerge(request: PublishRequest): MergePlan {
  const { source, target, root } = namingOf(request);
  const existing: Existing[] = [];
  const failed: FailedEntry[] = [];
  const moves: Move[] = [];
  const visit = (path: string): void => {
    const [from, to] = [join(source, path), join(target, path)];
    try {
      const [ours, there] = [statOf(from), statOf(to)];
      if (!ours) return;
      if (!there) {
        if (ours.isDirectory()) prepareFolder(from, to, foldersOf(request, root, path));
        moves.push({ path, to, identity: identityOf(atPath(from, (at) => lstatSync(at, { bigint: true }))) });
      } else if (ours.isDirectory() && there.isDirectory()) {
        for (const name of readNamesAt(from)) visit(path === '' ? name : `${path}/${name}`);
      } else if (ours.isDirectory() || there.isDirectory()) {
        failed.push({ name: path || target, error: inTheWay(there) });
      } else existing.push({ name: path || target, to });
    } catch (error) {
      failed.push({ name: path || target, error: toUserError(error) });
    }
  };
  visit('');
  return { moves, existing, failed };
}

/**
 * Makes the planned moves, and no others. What an earlier try has moved is skipped.
 * @param beforeMove for tests, which change the user's folders at this moment
 */
export function mergeTree(
  request: MergeRequest,
  beforeMove: (path: string) => void = () => {},
  calls: NamingCalls = namingCalls,
): Published {
  const { source, target, root } = namingOf(request);
  const paths: string[] = [];
  const skipped: string[] = [];
  const failed: FailedEntry[] = [];
  for (const { path, to, identity } of request.moves) {
    const from = join(source, path);
    try {
      const there = atPath(to, (at) => lstatSync(at, { bigint: true, throwIfNoEntry: false }));
      const isMoved = there && isSame(identity, identityOf(there));
      beforeMove(to);
      if (!isMoved) refuseLinksBetween(request.folder, to);
      if (isMoved || takeAnyName(from, to, () => foldersOf(request, root, path), calls)) paths.push(to);
      else skipped.push(path || target);
    } catch (error) {
      failed.push({ name: path || target, error: toUserError(error) });
    }
  }
  return { paths, skipped, failed };
}

function takeAnyName(from: string, to: string, folders: () => FinishedFolders, calls: NamingCalls): boolean {
  if (!statOf(from)?.isDirectory()) return takeNameNow(from, to, calls);
  if (statOf(to)) return false;
  try {
    calls.rename(from, to);
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
  folders().finishOuter(to);
  return true;
}

function inTheWay(there: Stats): UserError {
  if (there.isDirectory()) return toUserError(entryFault('FOLDER_IN_THE_WAY'));
  return toUserError(entryFault(there.isSymbolicLink() ? 'LINK_IN_THE_WAY' : 'FILE_IN_THE_WAY'));
}

function prepareFolder(from: string, to: string, folders: FinishedFolders): void {
  const above = atPath(dirname(to), (at) => lstatSync(at));
  shareWithGroup(from, above);
  folders.finishInner(from);
  folders.prepareOuter(from);
}

/** Gives a new folder the group of the folder above, if that one passes on its group. @param above the folder above */
function shareWithGroup(folder: string, above: Stats): void {
  const own = atPath(folder, (at) => lstatSync(at));
  const { gid } = above;
  if ((above.mode & SET_GROUP_ID) === 0 || (own.gid === gid && (own.mode & SET_GROUP_ID) !== 0)) return;
  try {
    atPath(folder, (at) => lchownSync(at, own.uid, gid));
    atPath(folder, (at) => chmodSync(at, (own.mode & 0o7777) | SET_GROUP_ID));
  } catch {
    // A user who is not a member of the group may not give it a folder.
  }
  for (const name of readNamesAt(folder)) {
    const inner = `${folder}/${name}`;
    if (statOf(inner)?.isDirectory()) shareWithGroup(inner, above);
  }
}

/** The attributes of a folder that moves, and of those in it. */
function foldersOf({ folders, owners }: PublishRequest, root: string, path: string): FinishedFolders {
  return new FinishedFolders(folders, [root, path].filter(Boolean).join('/'), owners);
}
