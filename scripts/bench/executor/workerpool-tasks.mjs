// The same for workerpool.
import workerpool from 'workerpool';

workerpool.worker({
  empty() {},
  bounce(/** @type {ArrayBuffer} */ bytes) {
    return new workerpool.Transfer(bytes, [bytes]);
  },
  stubborn(/** @type {Int32Array} */ flag) {
    Atomics.store(flag, 0, 1);
    for (;;);
  },
});
