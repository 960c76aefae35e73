// Whether the options are open. Where space is needed for other things (an empty window, a narrow one) they are open
// only while they are asked for; elsewhere the window remembers.
import { useSyncExternalStore } from 'react';
import { useJobs } from './jobs/jobs-store.ts';
import { usePlans } from './plan-store.ts';
import { useWindow } from './window-store.ts';

/** In a narrow window the options cover the list. The same number as in app.module.css. */
const narrow = () => matchMedia('(max-width: 620px)');

export function usePanelOpen(): boolean {
  const isNarrow = useSyncExternalStore(watchNarrow, () => narrow().matches);
  const empty = useEmpty();
  return useWindow((state) => (isNarrow || empty ? state.panelBriefly : state.panelOpen));
}

export function togglePanel(): void {
  const briefly = narrow().matches || isEmpty();
  useWindow.getState().togglePanel(briefly);
}

/** Neither jobs nor a draft: the window is a drop zone. */
export function useEmpty(): boolean {
  const noDraft = usePlans((state) => state.pending.length === 0);
  return useJobs((state) => state.keys.length === 0) && noDraft;
}

function isEmpty(): boolean {
  return useJobs.getState().keys.length === 0 && usePlans.getState().pending.length === 0;
}

function watchNarrow(changed: () => void): () => void {
  const query = narrow();
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
