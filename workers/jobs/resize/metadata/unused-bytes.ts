// Finds bytes in a file or block that nothing refers to. If a program removes an entry from a directory, its value often stays there.

/** From the first byte up to, but not including, the end. */
export type Range = readonly [start: number, end: number];

/** Bytes and their position. */
export interface Part {
  readonly at: number;
  readonly value: Buffer;
}

/** The parts of `bytes` between the ranges, except those that are only zeros. */
export function unusedParts(bytes: Buffer, ranges: readonly Range[]): Part[] {
  const unused: Part[] = [];
  let at = 0;
  for (const [start, end] of [...ranges, [bytes.length, bytes.length] as const].sort((a, b) => a[0] - b[0])) {
    if (start > at) unused.push({ at, value: bytes.subarray(at, start) });
    at = Math.max(at, end);
  }
  return unused.filter(({ value }) => value.some((byte) => byte !== 0));
}

export function unusedBytes(bytes: Buffer, ranges: readonly Range[]): Buffer[] {
  return unusedParts(bytes, ranges).map(({ value }) => value);
}
