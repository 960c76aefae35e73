// Buffers that are reused or released at once, because new memory costs page faults and garbage collection and raises the peak.
import { isMarkedAsUntransferable } from 'node:worker_threads';

export class Scratch {
  #buffer: Buffer = Buffer.alloc(0);

  /** Returns at least `size` bytes, valid until the next call. They still hold what the last use wrote to them. */
  take(size: number): Buffer {
    if (this.#buffer.length < size) this.#buffer = Buffer.allocUnsafeSlow(size);
    return this.#buffer;
  }
}

/**
 * Releases a buffer's memory now, without waiting for the garbage collector, which would otherwise run all the time because of
 * megabytes outside of its heap. The buffer is empty afterwards. Small buffers, and those in Node's shared pool, are
 * left alone.
 */
export function release(buffer: Buffer): void {
  const { buffer: memory } = buffer;
  if (!(memory instanceof ArrayBuffer) || memory.byteLength <= Buffer.poolSize) return;
  if (!isMarkedAsUntransferable(memory)) memory.transfer(0);
}

/**
 * Releases what one of zlib's streams filled, when its last part was used. The stream fills one buffer after the other, hands on
 * each part of it as soon as it is there, and never returns to a full one.
 */
export function releaseFull(part: Buffer): void {
  if (part.byteOffset + part.length === part.buffer.byteLength) release(part);
}
