// A tasks module whose top-level await never ends, while a timer keeps its worker alive.
import { isMainThread } from 'node:worker_threads';

/** In the thread of the test itself the timer must not keep it alive. A process worker is started with its own file. */
const isInline = isMainThread && !process.argv[1]?.includes('process-worker');
setInterval(() => {}, 1000)[isInline ? 'unref' : 'ref']();
await new Promise(() => {});

export function nothing(): void {}
