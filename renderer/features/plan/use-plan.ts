// Asks main what a draft would do, and again when its files or options change.
import { useEffect, useRef, useState } from 'react';
import type { PlanChanged } from '../../../main/contract/api.ts';
import { api } from '../../bridge.ts';
import { useOptionsToSubmit, useThenToSubmit } from '../../stores/drafts-store.ts';
import type { PendingJob } from '../../stores/plan-store.ts';

/** Options change by the keystroke; the plan follows when they rest for so long, in milliseconds. */
const REST = 200;

export type PlanState = Pick<PlanChanged, 'plan' | 'error'> & {
  /** Files or options have changed since. */
  readonly stale: boolean;
};

let asked = 0;

export function usePlan({ type, refs }: PendingJob): PlanState {
  const [state, setState] = useState<PlanState>({ plan: null, error: null, stale: false });
  const first = useRef(true);
  const options = useOptionsToSubmit(type);
  const next = useThenToSubmit(type);
  useEffect(() => {
    const id = `plan-${asked++}`;
    setState((before) => ({ ...before, stale: true }));
    const unsubscribe = api().onPlanChanged(({ id: answered, plan, error }) => {
      if (answered === id) setState({ plan, error, stale: false });
    });
    const ask = async () => {
      const answer = await api().startPlan({
        id,
        type,
        inputs: refs.map((ref) => ref.id),
        options,
        ...(next && { next }),
      });
      if (!answer.ok) setState({ plan: null, error: answer.error, stale: false });
    };
    const timer = setTimeout(() => void ask(), first.current ? 0 : REST);
    first.current = false;
    return () => {
      clearTimeout(timer);
      unsubscribe();
      void api().cancelPlan();
    };
  }, [type, refs, options, next]);
  return state;
}
