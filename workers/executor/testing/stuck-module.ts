// A tasks module whose top-level await never ends, while a timer keeps its worker alive.
import { isMainThread } from 'node:worker_threads';

setInterval(() => {}, 1000)[isMainThread && process.env.VITEST ? 'unref' : 'ref']();
await new Promise(() => {});

export function nothing(): void {}
