// Whether files are being dragged over the window, and onto what.
import { create } from 'zustand';

interface DragStore {
  readonly dragging: boolean;
  /** The type that fits what is dragged. */
  readonly suggested: string | undefined;
  /** The type whose target is under the pointer. */
  readonly over: string | undefined;
}

export const idle: DragStore = { dragging: false, suggested: undefined, over: undefined };

export const useDrag = create<DragStore>()(() => idle);
