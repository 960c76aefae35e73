// Whether the options are open. Where room is wanted for other things (an empty window, a narrow one) they are open
// only while they are asked for; elsewhere the window remembers.
import { useSyncExternalStore } from 'react';
import { useJobs } from './jobs-store.ts';
import { useWindow } from './window-store.ts';

/** In a narrow window the options cover the list. The same number as in app.module.css. */
const narrow = () => matchMedia('(max-width: 620px)');

export function usePanelOpen(): boolean {
  const isNarrow = useSyncExternalStore(watchNarrow, () => narrow().matches);
  const empty = useJobs((state) => state.keys.length === 0);
  return useWindow((state) => (isNarrow || empty ? state.panelBriefly : state.panelOpen));
}

export function togglePanel(): void {
  const briefly = narrow().matches || useJobs.getState().keys.length === 0;
  useWindow.getState().togglePanel(briefly);
}

function watchNarrow(changed: () => void): () => void {
  const query = narrow();
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
