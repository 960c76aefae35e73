// The same for Piscina.
import { move } from 'piscina';

export function empty() {}

/**
 * @param {ArrayBuffer} bytes
 * @returns {unknown}
 */
export function bounce(bytes) {
  return move(bytes);
}

export function stubborn(/** @type {Int32Array} */ flag) {
  Atomics.store(flag, 0, 1);
  for (;;);
}
