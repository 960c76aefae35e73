// Makes system calls with paths that are longer than the system accepts in one call.

import { closeSync, constants, openSync } from 'node:fs';
import { isLinux } from './system.ts';
import { namesAt, systemPath, unescapeBytes } from './system-path.ts';

/** Linux' PATH_MAX, with the NUL at the end. */
const MAX_BYTES = 4096;
/** A string of fewer characters is never too long, whatever they are. */
const MAX_SURE_CHARACTERS = 1024;
/** Room for `/proc/self/fd/NUMBER/`. */
const PREFIX_BYTES = 32;

/**
 * Makes a system call with a path of any length. If it is too long for one call, a folder on the way is opened first, and
 * the rest of the path starts there (Linux).
 * @param path in the form of `system-path.ts`
 * @throws the system's error
 */
export function atPath<T>(path: string, call: (path: string | Buffer) => T): T {
  const bytes = longBytes(path);
  if (!bytes) return call(systemPath(path));
  const { near, folder } = approach(bytes);
  try {
    return call(near);
  } finally {
    closeSync(folder);
  }
}

/** `atPath` for an asynchronous call. */
export async function laterAtPath<T>(path: string, call: (path: string | Buffer) => Promise<T>): Promise<T> {
  const bytes = longBytes(path);
  if (!bytes) return call(systemPath(path));
  const { near, folder } = approach(bytes);
  try {
    return await call(near);
  } finally {
    closeSync(folder);
  }
}

/** `atPath` for a call with two paths. */
export function atPaths<T>(one: string, other: string, call: (one: string | Buffer, other: string | Buffer) => T): T {
  return atPath(one, (first) => atPath(other, (second) => call(first, second)));
}

/** The names that a folder holds, as `readNames` for a path of any length. */
export function readNamesAt(folder: string): string[] {
  return atPath(folder, namesAt);
}

/** Returns the path's bytes if it is too long for one call, else undefined. */
function longBytes(path: string): Buffer | undefined {
  if (path.length < MAX_SURE_CHARACTERS || !isLinux) return undefined;
  const bytes = unescapeBytes(path);
  return bytes.length < MAX_BYTES ? undefined : bytes;
}

/** Opens the folder from which the rest of a path is short enough. @returns the rest by way of that folder, to be closed */
function approach(path: Buffer): { near: Buffer; folder: number } {
  let folder: number | undefined;
  let prefix: Buffer = Buffer.alloc(0);
  let rest = path;
  try {
    do {
      const end = rest.lastIndexOf(0x2f, MAX_BYTES - PREFIX_BYTES - 1);
      const next = openSync(Buffer.concat([prefix, rest.subarray(0, end)]), constants.O_RDONLY | constants.O_DIRECTORY);
      if (folder !== undefined) closeSync(folder);
      folder = next;
      prefix = Buffer.from(`/proc/self/fd/${folder}/`);
      rest = rest.subarray(end + 1);
    } while (rest.length + PREFIX_BYTES >= MAX_BYTES);
    return { near: Buffer.concat([prefix, rest]), folder };
  } catch (error) {
    if (folder !== undefined) closeSync(folder);
    throw error;
  }
}
