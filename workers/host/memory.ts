// How much memory the host takes, with the processes that work for it.
import { readFileSync } from 'node:fs';

/** Linux counts a process's memory in pages of this many bytes on the systems the app is made for. */
const PAGE_BYTES = 4096;

/**
 * Bytes of this process and of its worker processes. Only Linux tells of other processes without starting one more;
 * elsewhere they count as nothing.
 * @param workers process ids; own ones and unknown ones may be among them
 */
export function memoryWith(workers: readonly (number | undefined)[]): number {
  const others = new Set(workers.filter((pid) => pid !== undefined && pid !== process.pid));
  return [...others].reduce((sum: number, pid) => sum + memoryOf(pid ?? 0), process.memoryUsage.rss());
}

/** Bytes of a process, 0 when it is gone or the system does not tell. */
export function memoryOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
