// The reviews before the start: which one is shown, and the options panel with it.
import type { PathRef } from '../../main/contract/api.ts';
import { pendingNow, usePlans } from './plan-store.ts';
import { useWindow } from './window-store.ts';

/** Opens a review, or adds to the one of this type. It is shown, as it is what was dropped last. */
export function review(type: string, refs: readonly PathRef[]): void {
  usePlans.getState().hold({ key: type, type, refs, selection: [] });
  followShown();
}

/** Opens a review of what a job was given, or shows the one that is there. */
export function reviewJob(id: string, type: string, refs: readonly PathRef[]): void {
  const key = `job:${id}`;
  const { pending, hold, show } = usePlans.getState();
  if (pending.some((one) => one.key === key)) show(key);
  else hold({ key, type, refs, selection: [], replaces: id });
  followShown();
}

/** Shows the review before or after the shown one, round and round. */
export function turnReview(way: -1 | 1): void {
  const { pending, shown, show } = usePlans.getState();
  const at = pending.findIndex(({ key }) => key === shown);
  const next = pending[(at + way + pending.length) % pending.length];
  if (!next) return;
  show(next.key);
  followShown();
}

/** The review was started or cancelled. The focus, which was on it, goes to the next one or to the list. */
export function leaveReview(key: string): void {
  usePlans.getState().release(key);
  followShown();
  if (pendingNow(usePlans.getState())) return;
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[role="row"]')?.focus());
}

/** The options are those of the review that is shown. */
function followShown(): void {
  const shown = pendingNow(usePlans.getState());
  if (shown) useWindow.getState().showType(shown.type);
}
