// The same for tinypool.
import { Tinypool } from 'tinypool';

export function empty() {}

/**
 * @param {ArrayBuffer} bytes
 * @returns {unknown}
 */
export function bounce(bytes) {
  return Tinypool.move(bytes);
}

export function stubborn(/** @type {Int32Array} */ flag) {
  Atomics.store(flag, 0, 1);
  for (;;);
}
