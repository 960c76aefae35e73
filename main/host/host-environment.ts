// The environment of the host's process.
import { MAX_CONCURRENT_SYNCS } from '../../workers/files/output/sync-batcher.ts';

/** What is meant for this process alone. Windows takes names in any case. */
const NOT_FOR_HOST = /^(NODE_OPTIONS|ELECTRON_RUN_AS_NODE)$/i;

/**
 * One libuv pool serves all worker threads of a process; with the default of 4, pictures queue behind each other
 * and behind every file system call. Two pictures are in the making for each worker, and results on their way to the disk.
 *
 * glibc would give each of so many threads a heap of its own and keep in all of them what decoders leave: 580 MB after ten
 * minutes of zips and pictures, where two heaps hold 400. Photos take 7 % less time with two, icons 4 % more.
 */
export function hostEnvironment(workers: number, inherited: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const kept = Object.entries(inherited).filter(([name]) => !NOT_FOR_HOST.test(name));
  const threads = workers * 2 + 1 + MAX_CONCURRENT_SYNCS;
  return { ...Object.fromEntries(kept), UV_THREADPOOL_SIZE: String(threads), MALLOC_ARENA_MAX: '2' };
}
