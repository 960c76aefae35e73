// The mirror of the folders that results went to last.
import { create } from 'zustand';
import type { DropmillApi } from '../../main/contract/api.ts';
import type { RecentFolder } from '../../main/contract/recent.ts';
import type { Result } from '../../main/contract/result.ts';
import { api } from '../bridge.ts';
import { useWindow } from './window-store.ts';

export const useRecent = create<{ readonly folders: readonly RecentFolder[] }>()(() => ({ folders: [] }));

/** Follows main for the life of the window. */
export function connectRecent(api: DropmillApi): void {
  api.onRecentChanged(() => void loadRecent());
  void loadRecent();
}

/** Asks again which of them are there. */
export async function loadRecent(): Promise<void> {
  take(await api().recentFolders());
}

export async function removeRecent(id: string): Promise<void> {
  take(await api().removeRecent([id]));
}

/** Shows it in the file manager. One that is gone by now goes from the list. */
export async function openRecent(id: string): Promise<void> {
  const answer = await api().openRecent(id);
  if (answer.ok) return;
  useWindow.getState().say(answer.error);
  await loadRecent();
}

function take(answer: Result<readonly RecentFolder[]>): void {
  if (answer.ok) useRecent.setState({ folders: answer.value });
  else useWindow.getState().say(answer.error);
}
