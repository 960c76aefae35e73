// File system calls that end the program, or fail, at a chosen step.
import { type ChangeCalls, realCalls } from '../change-calls.ts';

/** The program is gone: nothing of it runs any more. */
export class Killed extends Error {}

export interface Fault {
  /** Which call, counted from 1. */
  readonly at: number;
  /** `kill` before the call, or the code of the error that the call fails with. */
  readonly how: 'kill' | 'EIO' | 'ENOSPC';
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

export function faultyCalls(fault: Fault | undefined, hasLinks: boolean): FaultyCalls {
  let steps = 0;
  let dead = false;
  const kill = (): never => {
    dead = true;
    throw new Killed();
  };
  const step = (name?: string) => {
    if (dead) throw new Killed();
    if (++steps !== fault?.at) return;
    if (fault.how === 'kill') kill();
    // These never fail: what they could not do is of no harm.
    if (name === 'removeFolder' || name === 'syncFolder') return;
    throw Object.assign(new Error(fault.how), { code: fault.how });
  };
  let refused = 0;
  const noLinks = () => {
    const code = NO_LINK_CODES[refused++ % NO_LINK_CODES.length] ?? '';
    return Object.assign(new Error(code), { code });
  };
  const entries = Object.entries(realCalls).map(([name, call]) => [
    name,
    async (...args: unknown[]) => {
      if (name === 'look' || name === 'names') {
        if (dead) throw new Killed();
      } else step(name);
      if (name === 'link' && !hasLinks) throw noLinks();
      return (call as (...args: unknown[]) => unknown)(...args);
    },
  ]);
  return { ...(Object.fromEntries(entries) as ChangeCalls), steps: () => steps, step, kill };
}
