// Files dragged over the window, dropped on it, or pasted into it.
import { useEffect } from 'react';
import { isSheetOpen } from '../../components/overlays/sheet.tsx';
import { suggestWhileDragged } from '../../job-types/suggest.ts';
import { submitFiles } from '../../stores/actions.ts';
import { useApp } from '../../stores/app-store.ts';
import { useWindow } from '../../stores/window-store.ts';
import { idle, useDrag } from './drag-store.ts';

export function useFileDrop(): void {
  useEffect(() => {
    const drag = { dragenter: onDrag, dragover: onDrag, dragleave: onLeave, drop: onDrop };
    const handlers = { ...drag, paste: onPaste, pointermove: onMove };
    const entries = Object.entries(handlers) as [keyof typeof handlers, (event: Event) => void][];
    for (const [name, handler] of entries) window.addEventListener(name, handler);
    return () => {
      for (const [name, handler] of entries) window.removeEventListener(name, handler);
    };
  }, []);
}

function onDrag(event: DragEvent): void {
  const data = event.dataTransfer;
  if (!data?.types.includes('Files')) return;
  event.preventDefault();
  if (isSheetOpen()) {
    data.dropEffect = 'none';
    if (!useDrag.getState().refused) useDrag.setState({ ...idle, refused: true });
    return;
  }
  data.dropEffect = 'copy';
  const over = targetOf(event);
  const state = useDrag.getState();
  if (!state.dragging) useDrag.setState({ dragging: true, refused: false, suggested: suggestedFor(data), over });
  else if (state.over !== over) useDrag.setState({ over });
}

/** Leaving the window, and not only one element for another. */
function onLeave(event: DragEvent): void {
  if (event.relatedTarget === null) useDrag.setState(idle);
}

/** While files are dragged there are no pointer events: if one comes, a drag is over that was given up elsewhere, where no event says so. */
function onMove(): void {
  const { dragging, refused } = useDrag.getState();
  if (dragging || refused) useDrag.setState(idle);
}

function onDrop(event: DragEvent): void {
  event.preventDefault();
  useDrag.setState(idle);
  if (isRefused()) return;
  void submitFiles([...(event.dataTransfer?.files ?? [])], targetOf(event));
}

function onPaste(event: ClipboardEvent): void {
  const files = [...(event.clipboardData?.files ?? [])];
  if (files.length === 0) return;
  event.preventDefault();
  if (!isRefused()) void submitFiles(files);
}

/** An open dialog has the window to itself: what comes meanwhile is not taken in behind it, and that is said. */
function isRefused(): boolean {
  if (!isSheetOpen()) return false;
  useWindow.getState().say({ code: 'DIALOG_OPEN' });
  return true;
}

function targetOf(event: Event): string | undefined {
  const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-drop]') : null;
  return target?.dataset.drop;
}

/** While dragging, the system tells MIME types but no names. What has none may be a folder of anything. */
function suggestedFor(data: DataTransfer): string | undefined {
  const mimes = [...data.items].map((item) => item.type);
  return suggestWhileDragged(mimes, useApp.getState().info.jobTypes);
}
