// How much of the cores is at work.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

export interface CpuTimes {
  readonly busy: number;
  readonly all: number;
}

export function cpuTimes(): CpuTimes {
  const times = cpus().map((cpu) => cpu.times);
  const all = times.reduce((sum, t) => sum + t.user + t.nice + t.sys + t.idle + t.irq, 0);
  return { all, busy: all - times.reduce((sum, t) => sum + t.idle, 0) };
}

/** 0..1 */
export function busyFraction(before: CpuTimes, after: CpuTimes): number {
  return (after.busy - before.busy) / (after.all - before.all);
}

/** Milliseconds of all cores that the machine itself did not get, where it is a virtual one and Linux tells. Else 0. */
export function stolenTime(): number {
  try {
    const [, ...times] = readFileSync('/proc/stat', 'utf8').split('\n')[0]?.split(/\s+/) ?? [];
    return Number(times[STEAL] ?? 0) * TICK_MS;
  } catch {
    return 0;
  }
}

/** Place among the times of /proc/stat, see proc_stat(5), and milliseconds of its unit. */
const STEAL = 7;
const TICK_MS = 10;
