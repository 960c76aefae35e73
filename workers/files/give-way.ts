// Gives this whole process the lowest priority.
import { readdirSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { isLinux } from './system.ts';

/**
 * This cannot be undone, as a process may not raise its priority again. On Linux each thread has its own priority, so all threads
 * are changed. If the system refuses, the process continues as it is.
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
