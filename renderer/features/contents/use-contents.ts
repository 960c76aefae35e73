// The lines of archives' contents that are in sight, and what is chosen of them. The host has all; the window a page or two.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ContentsCounts, ContentsQuery, ContentsRow } from '../../../main/contract/plan.ts';
import { api } from '../../bridge.ts';
import { type ItemPages, noPages, PAGE, pagesFor, type Visible, withPage } from '../../components/item-pages.ts';
import { usePlans } from '../../stores/plan-store.ts';
import { useWindow } from '../../stores/window-store.ts';
import type { PlanState } from '../plan/use-plan.ts';

type What = Extract<ContentsQuery, { kind: 'choose' }>['what'];

export interface Contents {
  readonly pages: ItemPages<ContentsRow>;
  /** Null until it is known. */
  readonly counts: ContentsCounts | null;
  /** Another object for another search: its result is shown from the top. */
  readonly filter: { readonly search: string };
  readonly search: (text: string) => void;
  readonly show: (visible: Visible) => void;
  readonly toggle: (row: ContentsRow) => void;
  readonly choose: (what: What, chosen: boolean) => void;
}

const TOP: Visible = { first: 0, last: 0 };
const nothingOpen: ReadonlySet<number> = new Set();

/** @param key of the review @param planned another plan whenever there is more of it */
export function useContents(key: string, { id, plan }: Pick<PlanState, 'id' | 'plan'>): Contents {
  const [pages, setPages] = useState<ItemPages<ContentsRow>>(noPages);
  const [counts, setCounts] = useState<ContentsCounts | null>(null);
  const [open, setOpen] = useState(nothingOpen);
  const [filter, setFilter] = useState({ search: '' });
  const wanted = useRef(TOP);
  const asked = useRef(0);
  const fetchPages = useCallback(
    async (numbers: readonly number[], isNew: boolean) => {
      const turn = isNew ? ++asked.current : asked.current;
      for (const page of numbers) {
        const query = {
          kind: 'page',
          offset: page * PAGE,
          limit: PAGE,
          search: filter.search,
          open: [...open],
        } as const;
        const answer = await api().planContents({ id, query });
        // Something else is asked by now, and with the plan all is gone.
        if (turn !== asked.current || !answer.ok) return;
        const { rows, total } = answer.value;
        setCounts(answer.value.counts);
        setPages((before) => withPage(before, page, rows, total));
      }
    },
    [id, filter, open],
  );
  useEffect(() => {
    if (plan?.contents) void fetchPages(pagesFor(wanted.current.first, wanted.current.last), true);
  }, [fetchPages, plan]);
  const show = useCallback(
    (visible: Visible) => {
      const before = new Set(pagesFor(wanted.current.first, wanted.current.last));
      wanted.current = visible;
      const added = pagesFor(visible.first, visible.last).filter((page) => !before.has(page));
      if (added.length > 0) void fetchPages(added, false);
    },
    [fetchPages],
  );
  const choose = useCallback(
    async (what: What, chosen: boolean) => {
      const answer = await api().planContents({ id, query: { kind: 'choose', what, chosen } });
      if (!answer.ok) {
        useWindow.getState().say(answer.error);
        return;
      }
      usePlans.getState().select(key, answer.value.selection);
      setCounts(answer.value.counts);
      await fetchPages(pagesFor(wanted.current.first, wanted.current.last), true);
    },
    [key, id, fetchPages],
  );
  const toggle = useCallback(({ node, open: isOpen }: ContentsRow) => {
    setOpen((before) => new Set(isOpen ? [...before].filter((one) => one !== node) : [...before, node]));
  }, []);
  const search = useCallback((text: string) => {
    wanted.current = TOP;
    setFilter({ search: text });
  }, []);
  return useMemo(
    () => ({ pages, counts, filter, search, show, toggle, choose }),
    [pages, counts, filter, search, show, toggle, choose],
  );
}
