// A piece of a tar file while it is put together: one buffer that grows as it must.
import type { Scratch } from '../../../scratch.ts';
import { paddingOf } from './tar-header.ts';

export class TarPiece {
  #buffer: Buffer;
  #length = 0;

  /** @param expected bytes that it will hold, more or less */
  constructor(scratch: Scratch, expected: number) {
    this.#buffer = scratch.take(expected);
  }

  get length(): number {
    return this.#length;
  }

  /** What it holds. Good as long as the scratch is not used again. */
  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  add(bytes: Buffer): void {
    bytes.copy(this.take(bytes.length));
  }

  /** Zeros to the next border of blocks, after data of this length. */
  pad(length: number): void {
    this.take(paddingOf(length)).fill(0);
  }

  /** Room for so many bytes, to be filled by the caller. */
  take(length: number): Buffer {
    const end = this.#length + length;
    if (end > this.#buffer.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(end, this.#buffer.length * 2));
      this.#buffer.copy(larger, 0, 0, this.#length);
      this.#buffer = larger;
    }
    const taken = this.#buffer.subarray(this.#length, end);
    this.#length = end;
    return taken;
  }

  /** Takes back what was added from `length` on. */
  rewind(length: number): void {
    this.#length = length;
  }
}
