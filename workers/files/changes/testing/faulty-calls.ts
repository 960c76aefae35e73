// File system calls that end the program, or fail, at a chosen step.
import { type ChangeCalls, realCalls } from '../change-calls.ts';

/** The program is gone: nothing of it runs any more. */
export class Killed extends Error {}

export interface Fault {
  /** Which call, counted from 1. */
  readonly at: number;
  /**
   * `kill` before the call, or the code of the error that the call fails with. `EROFS`: and all after it, as Linux turns a disk read-only
   * that has failed.
   */
  readonly how: 'kill' | 'EIO' | 'ENOSPC' | 'EROFS';
}

/** What kind of disk it is. */
export interface DiskTraits {
  readonly hasLinks: boolean;
  /** Whether the log is on the same disk. */
  readonly hasLog: boolean;
  /** Where the trash is, if that is on another disk. */
  readonly trashApart: string | undefined;
}

export interface FaultyCalls extends ChangeCalls {
  /** Calls so far. */
  readonly steps: () => number;
  /** Counts a step that is no call of its own, such as the trash. */
  readonly step: () => void;
  /** Has the program end now. */
  readonly kill: () => never;
}

/** What disks without hard links answer: exFAT on Linux, and on Windows. */
const NO_LINK_CODES = ['EPERM', 'EISDIR'] as const;

/** These never fail: what they could not do is of no harm. */
const HARMLESS: ReadonlySet<string | undefined> = new Set(['removeFolder', 'syncFolder']);
const OF_THE_LOG: ReadonlySet<string | undefined> = new Set(['append', 'sync']);

export function faultyCalls(fault: Fault | undefined, disk: DiskTraits): FaultyCalls {
  let steps = 0;
  let dead = false;
  const kill = (): never => {
    dead = true;
    throw new Killed();
  };
  const isHit = (name?: string) => {
    if (fault?.how !== 'EROFS') return steps === fault?.at;
    return steps >= fault.at && (disk.hasLog || !OF_THE_LOG.has(name));
  };
  /** @returns false when the call has done nothing, without a word */
  const step = (name?: string): boolean => {
    if (dead) throw new Killed();
    steps++;
    if (!fault || !isHit(name)) return true;
    if (fault.how === 'kill') kill();
    if (HARMLESS.has(name)) return fault.how !== 'EROFS';
    throw codeOf(fault.how);
  };
  let refused = 0;
  const noLinks = () => {
    return codeOf(NO_LINK_CODES[refused++ % NO_LINK_CODES.length] ?? '');
  };
  const entries = Object.entries(realCalls).map(([name, call]) => [
    name,
    async (...args: unknown[]) => {
      if (name === 'look' || name === 'names') {
        if (dead) throw new Killed();
      } else if (!step(name)) return;
      if (name === 'link' && !disk.hasLinks) throw noLinks();
      if ((name === 'link' || name === 'rename') && isBetween(disk, args)) throw codeOf('EXDEV');
      return (call as (...args: unknown[]) => unknown)(...args);
    },
  ]);
  return { ...(Object.fromEntries(entries) as ChangeCalls), steps: () => steps, step: () => void step(), kill };
}

function codeOf(code: string): Error {
  return Object.assign(new Error(code), { code });
}

function isBetween({ trashApart }: DiskTraits, paths: readonly unknown[]): boolean {
  if (trashApart === undefined) return false;
  const [from, to] = paths.map((path) => String(path).startsWith(trashApart));
  return from !== to;
}
