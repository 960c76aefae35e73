// Memory that a worker uses again for each task. New memory each time costs page faults, garbage collection and peak.

export class Scratch {
  #buffer: Buffer = Buffer.alloc(0);

  /** At least `size` bytes, good until the next call. What they hold is left over from the last use. */
  take(size: number): Buffer {
    if (this.#buffer.length < size) this.#buffer = Buffer.allocUnsafeSlow(size);
    return this.#buffer;
  }
}
