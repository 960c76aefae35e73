// Runs a program and measures it with all its children: wall time, CPU time, peak memory.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface Measured {
  /** Seconds. */
  readonly wall: number;
  /** Seconds of all cores; NaN where the system does not tell. */
  readonly cpu: number;
  /** Bytes of the whole process tree at its peak; NaN where the system does not tell. */
  readonly memory: number;
}

/** Kernel clock ticks per second, in /proc/self/stat. */
const TICKS = 100;
const SAMPLE_EVERY_MS = 10;

/** @throws {Error} when the program fails */
export async function measure(command: readonly [string, ...string[]], cwd: string): Promise<Measured> {
  const [program, ...args] = command;
  const cpuBefore = childrenCpu();
  const started = performance.now();
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (data: Buffer) => {
    complaint += data;
  });
  let memory = Number.NaN;
  const sample = () => {
    const now = treeMemory(child.pid ?? 0);
    if (now > 0) memory = Math.max(memory || 0, now);
  };
  const timer = setInterval(sample, SAMPLE_EVERY_MS);
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const wall = (performance.now() - started) / 1000;
  clearInterval(timer);
  if (status !== 0) throw new Error(`${command.join(' ')}: status ${status}\n${complaint}`);
  return { wall, cpu: childrenCpu() - cpuBefore, memory };
}

/** CPU seconds of all children that have ended. */
function childrenCpu(): number {
  if (process.platform !== 'linux') return Number.NaN;
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[13]) + Number(fields[14])) / TICKS;
}

/** Resident memory of a process and all below it. One alone counts with its own high-water mark. */
function treeMemory(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    );
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = children.length === 0 ? /VmHWM:\s+(\d+)/ : /VmRSS:\s+(\d+)/;
    const own = Number(field.exec(status)?.[1] ?? 0) * 1024;
    return children.reduce((sum, child) => sum + treeMemory(Number(child)), own);
  } catch {
    // It has ended.
    return 0;
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
