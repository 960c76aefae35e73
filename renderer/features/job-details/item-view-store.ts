// Whether the files of picture jobs are shown as lines or as pictures. Kept over restarts.
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface ItemViewStore {
  readonly view: 'list' | 'grid';
  change(view: 'list' | 'grid'): void;
}

export const useItemView = create<ItemViewStore>()(
  persist((set) => ({ view: 'list', change: (view) => set({ view }) }), { name: 'dropmill.details', version: 1 }),
);
