// The system calls for code that gives names to many files: in libuv's pool, or in the caller's thread.
import fs, { type BigIntStats, type Stats } from 'node:fs';
import fsPromises, { type FileHandle } from 'node:fs/promises';
import { unlessMounted } from './system/mounts.ts';
import { patiently, patientRename } from './system/patience.ts';
import { systemPath } from './system-path.ts';

/** An open file that others may sync and close. */
export interface OpenFile {
  readonly fd: number;
  /** Flushes it to the disk, which takes long: never in the caller's thread. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * All reject with the system's error. On Windows, those that change names first wait a little if another program holds the file. Paths
 * are strings of `system-path.ts`: they can hold any bytes that are a name on Linux.
 */
export interface FileCalls<F extends OpenFile = OpenFile> {
  /** Follows links. */
  stat(path: string): Promise<Stats>;
  lstat(path: string): Promise<Stats>;
  /** The same with 64-bit numbers, which identify a file. */
  bigLstat(path: string): Promise<BigIntStats>;
  /** Whether anything has that name, a broken link included. Rejects where that cannot be found out. */
  exists(path: string): Promise<boolean>;
  /** Creates a file for reading and writing that only its owner may open. Fails with EEXIST if the name is taken, even by a link. */
  create(path: string): Promise<F>;
  link(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
}

/** Calls in libuv's pool, for a thread that must not be blocked. */
export const pooledCalls: FileCalls<FileHandle> = {
  stat: (path) => fsPromises.stat(systemPath(path)),
  lstat: (path) => fsPromises.lstat(systemPath(path)),
  bigLstat: (path) => fsPromises.lstat(systemPath(path), { bigint: true }),
  exists: (path) =>
    fsPromises.lstat(systemPath(path)).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return false;
        throw error;
      },
    ),
  create: (path) => fsPromises.open(systemPath(path), 'wx+', 0o600),
  link: (from, to) => patiently(() => fsPromises.link(systemPath(from), systemPath(to))),
  rename: (from, to) =>
    unlessMounted([to], () => patientRename(systemPath(to), () => fsPromises.rename(systemPath(from), systemPath(to)))),
  unlink: (path) => unlessMounted([path], () => patiently(() => fsPromises.unlink(systemPath(path)))),
};

/**
 * Calls that block the caller's thread, for a thread that may be blocked, such as that of the command line. Going to the pool
 * and back takes longer than the call itself, and longer still if decoders keep the pool busy.
 */
export const directCalls: FileCalls = {
  stat: async (path) => fs.statSync(systemPath(path)),
  lstat: async (path) => fs.lstatSync(systemPath(path)),
  bigLstat: async (path) => fs.lstatSync(systemPath(path), { bigint: true }),
  exists: async (path) => fs.lstatSync(systemPath(path), { throwIfNoEntry: false }) !== undefined,
  create: async (path) => openDirectly(path),
  link: (from, to) => patiently(() => fs.linkSync(systemPath(from), systemPath(to))),
  rename: (from, to) =>
    unlessMounted([to], () => patientRename(systemPath(to), () => fs.renameSync(systemPath(from), systemPath(to)))),
  unlink: (path) => unlessMounted([path], () => patiently(() => fs.unlinkSync(systemPath(path)))),
};

function openDirectly(path: string): OpenFile {
  const fd = fs.openSync(systemPath(path), 'wx+', 0o600);
  return {
    fd,
    sync: () => new Promise((resolve, reject) => fs.fsync(fd, (error) => (error ? reject(error) : resolve()))),
    close: async () => fs.closeSync(fd),
  };
}
