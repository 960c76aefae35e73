// What was dropped and waits for a press of Start: the reviews, of which one is shown.
import { create } from 'zustand';
import type { LikeJob, PathRef, SubmitRequest } from '../../main/contract/api.ts';
import type { Message } from '../../main/contract/result.ts';
import type { OwnDraft } from './drafts-store.ts';

export interface PendingJob {
  /** Unique among the reviews. */
  readonly key: string;
  readonly type: string;
  readonly refs: readonly PathRef[];
  /** What of the inputs' entries was chosen; none for all. */
  readonly selection: readonly string[];
  /** The job that it is about, with its options. */
  readonly job?: ReviewedJob;
}

/** A job that is asked for again. */
export interface ReviewedJob extends LikeJob {
  /** Its row's title. */
  readonly title: string;
  /** It waits for its turn still, and goes on waiting after the review. */
  readonly waits: boolean;
  /** It was waiting, and is held back while it is reviewed. */
  readonly held: boolean;
  /** Its options while another review is shown. */
  readonly own: OwnDraft;
  /** What it failed for is asked before it starts: for want of the right password. */
  readonly wants: Message | null;
  /** What was to be done with its results, with the options of that. */
  readonly next: SubmitRequest['next'];
}

interface PlanStore {
  readonly pending: readonly PendingJob[];
  /** The key of the one that is shown. */
  readonly shown: string | null;
  /** Adds a review, or files to the one of that key, and shows it. */
  hold(pending: PendingJob): void;
  /** Keeps a job's options while another review is shown. */
  keepOwn(key: string, own: OwnDraft): void;
  select(key: string, selection: readonly string[]): void;
  /** The one that takes its place is shown. */
  release(key: string): void;
  show(key: string): void;
}

export const usePlans = create<PlanStore>()((set) => ({
  pending: [],
  shown: null,
  hold: (one) => set(({ pending }) => ({ pending: withRefs(pending, one), shown: one.key })),
  keepOwn: (key, own) =>
    set(({ pending }) => ({
      pending: pending.map((one) => (one.key === key && one.job ? { ...one, job: { ...one.job, own } } : one)),
    })),
  select: (key, selection) =>
    set(({ pending }) => ({ pending: pending.map((one) => (one.key === key ? { ...one, selection } : one)) })),
  release: (key) =>
    set(({ pending, shown }) => {
      const at = pending.findIndex((one) => one.key === key);
      const rest = pending.filter((one) => one.key !== key);
      const next = rest[Math.min(at, rest.length - 1)]?.key ?? null;
      return { pending: rest, shown: shown === key ? next : shown };
    }),
  show: (shown) => set({ shown }),
}));

function withRefs(pending: readonly PendingJob[], { key, refs, ...more }: PendingJob): readonly PendingJob[] {
  if (!pending.some((one) => one.key === key)) return [...pending, { key, refs, ...more }];
  return pending.map((one) => (one.key === key ? { ...one, refs: [...one.refs, ...refs] } : one));
}

/** The review that is shown. */
export function usePending(): PendingJob | undefined {
  return usePlans(pendingNow);
}

export function pendingNow({ pending, shown }: Pick<PlanStore, 'pending' | 'shown'>): PendingJob | undefined {
  return pending.find(({ key }) => key === shown);
}
