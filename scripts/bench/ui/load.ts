// How much of the cores is at work.
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
