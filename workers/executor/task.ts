// What a tasks module needs of this library: so little that each worker loads it in no time, where the whole would load the pools
// as well.
export { AbortError, CancelledError, NotCloneableError, TimeoutError } from './errors.ts';
export type { TaskContext } from './types.ts';
export { transfer } from './wire/transfer.ts';
export { nativeWork } from './worker/native-work.ts';
