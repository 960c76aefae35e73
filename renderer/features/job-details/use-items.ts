// Fetches the items in sight: when the rows in sight change, and again while the job goes on.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ItemState } from '../../../main/contract/jobs.ts';
import { api } from '../../bridge.ts';
import { useRecord } from '../../stores/jobs-store.ts';
import { useWindow } from '../../stores/window-store.ts';
import { type ItemPages, noPages, PAGE, pagesFor, type Visible, withPage } from './item-pages.ts';

/** Milliseconds between two fetches of what is in sight while the job goes on. */
const PAUSE = 250;

export interface ItemFilter {
  readonly state: ItemState | undefined;
  readonly search: string;
}

/** The items of a job. Mount anew (by `key`) for another job or filter. */
export function useItems(id: string, filter: ItemFilter): { pages: ItemPages; show: (visible: Visible) => void } {
  const [pages, setPages] = useState(noPages);
  const wanted = useRef<Visible>({ first: 0, last: 0 });
  const fetchPages = useCallback(
    async (numbers: readonly number[]) => {
      for (const page of numbers) {
        const answer = await api().items({
          id,
          offset: page * PAGE,
          limit: PAGE,
          ...(filter.state && { state: filter.state }),
          ...(filter.search && { search: filter.search }),
        });
        if (!answer.ok) {
          useWindow.getState().say(answer.error);
          return;
        }
        setPages((before) => withPage(before, page, answer.value.items, answer.value.total));
      }
    },
    [id, filter.state, filter.search],
  );
  useRefresh(id, fetchPages, wanted);
  const show = useCallback(
    (visible: Visible) => {
      const before = new Set(pagesFor(wanted.current.first, wanted.current.last));
      wanted.current = visible;
      const added = pagesFor(visible.first, visible.last).filter((page) => !before.has(page));
      if (added.length > 0) void fetchPages(added);
    },
    [fetchPages],
  );
  return { pages, show };
}

/** Fetches at once, and after each change of the job, with a pause between two fetches. */
function useRefresh(
  id: string,
  fetchPages: (numbers: readonly number[]) => Promise<void>,
  wanted: { readonly current: Visible },
): void {
  const revision = useRecord(id)?.revision;
  const busy = useRef(false);
  const again = useRef(false);
  const alive = useRef(true);
  const run = useCallback(async () => {
    again.current = true;
    if (busy.current) return;
    busy.current = true;
    while (again.current && alive.current) {
      again.current = false;
      await fetchPages(pagesFor(wanted.current.first, wanted.current.last));
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    busy.current = false;
  }, [fetchPages, wanted]);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new revision is a reason to fetch again
  useEffect(() => {
    void run();
  }, [run, revision]);
}
