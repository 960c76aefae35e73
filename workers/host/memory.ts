// Measures how much memory the host and its worker processes take.
import { readFileSync } from 'node:fs';

/** Size of a page, in which Linux counts a process's memory on the systems that the app supports. */
const PAGE_BYTES = 4096;

/**
 * Bytes of this process and of its worker processes. Only Linux reports the memory of other processes without starting one more;
 * on other systems they count as 0.
 * @param workers process ids; the own one and undefined ones may be among them
 */
export function memoryWith(workers: readonly (number | undefined)[]): number {
  const others = new Set(workers.filter((pid) => pid !== undefined && pid !== process.pid));
  return [...others].reduce((sum: number, pid) => sum + memoryOf(pid ?? 0), process.memoryUsage.rss());
}

/** Bytes of a process, 0 if it has ended or the system does not say. */
export function memoryOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
