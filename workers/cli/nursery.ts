// Keeps the memory of a long job flat.
import { setFlagsFromString } from 'node:v8';

/** Milliseconds. By then V8 has given a job what it needs for speed. */
const GROWN_AFTER = 1000;

/** V8 gives new objects no more place than they have by now. */
export function keepNursery(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/**
 * Left to itself V8 doubles the place for new objects again and again while results pass through this thread: to 130 MB for
 * a million files, of which next to nothing stays alive. It may grow for a moment, in which most jobs are done.
 */
export function boundNursery(): void {
  setTimeout(keepNursery, GROWN_AFTER).unref();
}
