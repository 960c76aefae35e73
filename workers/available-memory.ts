// How much memory there is for this process.
import { totalmem } from 'node:os';

/** The memory, in bytes, of the machine or of the container that this process is confined to. It is read from files at each call. */
export function availableMemory(): number {
  const confined = process.constrainedMemory();
  return confined > 0 ? Math.min(confined, totalmem()) : totalmem();
}
