// Limits how many pictures are made at a time by the memory that they take, so that huge ones do not exhaust the machine.
import { availableMemory } from '../../../available-memory.ts';

/** Never more than this many pixels in one picture (all frames together), whatever the machine. */
export const MAX_PIXELS = 1_000_000_000;

/** Read only once, as it is read from files. */
const MEMORY = availableMemory();

/** How much memory one picture may take, in bytes. */
export function largestPicture(memory: number = MEMORY): number {
  return Math.min(memory / 2, 8 * 2 ** 30);
}

/**
 * A weighted semaphore, first come first served. A picture that needs more than the whole budget waits until it is alone.
 */
export class MemoryGate {
  readonly #budget: number;
  readonly #queue: { readonly bytes: number; readonly enter: () => void }[] = [];
  #used = 0;

  /** @param budget bytes that may be in use at a time */
  constructor(budget: number) {
    this.#budget = budget;
  }

  /** Waits until there is enough memory. @returns a function that releases it; call it exactly once */
  async enter(bytes: number): Promise<() => void> {
    if (this.#queue.length > 0 || !this.#fits(bytes)) {
      await new Promise<void>((enter) => this.#queue.push({ bytes, enter }));
    } else {
      this.#used += bytes;
    }
    return () => this.#leave(bytes);
  }

  #leave(bytes: number): void {
    this.#used -= bytes;
    for (let next = this.#queue[0]; next && this.#fits(next.bytes); next = this.#queue[0]) {
      this.#queue.shift();
      this.#used += next.bytes;
      next.enter();
    }
  }

  #fits(bytes: number): boolean {
    return this.#used === 0 || this.#used + bytes <= this.#budget;
  }
}

/** How much all pictures of the process may take together, in bytes: a quarter of the memory. */
export const MACHINE_BUDGET = Math.max(MEMORY / 4, 2 ** 29);

/** The gate that all picture jobs of the process share. */
export const machineMemory = new MemoryGate(MACHINE_BUDGET);
