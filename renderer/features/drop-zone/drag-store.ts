// Whether files are being dragged over the window, and onto what.
import { create } from 'zustand';

interface DragStore {
  readonly dragging: boolean;
  /** Files are over the window, and a dialog is open: they cannot be dropped. */
  readonly refused: boolean;
  /** The type that fits what is dragged. */
  readonly suggested: string | undefined;
  /** The type whose target is under the pointer. */
  readonly over: string | undefined;
}

export const idle: DragStore = { dragging: false, refused: false, suggested: undefined, over: undefined };

export const useDrag = create<DragStore>()(() => idle);
