// Which rows of a long list are in sight. Own windowing of a fixed row height: a million rows cost no more than 20.
import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type Visible, visibleRows } from './item-pages.ts';

interface Place {
  readonly filter: unknown;
  /** Of the part in sight, in pixels. */
  readonly top: number;
  readonly height: number;
}

interface Rows {
  readonly total: number;
  /** Pixels. */
  readonly rowHeight: number;
}

/**
 * Where it is scrolled to and how high it is are asked for when they change, and not when its rows do, which would have
 * the window laid out in the middle of drawing. What another filter finds is shown from its beginning.
 */
export function useVisible(
  scroller: RefObject<HTMLDivElement | null>,
  filter: unknown,
  { total, rowHeight }: Rows,
): Visible {
  const [place, setPlace] = useState<Place>({ filter, top: 0, height: 0 });
  const shown = useRef(filter);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    if (shown.current !== filter) element.scrollTop = 0;
    shown.current = filter;
    const measure = () => setPlace({ filter, top: element.scrollTop, height: element.clientHeight });
    // Calls back once at the beginning, when the element has its height.
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [scroller, filter]);
  const top = place.filter === filter ? place.top : 0;
  const { first, last } = visibleRows(top, place.height, rowHeight, total);
  return useMemo(() => ({ first, last }), [first, last]);
}

/**
 * Rows that come into sight take the elements of those that went: scrolling through 10,000 rows makes some 30 elements
 * and not 60,000. In steps, so that one row more or less gives no row another's element.
 */
export function slotsFor(count: number): number {
  return Math.max(16, Math.ceil(count / 16) * 16);
}
