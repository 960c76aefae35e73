// Fetches the items in sight: when the rows in sight or the filter change, and again while the job goes on.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ItemState } from '../../../main/contract/jobs.ts';
import { api } from '../../bridge.ts';
import { type ItemPages, noPages, PAGE, pagesFor, type Visible, withPage } from '../../components/item-pages.ts';
import { useRecord } from '../../stores/jobs/jobs-store.ts';
import { useWindow } from '../../stores/window-store.ts';

/** Milliseconds between two fetches of what is in sight while the job goes on. */
const PAUSE_MS = 250;

export interface ItemFilter {
  readonly state: ItemState | undefined;
  readonly search: string;
}

/** What is shown: until the first page of a filter has come, what the filter before it found. */
export interface FoundItems {
  readonly filter: ItemFilter;
  readonly pages: ItemPages;
}

type Fetch = (numbers: readonly number[]) => Promise<void>;

const TOP: Visible = { first: 0, last: 0 };

/**
 * The items of a job. Mount again (by `key`) for another job.
 * @param filter the same object as long as it is the same filter
 */
export function useItems(id: string, filter: ItemFilter): { found: FoundItems; show: (visible: Visible) => void } {
  const [found, setFound] = useState<FoundItems>({ filter, pages: noPages });
  const wanted = useRef(TOP);
  const asked = useRef(filter);
  const fetchPages = useCallback<Fetch>(
    async (numbers) => {
      for (const page of numbers) {
        const answer = await api().items(requestOf(id, filter, page));
        if (asked.current !== filter) return;
        if (!answer.ok) {
          useWindow.getState().say(answer.error);
          return;
        }
        const { items, total } = answer.value;
        setFound((before) => {
          const pages = before.filter === filter ? before.pages : noPages;
          return { filter, pages: withPage(pages, page, items, total) };
        });
      }
    },
    [id, filter],
  );
  useLayoutEffect(() => {
    asked.current = filter;
    wanted.current = TOP;
    void fetchPages([0]);
  }, [filter, fetchPages]);
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
  return { found, show };
}

function requestOf(id: string, { state, search }: ItemFilter, page: number) {
  return { id, offset: page * PAGE, limit: PAGE, ...(state && { state }), ...(search && { search }) };
}

/** Fetches what is in sight after each change of the job, with a pause between two fetches. */
function useRefresh(id: string, fetchPages: Fetch, wanted: { readonly current: Visible }): void {
  const revision = useRecord(id)?.revision;
  const fetch = useRef(fetchPages);
  const busy = useRef(false);
  const again = useRef(false);
  const alive = useRef(true);
  useLayoutEffect(() => {
    fetch.current = fetchPages;
  });
  const run = useCallback(async () => {
    again.current = true;
    if (busy.current) return;
    busy.current = true;
    while (again.current && alive.current) {
      again.current = false;
      await fetch.current(pagesFor(wanted.current.first, wanted.current.last));
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    busy.current = false;
  }, [wanted]);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new revision is a reason to fetch again
  useEffect(() => {
    if (!first.current) void run();
    first.current = false;
  }, [run, revision]);
}
