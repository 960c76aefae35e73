// Asks what the job would make of one picture, and again when the picture or the options change.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { TriedOut } from '../../../../main/contract/pictures.ts';
import type { PlannedOriginal } from '../../../../main/contract/plan.ts';
import type { UserError } from '../../../../main/contract/result.ts';
import { api } from '../../../bridge.ts';
import type { Values } from '../../../job-types/option-values.ts';

/** A slider moves by the pixel; the picture follows when it rests for so long, in milliseconds. */
const REST_MS = 60;

export interface TryOut {
  readonly made: Omit<TriedOut, 'before' | 'after'> | null;
  /** Blob URLs. */
  readonly before: string | null;
  readonly after: string | null;
  readonly error: UserError | null;
  /** Something newer than what is shown is on its way. */
  readonly isBusy: boolean;
}

const NOTHING: TryOut = { made: null, before: null, after: null, error: null, isBusy: true };

let asked = 0;

interface What {
  readonly type: string;
  /** The window's name for the plan. */
  readonly plan: string;
  readonly original: PlannedOriginal;
  readonly options: Values;
}

/** Mount again (by `key`) for another picture. @param what the same objects as long as they are the same */
export function useTryOut({ type, plan, original, options }: What): TryOut {
  const [state, setState] = useState(NOTHING);
  const urls = useUrls();
  const known = useRef<string | null>(null);
  const first = useRef(true);
  // The next plan of the same files has the same pictures: it is no reason to make them once more.
  const latest = useRef({ plan, index: original.index });
  useLayoutEffect(() => {
    latest.current = { plan, index: original.index };
  });
  const [missedPlan, setMissedPlan] = useState<string | null>(null);
  const isNextPlan = missedPlan !== null && missedPlan !== plan;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the next plan is asked where the one before was gone
  useEffect(() => {
    const id = `try-out-${asked++}`;
    setState((before) => ({ ...before, isBusy: true }));
    const unsubscribe = api().onTriedOut(({ id: answered, made, error }) => {
      if (answered !== id) return;
      if (!made) {
        setState({ ...NOTHING, error, isBusy: false });
        return;
      }
      const { before, after, ...facts } = made;
      if (before && !made.isDraft) known.current = made.geometry;
      const shown = { ...(before && { before: urls('before', before) }), after: urls('after', after) };
      setState((last) => ({ ...last, ...shown, made: facts, error: null, isBusy: made.isDraft }));
    });
    const ask = async () => {
      const { current: where } = latest;
      const answer = await api().startTryOut({ id, type, ...where, options, known: known.current });
      if (answer.ok) return;
      if (answer.error.code === 'NO_SUCH_PLAN') setMissedPlan(where.plan);
      else setState({ ...NOTHING, error: answer.error, isBusy: false });
    };
    const timer = setTimeout(() => void ask(), first.current ? 0 : REST_MS);
    first.current = false;
    return () => {
      clearTimeout(timer);
      unsubscribe();
      void api().cancelTryOut();
    };
  }, [type, options, urls, isNextPlan]);
  return state;
}

type MakeUrl = (side: 'before' | 'after', picture: TriedOut['after']) => string;

/** Makes URLs, and gives them back: one that is being replaced may be in sight until the next one is there. */
function useUrls(): MakeUrl {
  const kept = useRef<Record<'before' | 'after', string[]>>({ before: [], after: [] });
  useEffect(() => {
    const { current } = kept;
    return () => {
      for (const url of [...current.before, ...current.after]) URL.revokeObjectURL(url);
    };
  }, []);
  return useCallback<MakeUrl>((side, { data, mime }) => {
    const url = URL.createObjectURL(new Blob([data], { type: mime }));
    const urls = kept.current[side];
    urls.push(url);
    for (const old of urls.splice(0, urls.length - 2)) URL.revokeObjectURL(old);
    return url;
  }, []);
}
