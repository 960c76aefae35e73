// When what had the focus goes away (a panel closes, the last job is cleared), the focus goes to where the work goes on,
// so that the keyboard is never nowhere.
import { useEffect, useRef } from 'react';
import { useJobs } from './stores/jobs/jobs-store.ts';
import { useEmpty, usePanelOpen } from './stores/panel.ts';
import { usePlans } from './stores/plan-store.ts';
import { useWindow } from './stores/window-store.ts';

/** Looks after the focus whenever a part of the window or a job comes or goes. Draws nothing. */
export function FocusKeeper(): null {
  const focused = useFocused();
  const empty = useEmpty();
  const panelOpen = usePanelOpen();
  const openJob = useWindow((state) => state.openJob);
  const drafts = usePlans((state) => state.pending.length);
  const jobs = useJobs((state) => state.keys);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of them says that something came or went
  useEffect(() => {
    // The browser takes the focus from what is out of sight with the next frame.
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => mendFocus(focused.current)));
    return () => cancelAnimationFrame(frame);
  }, [empty, panelOpen, openJob, drafts, jobs, focused]);
  return null;
}

/** Goes back to the row the details were of. */
export function closeDetails(id: string): void {
  useWindow.getState().openDetails(null);
  focusRow(id);
}

/** What the keyboard can stand on. */
const FOCUSABLE = '[tabindex="0"], button:not(:disabled), input:not(:disabled), textarea, select, a[href]';

/** From one part of the window to the next, as F6 does: toolbar, list, details or review, options. */
export function focusNextPane(back: boolean): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) => pane.checkVisibility());
  const current = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = current < 0 && back ? panes.length - 1 : (current + (back ? -1 : 1) + panes.length) % panes.length;
  const inside = [...(panes[next]?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])];
  inside.find((element) => element.checkVisibility({ visibilityProperty: true }))?.focus();
}

function focusRow(id: string): void {
  document.querySelector<HTMLElement>(`[role="row"][data-key="${CSS.escape(id)}"]`)?.focus();
}

/** What had the focus last and was not left on purpose. */
function useFocused(): { readonly current: Element | null } {
  const focused = useRef<Element | null>(null);
  useEffect(() => {
    const onIn = ({ target }: FocusEvent) => {
      focused.current = target instanceof Element ? target : null;
    };
    // What goes away is gone with the next frame. To ask at once would have the whole window laid out in the middle of it.
    const onOut = ({ target, relatedTarget }: FocusEvent) => {
      if (relatedTarget !== null || !(target instanceof Element)) return;
      requestAnimationFrame(() => {
        if (focused.current === target && isThere(target)) focused.current = null;
      });
    };
    document.addEventListener('focusin', onIn);
    document.addEventListener('focusout', onOut);
    return () => {
      document.removeEventListener('focusin', onIn);
      document.removeEventListener('focusout', onOut);
    };
  }, []);
  return focused;
}

function mendFocus(focused: Element | null): void {
  if (focused === null || isThere(focused) || document.activeElement !== document.body) return;
  const { openJob } = useWindow.getState();
  if (openJob !== null) focusRow(openJob);
  if (document.activeElement !== document.body) return;
  const places = document.querySelectorAll<HTMLElement>('main [role="grid"], main [data-drop] button');
  [...places].find(isThere)?.focus();
}

/** Whether it is to be seen and can have the focus: a button loses it when there is nothing more for it to do. */
function isThere(element: Element): boolean {
  return element.isConnected && !element.matches(':disabled') && element.checkVisibility({ visibilityProperty: true });
}
