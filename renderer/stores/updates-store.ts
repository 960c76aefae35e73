// The result of the last check for updates.
import { create } from 'zustand';
import type { Message } from '../../main/contract/result.ts';
import { api } from '../bridge.ts';
import { useWindow } from './window-store.ts';

interface UpdatesStore {
  readonly isAsking: boolean;
  /** Null until somebody has asked. */
  readonly answer: Message | null;
}

export const useUpdates = create<UpdatesStore>()(() => ({ isAsking: false, answer: null }));

/** Asks where it is also shown, in "About". */
export async function checkForUpdates(): Promise<void> {
  useWindow.getState().openSheet('about');
  if (useUpdates.getState().isAsking) return;
  useUpdates.setState({ isAsking: true, answer: null });
  const result = await api().checkForUpdates();
  useUpdates.setState({ isAsking: false, answer: result.ok ? result.value : result.error });
}
