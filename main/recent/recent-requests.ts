// What the window asks of the folders that results went to last.
import { basename } from 'node:path';
import { shell, type WebContents } from 'electron';
import { JobError } from '../../workers/jobs/user-error.ts';
import type { RecentFolder } from '../contract/recent.ts';
import type { PathRegistry } from '../ipc/path-registry.ts';
import type { RecentFolders } from './recent-folders.ts';

interface Parts {
  readonly recent: RecentFolders;
  readonly paths: PathRegistry;
}

export async function recentList({ recent, paths }: Parts, { id: owner }: WebContents): Promise<RecentFolder[]> {
  const folders = await recent.list();
  return folders.map((path) => ({ id: paths.add(owner, path), name: basename(path) || path, path }));
}

export async function removeRecent(parts: Parts, ids: readonly string[], sender: WebContents): Promise<RecentFolder[]> {
  parts.recent.remove(parts.paths.resolve(sender.id, ids));
  return recentList(parts, sender);
}

/** Shows it in the file manager. @throws {JobError} when it is none of them, or cannot be shown */
export async function openRecent({ recent, paths }: Parts, id: string, sender: WebContents): Promise<null> {
  const [path = ''] = paths.resolve(sender.id, [id]);
  // Whatever else an id stands for is not opened: a program would be started.
  const isThere = recent.has(path) && (await recent.list()).includes(path);
  if (!isThere || (await shell.openPath(path)) !== '') throw new JobError('ENOENT', { path });
  return null;
}
