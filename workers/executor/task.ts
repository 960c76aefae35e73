// Exports what a tasks module needs of this library. It is so little that workers load it fast; the main entry would also load the
// pools.
export { AbortError, CancelledError, NotCloneableError, TimeoutError } from './errors.ts';
export type { TaskContext } from './types.ts';
export { transfer } from './wire/transfer.ts';
export { nativeWork } from './worker/native-work.ts';
