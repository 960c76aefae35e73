// How much memory V8 takes for new objects, in workers, host and command line. What passes through them is small and short-lived;
// left to itself V8 gives it ever more room in a long job, of which next to nothing is in use.
import { setFlagsFromString } from 'node:v8';

/** Of a worker, which would take 50 MB. In mebibytes. */
export const WORKER_HEAP = { maxYoungGenerationSizeMb: 8 };

/** Of the host, whose own thread would take 130 MB. In mebibytes. */
export const HOST_HEAP_FLAGS: readonly string[] = ['--max-semi-space-size=16'];

/** Milliseconds. By then V8 has given a job what it needs for speed. */
const GROWN_AFTER_MS = 1000;

/** V8 gives new objects no more place than they have by now. */
export function keepNursery(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** Of the command line, which would take 130 MB for a million files. It may grow for a moment, in which most jobs are done. */
export function boundNursery(): void {
  setTimeout(keepNursery, GROWN_AFTER_MS).unref();
}
