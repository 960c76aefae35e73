// The user's own presets of options, kept over restarts.
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Values } from '../job-types/option-values.ts';
import type { Preset } from '../job-types/presets.ts';

interface PresetsStore {
  /** By job type, in the order they were saved. */
  readonly own: Readonly<Record<string, readonly Preset[]>>;
  /** Saves under a name; one of that name is replaced. */
  save(type: string, name: string, options: Values): void;
  rename(type: string, id: string, name: string): void;
  remove(type: string, id: string): void;
}

const none: readonly Preset[] = [];

export const usePresets = create<PresetsStore>()(
  persist(
    (set) => {
      const change = (type: string, edit: (presets: readonly Preset[]) => readonly Preset[]) =>
        set(({ own }) => ({ own: { ...own, [type]: edit(own[type] ?? none) } }));
      return {
        own: {},
        save: (type, name, options) =>
          change(type, (presets) => [
            ...presets.filter((preset) => preset.name !== name),
            { id: `own-${crypto.randomUUID()}`, name, options },
          ]),
        rename: (type, id, name) =>
          change(type, (presets) => presets.map((preset) => (preset.id === id ? { ...preset, name } : preset))),
        remove: (type, id) => change(type, (presets) => presets.filter((preset) => preset.id !== id)),
      };
    },
    { name: 'dropmill.presets', version: 1, partialize: ({ own }) => ({ own }) },
  ),
);

export function useOwnPresets(type: string): readonly Preset[] {
  return usePresets((state) => state.own[type] ?? none);
}
