// Paths longer than the system takes in one call.

import { closeSync, constants, openSync } from 'node:fs';
import { isLinux } from './system.ts';
import { systemPath, unescapeBytes } from './system-path.ts';

/** Linux' PATH_MAX, with the NUL at the end. */
const MAX_BYTES = 4096;
/** A string of fewer characters is shorter, whatever they are. */
const MAX_SURE_CHARACTERS = 1024;
/** Room for `/proc/self/fd/NUMBER/`. */
const PREFIX_BYTES = 32;

/**
 * Makes a system call with a path of any length. Where it is too long for one call, the folder half way is opened first, and
 * the call starts from there (Linux).
 * @param path in the form of `system-path.ts`
 * @throws the system's error
 */
export function atPath<T>(path: string, call: (path: string | Buffer) => T): T {
  if (path.length < MAX_SURE_CHARACTERS || !isLinux) return call(systemPath(path));
  const bytes = unescapeBytes(path);
  return bytes.length < MAX_BYTES ? call(bytes) : fromFolder(bytes, call);
}

function fromFolder<T>(path: Buffer, call: (path: Buffer) => T): T {
  let folder: number | undefined;
  let prefix: Buffer = Buffer.alloc(0);
  let rest = path;
  try {
    while (rest.length + PREFIX_BYTES >= MAX_BYTES) {
      const end = rest.lastIndexOf(0x2f, MAX_BYTES - PREFIX_BYTES - 1);
      const next = openSync(Buffer.concat([prefix, rest.subarray(0, end)]), constants.O_RDONLY | constants.O_DIRECTORY);
      if (folder !== undefined) closeSync(folder);
      folder = next;
      prefix = Buffer.from(`/proc/self/fd/${folder}/`);
      rest = rest.subarray(end + 1);
    }
    return call(Buffer.concat([prefix, rest]));
  } finally {
    if (folder !== undefined) closeSync(folder);
  }
}
