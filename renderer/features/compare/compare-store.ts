// The picture that is shown before and after.
import { create } from 'zustand';

export interface Compared {
  readonly job: string;
  readonly item: number;
  readonly name: string;
}

interface CompareStore {
  readonly compared: Compared | null;
  compare(compared: Compared | null): void;
}

export const useCompare = create<CompareStore>()((set) => ({
  compared: null,
  compare: (compared) => set({ compared }),
}));
