// Runs work of which only one piece may run at a time in the whole process, in whatever thread.
import { setTimeout as delay } from 'node:timers/promises';
import threads, { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';

export type OneAtATime = <T>(work: () => Promise<T>) => Promise<T>;

/** Where the shared cell is found. */
const KEY = 'dropmill:one-at-a-time';
const FREE = 0;
const TAKEN = 1;
/** In milliseconds. */
const POLL_MS = 5;
/** A thread that is ended during its turn never gives it back. After so many milliseconds the next one starts without it. */
const PATIENCE_MS = 60_000;

/** Node has locks since version 24.5. */
const locks = Reflect.get(threads, 'locks') as typeof threads.locks | undefined;

/** Makes the work wait for its turn. */
export const oneAtATime: OneAtATime = locks
  ? <T>(work: () => Promise<T>) => locks.request(KEY, work) as Promise<T>
  : (work) => inTurnBySharedCell(work);

/** Lets the threads that are started from now on wait for each other. Needed where Node has no locks. */
export function shareTurns(): void {
  if (!locks) sharedCell();
}

/** The same without Node's locks: a number in memory that all threads see. */
export async function inTurnBySharedCell<T>(work: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  const cell = sharedCell();
  const until = performance.now() + patienceMs;
  while (Atomics.compareExchange(cell, 0, FREE, TAKEN) !== FREE && performance.now() < until) await delay(POLL_MS);
  try {
    return await work();
  } finally {
    Atomics.store(cell, 0, FREE);
  }
}

/** A thread inherits the cell of the thread that started it. */
function sharedCell(): Int32Array {
  const known = getEnvironmentData(KEY);
  if (known instanceof SharedArrayBuffer) return new Int32Array(known);
  const made = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  setEnvironmentData(KEY, made);
  return new Int32Array(made);
}
