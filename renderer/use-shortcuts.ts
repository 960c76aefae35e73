// Keys that work wherever the focus is. Those of the menu (choose, cancel all, clear) come as commands of main.
import { useEffect } from 'react';
import { closeDetails, focusNextPane } from './keep-focus.ts';
import { cancelReview, undoLast } from './stores/actions.ts';
import { togglePanel } from './stores/panel.ts';
import { pendingNow, usePlans } from './stores/plan-store.ts';
import { useWindow } from './stores/window-store.ts';

export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const control = event.ctrlKey || event.metaKey;
  const state = useWindow.getState();
  const pending = pendingNow(usePlans.getState());
  if (event.key === '?' && !isTyping(event.target)) state.setHelp(!state.helpOpen);
  else if (event.key === 'Escape' && pending && !hasText(event.target)) cancelReview(pending);
  else if (event.key === 'Escape' && state.openJob !== null && !hasText(event.target)) closeDetails(state.openJob);
  else if (event.key === 'F6') focusNextPane(event.shiftKey);
  else if (control && event.key.toLowerCase() === 'z' && !event.shiftKey && !isTyping(event.target)) undoLast();
  else if (control && event.key.toLowerCase() === 'i' && !event.shiftKey) {
    togglePanel();
  } else if (control && event.key === ',') {
    state.setSettings(true);
  } else if (control && event.key.toLowerCase() === 'f') {
    document.querySelector<HTMLElement>('[data-find]')?.focus();
  } else return;
  event.preventDefault();
}

/** In a field with text, Escape clears it first. */
function hasText(target: EventTarget | null): boolean {
  return isTyping(target) && (target as HTMLInputElement).value !== '';
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA)$/.test(target.tagName));
}
