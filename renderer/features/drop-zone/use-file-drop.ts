// Files dragged over the window, dropped on it, or pasted into it.
import { useEffect } from 'react';
import { suggestType } from '../../job-types/suggest.ts';
import { submitFiles } from '../../stores/actions.ts';
import { useApp } from '../../stores/app-store.ts';
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
  data.dropEffect = 'copy';
  const over = targetOf(event);
  const state = useDrag.getState();
  if (!state.dragging) useDrag.setState({ dragging: true, suggested: suggestedFor(data), over });
  else if (state.over !== over) useDrag.setState({ over });
}

/** Leaving the window, and not only one element for another. */
function onLeave(event: DragEvent): void {
  if (event.relatedTarget === null) useDrag.setState(idle);
}

/** While files are dragged there are no pointer events: a drag that was given up elsewhere is over, told or not. */
function onMove(): void {
  if (useDrag.getState().dragging) useDrag.setState(idle);
}

function onDrop(event: DragEvent): void {
  event.preventDefault();
  useDrag.setState(idle);
  void submitFiles([...(event.dataTransfer?.files ?? [])], targetOf(event));
}

function onPaste(event: ClipboardEvent): void {
  const files = [...(event.clipboardData?.files ?? [])];
  if (files.length === 0) return;
  event.preventDefault();
  void submitFiles(files);
}

function targetOf(event: Event): string | undefined {
  const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-drop]') : null;
  return target?.dataset.drop;
}

/** While dragging, the system tells MIME types but no names. */
function suggestedFor(data: DataTransfer): string | undefined {
  const things = [...data.items].map((item) => ({ mime: item.type }));
  return suggestType(things, useApp.getState().info.jobTypes);
}
