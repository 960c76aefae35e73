/** Cuts a list into pieces of at most `length`, in order. An empty list gives no pieces. */
export function* slices<T>(list: readonly T[], length: number): Generator<readonly T[]> {
  for (let at = 0; at < list.length; at += length) yield list.slice(at, at + length);
}
