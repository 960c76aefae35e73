// How much memory there is for this process.
import { totalmem } from 'node:os';

/** Of the machine, or of the container that this process is confined to. In bytes. Read from files each time. */
export function availableMemory(): number {
  const confined = process.constrainedMemory();
  return confined > 0 ? Math.min(confined, totalmem()) : totalmem();
}
