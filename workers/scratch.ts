// Memory that is used again or given back at once: new memory costs page faults, garbage collection and peak.
import { isMarkedAsUntransferable } from 'node:worker_threads';

export class Scratch {
  #buffer: Buffer = Buffer.alloc(0);

  /** At least `size` bytes, good until the next call. What they hold is left over from the last use. */
  take(size: number): Buffer {
    if (this.#buffer.length < size) this.#buffer = Buffer.allocUnsafeSlow(size);
    return this.#buffer;
  }
}

/**
 * Gives a buffer's memory back now and not when the garbage is collected, which megabytes outside of its heap would make
 * happen all the time. The buffer is empty afterwards. Small ones, and those that lie in Node's shared pool, are
 * left alone.
 */
export function release(buffer: Buffer): void {
  const { buffer: memory } = buffer;
  if (!(memory instanceof ArrayBuffer) || memory.byteLength <= Buffer.poolSize) return;
  if (!isMarkedAsUntransferable(memory)) memory.transfer(0);
}
