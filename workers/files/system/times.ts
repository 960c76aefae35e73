// Reads and sets times of files correctly, also before 1970.
import type { BigIntStats, Stats } from 'node:fs';
import { isWindows } from '../system.ts';

/**
 * On Windows, Node reads the seconds of a file's times as an unsigned number of 32 bits, so that 1965 becomes 2101. Each such number can
 * mean two dates. The one before 1970 is taken, as files from after 2038 are rarer.
 */
const WRAPPED_SECONDS = 2 ** 32;
const FIRST_NEGATIVE_SECOND = 2 ** 31;

/** Time of the last change, in milliseconds since 1970. */
export function changedMs({ mtimeMs }: Pick<Stats, 'mtimeMs'>, windows = isWindows): number {
  return unwrapped(mtimeMs, windows);
}

/** Time of the last change, in nanoseconds since 1970. */
export function changedNs({ mtimeNs }: Pick<BigIntStats, 'mtimeNs'>, windows = isWindows): bigint {
  const isWrapped = windows && mtimeNs >= BigInt(FIRST_NEGATIVE_SECOND) * 1_000_000_000n;
  return isWrapped ? mtimeNs - BigInt(WRAPPED_SECONDS) * 1_000_000_000n : mtimeNs;
}

/** Last access and last change, as `utimes` takes them. */
export function timesOf({ atimeMs, mtimeMs }: Pick<Stats, 'atimeMs' | 'mtimeMs'>, windows = isWindows) {
  return [settable(unwrapped(atimeMs, windows)), settable(unwrapped(mtimeMs, windows))] as const;
}

/**
 * Turns a time into what `utimes` takes: Node reads a negative number of seconds as now, but accepts a `Date` before 1970.
 * @param ms since 1970
 */
export function settable(ms: number): number | Date {
  return ms < 0 ? new Date(ms) : ms / 1000;
}

function unwrapped(ms: number, windows: boolean): number {
  return windows && ms >= FIRST_NEGATIVE_SECOND * 1000 ? ms - WRAPPED_SECONDS * 1000 : ms;
}
