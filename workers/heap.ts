// Bounds the memory that V8 takes for new objects (the young generation), in workers, in the host and in the command line. Their objects
// are small and short-lived. Without a bound, V8 takes more and more memory for them in a long job, and hardly uses it.
import { setFlagsFromString } from 'node:v8';

/** The bound of a worker, in mebibytes. Without it, a worker takes 50 MB. */
export const WORKER_HEAP = { maxYoungGenerationSizeMb: 8 };

/** The bound of the host's own thread, in mebibytes. Without it, that thread takes 130 MB. */
export const HOST_HEAP_FLAGS: readonly string[] = ['--max-semi-space-size=16'];

/** In milliseconds. By then, V8 has taken as much memory as a job needs to be fast. */
const GROWN_AFTER_MS = 1000;

/** From now on, V8 takes no more memory for new objects than it has already. */
export function keepNursery(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** For the command line, which takes 130 MB for a million files without it. Memory may grow for a moment; most jobs are done by then. */
export function boundNursery(): void {
  setTimeout(keepNursery, GROWN_AFTER_MS).unref();
}
