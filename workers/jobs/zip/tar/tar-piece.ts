// Builds a piece of a tar file in one buffer, which grows as needed.
import type { Scratch } from '../../../scratch.ts';
import { paddingOf } from './tar-header.ts';

export class TarPiece {
  #buffer: Buffer;
  #length = 0;

  /** @param expected roughly how many bytes it will hold */
  constructor(scratch: Scratch, expected: number) {
    this.#buffer = scratch.take(expected);
  }

  get length(): number {
    return this.#length;
  }

  /** Its content. It is valid until the scratch is used again. */
  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  add(bytes: Buffer): void {
    bytes.copy(this.take(bytes.length));
  }

  /** Adds zeros up to the end of a block, after data of this length. */
  pad(length: number): void {
    this.take(paddingOf(length)).fill(0);
  }

  /** Adds so many bytes, which the caller fills. */
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

  /** Removes what was added after `length`. */
  rewind(length: number): void {
    this.#length = length;
  }
}
