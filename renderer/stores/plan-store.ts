// What was dropped and waits for a press of Start. One draft for each job type; the first is shown.
import { create } from 'zustand';
import type { PathRef } from '../../main/contract/api.ts';

export interface PendingJob {
  readonly type: string;
  readonly refs: readonly PathRef[];
  /** What of the inputs' entries was chosen; none for all. */
  readonly selection: readonly string[];
  /** The failed job that it is to take the place of. */
  readonly replaces?: string;
}

interface PlanStore {
  readonly pending: readonly PendingJob[];
  /** A further drop for the same type adds to what is there. */
  hold(type: string, refs: readonly PathRef[]): void;
  /** What a failed job was given, for another try: shown at once. */
  holdAgain(type: string, refs: readonly PathRef[], replaces: string): void;
  select(type: string, selection: readonly string[]): void;
  release(type: string): void;
}

export const usePlans = create<PlanStore>()((set) => ({
  pending: [],
  hold: (type, refs) => set(({ pending }) => ({ pending: withRefs(pending, type, refs) })),
  holdAgain: (type, refs, replaces) =>
    set(({ pending }) => ({
      pending: [{ type, refs, replaces, selection: [] }, ...pending.filter((one) => one.type !== type)],
    })),
  select: (type, selection) =>
    set(({ pending }) => ({ pending: pending.map((one) => (one.type === type ? { ...one, selection } : one)) })),
  release: (type) => set(({ pending }) => ({ pending: pending.filter((one) => one.type !== type) })),
}));

function withRefs(pending: readonly PendingJob[], type: string, refs: readonly PathRef[]): readonly PendingJob[] {
  if (!pending.some((one) => one.type === type)) return [...pending, { type, refs, selection: [] }];
  return pending.map((one) => (one.type === type ? { ...one, refs: [...one.refs, ...refs] } : one));
}

export function usePending(): PendingJob | undefined {
  return usePlans((state) => state.pending[0]);
}
