// Loaded before each file of unit tests: bytes are compared at once. One by one, as `toEqual` does it, a megabyte takes seconds.
import { expect } from 'vitest';

expect.addEqualityTesters([
  (one, other) => {
    if (!(one instanceof Uint8Array && other instanceof Uint8Array)) return undefined;
    return Object.getPrototypeOf(one) === Object.getPrototypeOf(other) && Buffer.compare(one, other) === 0;
  },
]);
