// Processes of the app, as Linux tells of them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Processes that a process has started and that live. */
export function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** The host of an app, by its main process. */
export function hostOf(main: number): number | undefined {
  return childrenOf(main).find((pid) => /host\.js/.test(commandOf(pid)));
}

/** A process that has ended and that nobody has asked about counts as gone. */
export function isAlive(pid: number): boolean {
  if (!existsSync(`/proc/${pid}`)) return false;
  return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}

/** Kills a process that may have ended by itself. */
export function kill(pid: number | undefined, signal: NodeJS.Signals): boolean {
  try {
    return pid !== undefined && process.kill(pid, signal);
  } catch {
    return false;
  }
}
