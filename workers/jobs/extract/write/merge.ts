// Moves what was extracted into a folder that is there. What gets which name is settled first, so that it can be written down before
// anything has moved. Nothing that lies there is replaced, and no link is followed.
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

/** A file, a link, or a folder with all that is in it. */
export interface Move {
  /** Below the unfinished folder and the one that is there; empty for the top. */
  readonly path: string;
  /** Absolute. */
  readonly to: string;
  /** It keeps this when it moves. */
  readonly identity: Identity;
}

/** A file whose name exists. */
export interface Existing {
  /** As it is called among what was skipped. */
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

/** Moves nothing. Folders that are new get their permissions and times: they move as they are. */
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
 * Does what was planned, and nothing else. What an earlier try has moved is there already.
 * @param beforeMove for tests: something else may happen to the user's folders at this moment
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

/** Folders that are made in one whose files belong to a group belong to that group, too. @param above that one */
function shareWithGroup(folder: string, above: Stats): void {
  const own = atPath(folder, (at) => lstatSync(at));
  const { gid } = above;
  if ((above.mode & SET_GROUP_ID) === 0 || (own.gid === gid && (own.mode & SET_GROUP_ID) !== 0)) return;
  try {
    atPath(folder, (at) => lchownSync(at, own.uid, gid));
    atPath(folder, (at) => chmodSync(at, (own.mode & 0o7777) | SET_GROUP_ID));
  } catch {
    // Whoever is not a member of the group may not give it anything.
  }
  for (const name of readNamesAt(folder)) {
    const inner = `${folder}/${name}`;
    if (statOf(inner)?.isDirectory()) shareWithGroup(inner, above);
  }
}

/** What the archive says about a folder that moves, and those in it. */
function foldersOf({ folders, owners }: PublishRequest, root: string, path: string): FinishedFolders {
  return new FinishedFolders(folders, [root, path].filter(Boolean).join('/'), owners);
}
