// Keeps the objects that are equal to those before, so that a comparison by identity finds only what has changed.

/**
 * `after`, with each part of it that says the same as that of `before` taken from there.
 * @param before plain data, as it comes out of JSON or from another process; so is `after`
 */
export function keepEqual<T>(before: unknown, after: T): T {
  if (Object.is(before, after) || !isData(before) || !isData(after)) return after;
  if (Array.isArray(before) !== Array.isArray(after)) return after;
  const keys = Object.keys(after);
  const kept = Object.fromEntries(keys.map((key) => [key, keepEqual(before[key], after[key])]));
  const isSame =
    Object.keys(before).length === keys.length &&
    keys.every((key) => key in before && Object.is(kept[key], before[key]));
  if (isSame) return before as T;
  return (Array.isArray(after) ? keys.map((key) => kept[key]) : kept) as T;
}

function isData(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
