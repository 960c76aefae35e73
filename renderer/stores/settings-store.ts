// The mirror of main's settings. A change shows at once, and is undone when main refuses it.
import { create } from 'zustand';
import type { AppInfo, DropmillApi } from '../../main/contract/api.ts';
import type { Settings, SettingsChange } from '../../main/contract/settings.ts';
import { api } from '../bridge.ts';
import { setAppInfo } from './app-store.ts';
import { useDrafts } from './drafts-store.ts';
import { useWindow } from './window-store.ts';

interface SettingsStore {
  /** Null until main has answered. */
  readonly settings: Settings | null;
}

export const useSettings = create<SettingsStore>()(() => ({ settings: null }));

/** Follows main for the life of the window: what the settings change in forms and texts comes with the app's facts. */
export async function connectSettings(api: DropmillApi): Promise<void> {
  api.onSettingsChanged((settings) => {
    useSettings.setState({ settings });
    void refreshInfo(api);
  });
  const answer = await api.settings();
  if (!answer.ok) {
    useWindow.getState().say(answer.error);
    return;
  }
  useSettings.setState({ settings: answer.value.settings });
  if (answer.value.problem) useWindow.getState().say(answer.value.problem);
}

export async function changeSettings(change: Omit<SettingsChange, 'outputFolder'>): Promise<void> {
  const before = useSettings.getState().settings;
  if (before) useSettings.setState({ settings: { ...before, ...change } as Settings });
  await ask(change, before);
}

/** @param id of a PathRef; null for none */
export async function changeOutputFolder(id: string | null): Promise<void> {
  await ask({ outputFolder: id }, useSettings.getState().settings);
}

async function ask(change: SettingsChange, before: Settings | null): Promise<void> {
  const answer = await api().changeSettings(change);
  if (answer.ok) return;
  useSettings.setState({ settings: before });
  useWindow.getState().say(answer.error);
}

async function refreshInfo(api: DropmillApi): Promise<void> {
  const answer = await api.info();
  if (answer.ok) learnInfo(answer.value);
}

/** Takes what main tells of the app. Forms show the folder of the settings by its name. */
export function learnInfo(info: AppInfo): void {
  const { outputFolder } = info;
  if (outputFolder) useDrafts.getState().knowFolder(outputFolder.id, outputFolder.name);
  setAppInfo(info);
}
