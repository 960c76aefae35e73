// Windows refuses to rename, link or remove a file that another program holds open without sharing it, as virus scanners do
// with new files for a moment. Who waits a little gets through.
import { chmod, lstat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { isWindows } from '../system.ts';
import { OWNER_WRITES } from './modes.ts';

/** What Windows answers while somebody holds the file. `EPERM` and `EACCES` may also be meant. */
const HELD: ReadonlySet<string> = new Set(['EBUSY', 'EPERM', 'EACCES']);

/** Waits between the attempts, in milliseconds: 3.3 s in all, which is longer than a scan of a common file takes. */
export const PAUSES_MS: readonly number[] = [5, 10, 20, 40, 80, 160, 320, 640, 1_000, 1_000];

export function isHeld(error: unknown): boolean {
  return HELD.has((error as NodeJS.ErrnoException).code ?? '');
}

/**
 * Makes the call again while somebody holds the file.
 * @param call one that does nothing when it fails
 * @throws what the last attempt said
 */
export async function retrying<T>(
  call: () => Promise<T> | T,
  pause: (ms: number) => Promise<unknown> = delay,
): Promise<T> {
  for (const ms of PAUSES_MS) {
    try {
      return await call();
    } catch (error) {
      if (!isHeld(error)) throw error;
      await pause(ms);
    }
  }
  return call();
}

/** The same in a thread that has nothing else to do meanwhile. */
export function retryingNow<T>(call: () => T, pause: (ms: number) => unknown = sleep): T {
  for (const ms of PAUSES_MS) {
    try {
      return call();
    } catch (error) {
      if (!isHeld(error)) throw error;
      pause(ms);
    }
  }
  return call();
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** `retrying` on Windows; elsewhere the call alone, as such an answer is meant there. */
export const patiently: <T>(call: () => Promise<T> | T) => Promise<T> = isWindows ? retrying : async (call) => call();

/**
 * `patiently` for a rename that may replace a file. Windows does not replace one that is marked read-only, whatever the folder
 * permits; other systems do.
 */
export async function patientRename(to: string | Buffer, rename: () => Promise<void> | void): Promise<void> {
  if (!isWindows) return rename();
  return renameOverReadOnly(to, () => retrying(rename));
}

export async function renameOverReadOnly(to: string | Buffer, rename: () => Promise<void>): Promise<void> {
  const found = await lstat(to).catch(() => undefined);
  const isReadOnly = found?.isFile() === true && (found.mode & OWNER_WRITES) === 0;
  if (!isReadOnly) return rename();
  await chmod(to, found.mode | OWNER_WRITES);
  try {
    await rename();
  } catch (error) {
    await chmod(to, found.mode).catch(() => {});
    throw error;
  }
}

/** `patiently` for a second name of a file or folder. A folder can have none, which Windows says in the same words: EPERM. */
export async function patientLink(from: string | Buffer, link: () => Promise<void> | void): Promise<void> {
  if (!isWindows) return link();
  return linkUnlessFolder(from, link, retrying);
}

export async function linkUnlessFolder(
  from: string | Buffer,
  link: () => Promise<void> | void,
  again: (call: () => Promise<void> | void) => Promise<void>,
): Promise<void> {
  try {
    await link();
  } catch (error) {
    const isMeant = !isHeld(error) || (await lstat(from).catch(() => undefined))?.isDirectory() === true;
    if (isMeant) throw error;
    await again(link);
  }
}

/** `retryingNow` on Windows; elsewhere the call alone. */
export const patientlyNow: <T>(call: () => T) => T = isWindows ? retryingNow : (call) => call();
