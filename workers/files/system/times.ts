// When files were changed, also before 1970.
import type { BigIntStats, Stats } from 'node:fs';
import { isWindows } from '../system.ts';

/**
 * On Windows, Node has 32 bits for the seconds of a file's times and takes them for a number without a sign: 1965 comes out as 2101. Of
 * the two dates of a number, the one before 1970 is taken, as files from after 2038 are the rarer ones.
 */
const WRAPPED_SECONDS = 2 ** 32;
const FIRST_NEGATIVE_SECOND = 2 ** 31;

/** In milliseconds since 1970. */
export function changedMs({ mtimeMs }: Pick<Stats, 'mtimeMs'>, windows = isWindows): number {
  return unwrapped(mtimeMs, windows);
}

/** In nanoseconds since 1970. */
export function changedNs({ mtimeNs }: Pick<BigIntStats, 'mtimeNs'>, windows = isWindows): bigint {
  const isWrapped = windows && mtimeNs >= BigInt(FIRST_NEGATIVE_SECOND) * 1_000_000_000n;
  return isWrapped ? mtimeNs - BigInt(WRAPPED_SECONDS) * 1_000_000_000n : mtimeNs;
}

/** Last access and last change, as `utimes` takes them. */
export function timesOf({ atimeMs, mtimeMs }: Pick<Stats, 'atimeMs' | 'mtimeMs'>, windows = isWindows) {
  return [settable(unwrapped(atimeMs, windows)), settable(unwrapped(mtimeMs, windows))] as const;
}

/**
 * As `utimes` takes it: Node takes a negative number of seconds for now, and a date before 1970 for what it is.
 * @param ms since 1970
 */
export function settable(ms: number): number | Date {
  return ms < 0 ? new Date(ms) : ms / 1000;
}

function unwrapped(ms: number, windows: boolean): number {
  return windows && ms >= FIRST_NEGATIVE_SECOND * 1000 ? ms - WRAPPED_SECONDS * 1000 : ms;
}
