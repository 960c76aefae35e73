// What Array.prototype.map does, in as many steps as there are items: lists may have billions of holes.

/** Holes stay holes; what a list has beside its items is left out. Calls no method of the list. */
export function mapItems<T, R>(list: readonly T[], call: (item: T) => R): R[] {
  const mapped = new Array<R>(list.length);
  for (const key of Object.keys(list)) {
    const at = Number(key);
    const isItem = Number.isInteger(at) && at >= 0 && at < list.length && String(at) === key;
    if (isItem) mapped[at] = call(list[at] as T);
  }
  return mapped;
}
