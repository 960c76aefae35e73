// The mirror of main's watched folders.
import { create } from 'zustand';
import type { DropmillApi } from '../../main/contract/api.ts';
import type { Result } from '../../main/contract/result.ts';
import type { WatchedFolder } from '../../main/contract/watch.ts';
import { api } from '../bridge.ts';
import { asChosen } from './drafts-store.ts';
import { useWindow } from './window-store.ts';

export const useWatches = create<{ readonly folders: readonly WatchedFolder[] }>()(() => ({ folders: [] }));

/** Follows main for the life of the window. */
export async function connectWatches(api: DropmillApi): Promise<void> {
  api.onWatchesChanged((folders) => useWatches.setState({ folders }));
  const answer = await api.watchedFolders();
  if (answer.ok) useWatches.setState({ folders: answer.value });
}

/** Lets the user choose a folder, which is watched with the present options of the type. */
export async function watchFolder(type: string): Promise<void> {
  const chosen = await api().pick('folders');
  const folder = chosen.ok ? chosen.value[0] : undefined;
  if (!chosen.ok) tell(chosen);
  if (folder) tell(await api().watchFolder({ type, folder: folder.id, options: asChosen(type, 'new').options }));
}

export async function turnWatch(id: string, on: boolean): Promise<void> {
  tell(await api().turnWatch(id, on));
}

export async function removeWatch(id: string): Promise<void> {
  tell(await api().removeWatch(id));
}

function tell(answer: Result<unknown>): void {
  if (!answer.ok) useWindow.getState().say(answer.error);
}
