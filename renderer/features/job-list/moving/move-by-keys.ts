// Changing the order by keys and menu: the row stays in sight, and screen readers hear its new place.
import i18next from 'i18next';
import { formatFor } from '../../../format/format.ts';
import { stepJobs } from '../../../stores/actions.ts';
import { useApp } from '../../../stores/app-store.ts';
import { useJobs } from '../../../stores/jobs/jobs-store.ts';
import { movableIds, type Step } from '../../../stores/jobs/queue-order.ts';
import { announce } from '../../../stores/live-store.ts';

const STEPS: Readonly<Record<string, Step>> = { ArrowUp: 'up', ArrowDown: 'down', Home: 'first', End: 'last' };

/** The step that a key with Alt stands for. */
export function stepOf(key: string): Step | undefined {
  return STEPS[key];
}

export async function stepAndSay(ids: readonly string[], step: Step): Promise<void> {
  const moved = await stepJobs(ids, step);
  const movable = movableIds(useJobs.getState());
  const [first] = movable.filter((id) => ids.includes(id));
  if (first === undefined) return;
  const { count } = formatFor(useApp.getState().info.locale);
  const place = { place: count(movable.indexOf(first) + 1), total: count(movable.length) };
  announce(i18next.t(moved ? 'live.moved' : 'live.notMoved', place));
  requestAnimationFrame(() => {
    document.querySelector(`[role="row"][data-key="${CSS.escape(first)}"]`)?.scrollIntoView({ block: 'nearest' });
  });
}
