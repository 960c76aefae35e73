// What main told of the app when the window opened, and again when the settings have changed it.
import { create } from 'zustand';
import type { AppInfo, JobTypeInfo } from '../../main/contract/api.ts';
import { type Format, formatFor } from '../format/format.ts';

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

export function setAppInfo(info: AppInfo): void {
  useApp.setState({ info });
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
