// Gives this whole process the lowest priority.
import { readdirSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { isLinux } from './system.ts';

/**
 * For good: a process may not raise its priority again. Linux has one for each thread, and those that are there by now keep
 * what they began with. Where it is refused, the process goes on as it is.
 */
export function giveWay(): void {
  const threads = isLinux ? readdirSync('/proc/self/task').map(Number) : [0];
  for (const thread of threads) lower(thread);
}

function lower(thread: number): void {
  try {
    setPriority(thread, constants.priority.PRIORITY_LOW);
  } catch {
    // A thread that has ended meanwhile, or a system that does not allow it.
  }
}
