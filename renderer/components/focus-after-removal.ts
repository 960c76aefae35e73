// Where the keyboard is when an entry that had the focus was removed from a list.
import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * The focus goes to the entry that takes the place of a removed one, or to the last: with it gone, it would be nowhere, where not even Escape
 * closes what the list is in.
 * @param items another array when an entry is gone
 * @param instead has the focus when none is left
 * @returns what is called before a removal
 */
export function useFocusAfterRemoval(
  list: RefObject<HTMLElement | null>,
  items: readonly unknown[],
  instead?: RefObject<HTMLElement | null>,
): (index: number) => void {
  const place = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is another one when an entry is gone
  useLayoutEffect(() => {
    if (place.current === null) return;
    const rows = list.current?.children ?? [];
    const row = rows[Math.min(place.current, rows.length - 1)];
    (row?.querySelector('button') ?? instead?.current)?.focus();
    place.current = null;
  }, [list, items, instead]);
  return (index) => {
    place.current = index;
  };
}
