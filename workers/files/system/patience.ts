// Tries calls again that Windows refuses while another program has the file open without sharing it. Virus scanners do that
// with new files for a moment.
import { type Mode, type OpenMode, openSync } from 'node:fs';
import { chmod, lstat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { isWindows } from '../system.ts';
import { OWNER_WRITES } from './modes.ts';

/** Windows' errors while another program holds the file. `EPERM` and `EACCES` can also mean that permission is missing. */
const HELD: ReadonlySet<string> = new Set(['EBUSY', 'EPERM', 'EACCES']);

/** Pauses between the attempts, in milliseconds. They take 3.3 s in all, longer than the scan of a common file. */
export const PAUSES_MS: readonly number[] = [5, 10, 20, 40, 80, 160, 320, 640, 1_000, 1_000];

export function isHeld(error: unknown): boolean {
  return HELD.has((error as NodeJS.ErrnoException).code ?? '');
}

/**
 * Repeats the call while another program holds the file.
 * @param call must have no effect when it fails
 * @throws the error of the last attempt
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

/** The same, but blocks the thread meanwhile. */
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

/** `retrying` on Windows. On other systems it makes the call once, as such an error means what it says there. */
export const patiently: <T>(call: () => Promise<T> | T) => Promise<T> = isWindows ? retrying : async (call) => call();

/**
 * `patiently` for a rename that may replace a file. Windows does not replace a read-only file, whatever the folder
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

/** `patiently` for a second name of a file or folder. A folder can have no second name; Windows answers that with EPERM, too. */
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

/** After a file that stayed held, others are waited for so often only: what runs holds its files for as long as it runs. */
const SHORT_PAUSES = 3;
let staysHeld = false;

/** Makes the call again while another program has the file for itself alone: EBUSY. Other refusals are meant. */
export function openingNow<T>(open: () => T, pause: (ms: number) => unknown = sleep): T {
  let waited = false;
  for (const ms of staysHeld ? PAUSES_MS.slice(0, SHORT_PAUSES) : PAUSES_MS) {
    try {
      const opened = open();
      if (waited) staysHeld = false;
      return opened;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EBUSY') throw error;
      pause(ms);
      waited = true;
    }
  }
  staysHeld = true;
  const opened = open();
  staysHeld = false;
  return opened;
}

/** Opens a file, on Windows with some patience for whoever has it for himself alone: a virus scanner, a program that saves it. */
export function patientOpen(path: string | Buffer, flags: OpenMode, mode?: Mode): number {
  const open = () => openSync(path, flags, mode);
  return isWindows ? openingNow(open) : open();
}

/** `retryingNow` on Windows. On other systems it makes the call once. */
export const patientlyNow: <T>(call: () => T) => T = isWindows ? retryingNow : (call) => call();
