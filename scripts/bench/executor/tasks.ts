// What our executor runs in the benchmark.
import { type TaskContext, transfer } from '../../../workers/executor/index.ts';

export function empty(): void {}

/** Gives back what it was given, moved. */
export function bounce(bytes: ArrayBuffer): ArrayBuffer {
  return transfer(bytes, [bytes]);
}

/** Runs until it is aborted; says that it runs. */
export function heedful(this: TaskContext, flag: Int32Array): never {
  Atomics.store(flag, 0, 1);
  for (;;) this.throwIfAborted();
}

/** Runs for ever; says that it runs. */
export function stubborn(flag: Int32Array): never {
  Atomics.store(flag, 0, 1);
  for (;;);
}
