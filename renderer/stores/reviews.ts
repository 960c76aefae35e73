// The reviews before the start: which one is shown, and the options panel with it.
import type { PathRef } from '../../main/contract/api.ts';
import { parkDraft, unparkDraft } from './drafts-store.ts';
import { type PendingJob, pendingNow, usePlans } from './plan-store.ts';
import { useWindow } from './window-store.ts';

/** Opens a review, or adds to the one of this type. It is shown, as it is what was dropped last. */
export function review(type: string, refs: readonly PathRef[]): void {
  turn(() => usePlans.getState().hold({ key: type, type, refs, selection: [] }));
}

/** Opens the review of a job that is asked for again. */
export function reviewJob(pending: Omit<PendingJob, 'key'> & Required<Pick<PendingJob, 'job'>>): void {
  turn(() => usePlans.getState().hold({ ...pending, key: keyOf(pending.job.id) }));
}

/** Shows the review of a job that has one already. @returns whether it has */
export function showReviewOf(id: string): boolean {
  const isOpen = usePlans.getState().pending.some(({ key }) => key === keyOf(id));
  if (isOpen) turn(() => usePlans.getState().show(keyOf(id)));
  return isOpen;
}

function keyOf(id: string): string {
  return `job:${id}`;
}

/** Shows the review before or after the shown one, round and round. */
export function turnReview(way: -1 | 1): void {
  const { pending, shown, show } = usePlans.getState();
  const at = pending.findIndex(({ key }) => key === shown);
  const next = pending[(at + way + pending.length) % pending.length];
  if (next) turn(() => show(next.key));
}

/** The review was started or cancelled. The focus, which was on it, goes to the next one or to the list. */
export function closeReview(key: string): void {
  turn(() => usePlans.getState().release(key));
  if (pendingNow(usePlans.getState())) return;
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[role="row"]')?.focus());
}

/** The options are those of the review that is shown: of new jobs, or of the one job that it is about. */
function turn(change: () => void): void {
  const { keepOwn } = usePlans.getState();
  const before = pendingNow(usePlans.getState());
  change();
  const after = pendingNow(usePlans.getState());
  if (after) useWindow.getState().showType(after.type);
  if (before?.key === after?.key) return;
  const own = unparkDraft();
  if (before && own) keepOwn(before.key, own);
  if (after?.job) parkDraft(after.type, after.job.own);
}
