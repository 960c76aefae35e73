// A list that grows by many rows at once shows them over a few frames: react-aria makes a node of each, and 200 of them
// in one go would hold up the window for longer than a frame.
import { useLayoutEffect, useReducer, useRef } from 'react';

/** Rows added per frame: more than are in sight. */
const STEP = 40;

/** Those that were there, and the first of what is new; the same array when that is all of them. */
export function withSome<Key>(keys: readonly Key[], before: readonly Key[], step = STEP): readonly Key[] {
  const known = new Set(before);
  let room = step;
  const some = keys.filter((key) => known.has(key) || room-- > 0);
  return some.length === keys.length ? keys : some;
}

/** What goes, goes at once. */
export function useGradually<Key>(keys: readonly Key[]): readonly Key[] {
  const before = useRef<readonly Key[]>([]);
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  const shown = before.current === keys ? keys : withSome(keys, before.current);
  useLayoutEffect(() => {
    before.current = shown;
    if (shown === keys) return;
    const frame = requestAnimationFrame(drawAgain);
    return () => cancelAnimationFrame(frame);
  });
  return shown;
}
