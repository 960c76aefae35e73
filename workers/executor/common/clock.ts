// One clock for all threads and processes of the machine.
import { performance } from './globals.ts';

const offset = offsetOfHrtime();

/** Milliseconds on the machine's monotonic clock; comparable between threads and processes (`performance.now()` is not). */
export function now(): number {
  return performance.now() + offset;
}

/**
 * Returns the offset to add to `performance.now()`. A busy machine may stop this thread for milliseconds between two readings, so
 * several pairs are read and the quickest one counts.
 */
function offsetOfHrtime(): number {
  let [best, shortest] = [0, Number.POSITIVE_INFINITY];
  for (let i = 0; i < 5; i++) {
    const before = performance.now();
    const hrtime = hrtimeMs();
    const took = performance.now() - before;
    if (took >= shortest) continue;
    shortest = took;
    best = hrtime - before - took / 2;
  }
  return best;
}

function hrtimeMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}
