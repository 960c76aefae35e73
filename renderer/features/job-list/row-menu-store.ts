// Which rows' menu is open, and where.
import { create } from 'zustand';
import { useWindow } from '../../stores/window-store.ts';

interface RowMenuStore {
  /** The rows it is for; empty while it is closed. */
  readonly ids: readonly string[];
  /** Pixels from the window's corner. */
  readonly x: number;
  readonly y: number;
}

export const useRowMenu = create<RowMenuStore>()(() => ({ ids: [], x: 0, y: 0 }));

/** For the selected rows when this is one of them, else for this row, which is selected then. */
export function openRowMenu(id: string, x: number, y: number): void {
  const { selected, select } = useWindow.getState();
  const ids = selected.has(id) ? [...selected] : [id];
  if (!selected.has(id)) select(new Set([id]));
  useRowMenu.setState({ ids, x, y });
}

export function closeRowMenu(): void {
  useRowMenu.setState({ ids: [] });
}
