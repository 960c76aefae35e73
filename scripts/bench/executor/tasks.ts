// What our executor runs in the benchmark.
import { type TaskContext, transfer } from '../../../workers/executor/index.ts';

export function empty(): void {}

/** Gives back what it was given, moved. */
export function bounce(bytes: ArrayBuffer): ArrayBuffer {
  return transfer(bytes, [bytes]);
}

/** Runs until it is aborted; says that it runs. */
export function heedful(this: TaskContext<'running'>): never {
  this.progress('running');
  for (;;) this.throwIfAborted();
}

/** Runs for ever; says that it runs. */
export function stubborn(this: TaskContext<'running'>): never {
  this.progress('running');
  for (;;);
}
