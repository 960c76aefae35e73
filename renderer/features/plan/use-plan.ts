// Asks main what a draft would do, and again when its files or options change.
import { useEffect, useRef, useState } from 'react';
import type { PlanChanged } from '../../../main/contract/api.ts';
import type { JobPlan } from '../../../main/contract/plan.ts';
import { api } from '../../bridge.ts';
import { selectionOption, useOptionsToSubmit, useThenToSubmit } from '../../stores/drafts-store.ts';
import { type PendingJob, usePlans } from '../../stores/plan-store.ts';

/** Options change by the keystroke; the plan follows when they rest for so long, in milliseconds. */
const REST_MS = 200;

export type PlanState = Pick<PlanChanged, 'id' | 'plan' | 'error'> & {
  /** Files or options have changed since. */
  readonly stale: boolean;
};

let asked = 0;

export function usePlan({ type, refs }: PendingJob): PlanState {
  const [state, setState] = useState<PlanState>({ id: '', plan: null, error: null, stale: false });
  const first = useRef(true);
  const options = useOptionsToSubmit(type);
  const next = useThenToSubmit(type);
  useEffect(() => {
    const id = `plan-${asked++}`;
    setState((before) => ({ ...before, stale: true }));
    const unsubscribe = api().onPlanChanged(({ id: answered, plan, error }) => {
      if (answered !== id) return;
      setState((last) =>
        showsMore(last.plan, plan) ? last : { id, plan: withNeed(last.plan, plan), error, stale: false },
      );
    });
    const ask = async () => {
      const answer = await api().startPlan({
        id,
        type,
        inputs: refs.map((ref) => ref.id),
        options: { ...options, ...selectionOption(type, selectionOf(type)) },
        ...(next && { next }),
      });
      if (!answer.ok) setState({ id, plan: null, error: answer.error, stale: false });
    };
    const timer = setTimeout(() => void ask(), first.current ? 0 : REST_MS);
    first.current = false;
    return () => {
      clearTimeout(timer);
      unsubscribe();
      void api().cancelPlan();
    };
  }, [type, refs, options, next]);
  return state;
}

/** The pictures of the plan before stay in sight until the next one has some, so that nothing that is looked at or moved goes. */
function showsMore(last: JobPlan | null, next: JobPlan | null): boolean {
  if (!next || next.complete || next.outputs.length > 0) return false;
  return last?.outputs.some(({ original }) => original !== undefined) ?? false;
}

/** What the plan before needed stays in sight until the next one knows what it needs. */
function withNeed(last: JobPlan | null, next: JobPlan | null): JobPlan | null {
  if (!last || !next || next.complete || next.need) return next;
  return { ...next, need: last.need, free: last.free };
}

/** As it is now: a choice changes what is started, and not what there is to choose from. */
function selectionOf(type: string): readonly string[] {
  return usePlans.getState().pending.find((one) => one.type === type)?.selection ?? [];
}
