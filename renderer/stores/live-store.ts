// What screen readers say besides what has the focus.
import { create } from 'zustand';

interface LiveStore {
  readonly text: string;
}

export const useLive = create<LiveStore>()(() => ({ text: '' }));

/** Said politely, after what is being read. The same sentence again is said again. */
export function announce(text: string): void {
  const same = useLive.getState().text === text;
  useLive.setState({ text: same ? `${text}\u00a0` : text });
}
