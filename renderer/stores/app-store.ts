// What main says about the app: when the window opens, and again when the settings have changed it.
import { create } from 'zustand';
import type { AppInfo, JobTypeInfo } from '../../main/contract/api.ts';
import { type Format, formatFor } from '../format/format.ts';
import { unbroken } from '../i18n/unbroken.ts';
import { keepEqual } from './keep-equal.ts';

interface AppStore {
  readonly info: AppInfo;
}

export const useApp = create<AppStore>()(() => ({
  info: {
    version: '',
    runtime: '',
    platform: 'linux',
    locale: 'en',
    cores: 1,
    outputFolder: null,
    jobTypes: [],
    messages: {},
  },
}));

/** Most changes of the settings change nothing of it: what is drawn from its parts is drawn again only if they are others. */
export function setAppInfo(info: AppInfo): void {
  const jobTypes = info.jobTypes.map((type) => ({ ...type, texts: unbroken(type.texts) }));
  const next = { ...info, jobTypes, messages: unbroken(info.messages) };
  useApp.setState((before) => ({ info: keepEqual(before.info, next) }));
}

export function useFormat(): Format {
  return formatFor(useApp((state) => state.info.locale));
}

export function useJobTypes(): readonly JobTypeInfo[] {
  return useApp((state) => state.info.jobTypes);
}

export function useJobType(type: string): JobTypeInfo | undefined {
  return useApp((state) => state.info.jobTypes.find((one) => one.type === type));
}
