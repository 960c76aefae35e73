// Does what `Array.prototype.map` does, but in as many steps as there are items, because lists may have billions of holes.

/** Holes stay holes, and other properties of the list are omitted. No method of the list is called. */
export function mapItems<T, R>(list: readonly T[], call: (item: T) => R): R[] {
  const mapped = new Array<R>(list.length);
  for (const key of Object.keys(list)) {
    const at = Number(key);
    const isItem = Number.isInteger(at) && at >= 0 && at < list.length && String(at) === key;
    if (isItem) mapped[at] = call(list[at] as T);
  }
  return mapped;
}
