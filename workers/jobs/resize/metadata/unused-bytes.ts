// What lies in a file or block that nothing leads to: what a program has taken out of a directory mostly stays behind there.

/** From the first byte to behind the last. */
export type Range = readonly [start: number, end: number];

/** The parts of `bytes` between the ranges, without those of zeros only. */
export function unusedBytes(bytes: Buffer, ranges: readonly Range[]): Buffer[] {
  const unused: Buffer[] = [];
  let at = 0;
  for (const [start, end] of [...ranges, [bytes.length, bytes.length] as const].sort((a, b) => a[0] - b[0])) {
    if (start > at) unused.push(bytes.subarray(at, start));
    at = Math.max(at, end);
  }
  return unused.filter((part) => part.some((byte) => byte !== 0));
}
