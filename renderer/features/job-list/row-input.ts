// What presses and keys on a row of the list do, as in the system's own lists.
import type { KeyboardEvent } from 'react';

/** The part of react-aria's selection that rows use. */
export interface Selecting<Key> {
  setFocusedKey(key: Key | null): void;
  toggleSelection(key: Key): void;
  extendSelection(key: Key): void;
  replaceSelection(key: Key): void;
}

interface Modifiers {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** This one alone; with Shift all up to it; with Ctrl or Command it too. */
export function selectBy<Key>(list: Selecting<Key>, key: Key, { shiftKey, ctrlKey, metaKey }: Modifiers): void {
  if (shiftKey) list.extendSelection(key);
  else if (ctrlKey || metaKey) list.toggleSelection(key);
  else list.replaceSelection(key);
}

/** Left and right go through the row and its buttons, round and round. Returns whether the key was for that. */
export function moveWithinRow(event: KeyboardEvent, row: HTMLElement | null): boolean {
  const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!row || way === undefined || event.altKey || event.ctrlKey || event.metaKey) return false;
  const stops = [row, ...row.querySelectorAll<HTMLElement>('button')];
  const at = stops.findIndex((stop) => stop.matches(':focus'));
  stops[(at + way + stops.length) % stops.length]?.focus({ preventScroll: true });
  event.preventDefault();
  event.stopPropagation();
  return true;
}
