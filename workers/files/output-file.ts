// Outputs that are either complete under their name, or not there at all.
import { fchmodSync, fstatSync } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type FileCalls, type OpenFile, pooledCalls } from './file-calls.ts';
import { numberedNames } from './numbered-names.ts';
import { partName } from './part-files.ts';
import { systemPath } from './system-path.ts';

/** What to do when the wanted name is taken. */
export type Collision = 'rename' | 'skip' | 'overwrite';

export interface PublishOptions {
  /**
   * When file and name are made to last through a power cut. `later`: by the caller, for many at once, with the file that
   * `release` gives and `syncFolder`. A file that replaces another one is synced before in any case.
   * @default now
   */
  readonly sync?: 'now' | 'later';
  /** Told of each name before the file gets it, or fails to because it is taken. */
  readonly onNaming?: (file: { readonly path: string; readonly ino: string; readonly size: number }) => void;
  /** Takes away the file that is to be overwritten. Without it that file is gone for good. */
  readonly makeWay?: ((path: string) => Promise<void>) | undefined;
}

/**
 * A file being written: under a temporary name in the target's folder until `publish` gives it its own.
 * Disposing an unpublished one removes it.
 */
export class OutputFile<F extends OpenFile = FileHandle> implements AsyncDisposable {
  /** Absolute path of the unfinished file. */
  readonly partPath: string;
  readonly handle: F;
  readonly #calls: FileCalls<F>;
  #open = true;
  #settled = false;

  private constructor(partPath: string, handle: F, calls: FileCalls<F>) {
    this.partPath = partPath;
    this.handle = handle;
    this.#calls = calls;
  }

  /**
   * @param owner the job's id; tell main of the folder first (`report.writesTo`), so that it is swept after a crash
   * @throws the system's error when the folder can't be written
   */
  static create(folder: string, owner = 'none'): Promise<OutputFile> {
    return OutputFile.createWith(pooledCalls, folder, owner);
  }

  /** The same by other calls. */
  static async createWith<F extends OpenFile>(
    calls: FileCalls<F>,
    folder: string,
    owner: string,
  ): Promise<OutputFile<F>> {
    const partPath = join(folder, partName(owner));
    return new OutputFile(partPath, await calls.create(partPath), calls);
  }

  /** Flushes to the disk and closes the handle; the part file stays, to be verified or published. */
  async close(): Promise<void> {
    if (!this.#open) return;
    await this.handle.sync();
    this.#open = false;
    await this.handle.close();
  }

  /**
   * Gives the file its name, never replacing another file unless told to.
   * @returns the path it got, or undefined when it was taken and `collision` is `skip` (the part file is removed)
   */
  async publish(
    target: string,
    collision: Collision = 'rename',
    { sync = 'now', onNaming, makeWay }: PublishOptions = {},
  ): Promise<string | undefined> {
    const naming = onNaming && (await this.#namingOf(onNaming));
    if (collision === 'overwrite') await this.#takeModeOf(target);
    if (sync === 'now' || collision === 'overwrite') await this.close();
    if (collision === 'overwrite') {
      await makeWay?.(target);
      naming?.(target);
      await this.#calls.rename(this.partPath, target);
    }
    const path = collision === 'overwrite' ? target : await this.#publishFree(target, collision, naming);
    this.#settled = path !== undefined;
    if (path === undefined) await this.discard();
    else if (sync === 'now') await syncFolder(dirname(path));
    return path;
  }

  /** A file that replaces another one may be read by those who could read that one, and by nobody else. */
  async #takeModeOf(target: string): Promise<void> {
    const replaced = await this.#calls.stat(target).catch(() => undefined);
    // Some disks have no modes to set.
    if (!this.#open || !replaced?.isFile()) return;
    try {
      fchmodSync(this.handle.fd, replaced.mode & 0o777);
    } catch {}
  }

  async #namingOf(onNaming: NonNullable<PublishOptions['onNaming']>): Promise<(path: string) => void> {
    const { ino, size } = this.#open
      ? fstatSync(this.handle.fd, { bigint: true })
      : await lstat(systemPath(this.partPath), { bigint: true });
    return (path) => onNaming({ path, ino: ino.toString(), size: Number(size) });
  }

  async #publishFree(
    target: string,
    collision: 'rename' | 'skip',
    naming: ((path: string) => void) | undefined,
  ): Promise<string | undefined> {
    for (const candidate of numberedNames(target)) {
      naming?.(candidate);
      if (await takeName(this.partPath, candidate, this.#calls)) return candidate;
      if (collision === 'skip') return undefined;
    }
    return undefined;
  }

  /** The open file, for its new owner to sync and close; undefined when it is closed. */
  release(): F | undefined {
    if (!this.#open) return undefined;
    this.#open = false;
    return this.handle;
  }

  /** Removes the part file. Safe to call at any time, more than once. */
  async discard(): Promise<void> {
    if (this.#open) {
      this.#open = false;
      await this.handle.close().catch(() => {});
    }
    if (this.#settled) return;
    this.#settled = true;
    await this.#calls.unlink(this.partPath).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.discard();
  }
}

/**
 * The first numbered name that neither exists nor is reserved.
 * @throws the system's error when it cannot tell: no other name would do then (too long a one, a folder that is closed)
 */
export async function freeName(
  target: string,
  reserved: (path: string) => boolean = () => false,
  calls: FileCalls = pooledCalls,
): Promise<string> {
  for (const candidate of numberedNames(target)) {
    if (!reserved(candidate) && !(await calls.exists(candidate))) return candidate;
  }
  return target;
}

/** Moves a file to `name` unless something has that name. Returns false when it is taken. */
export async function takeName(part: string, name: string, calls: FileCalls = pooledCalls): Promise<boolean> {
  try {
    await calls.link(part, name);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code === 'ENOENT' || code === 'ENOSPC' || code === 'EACCES' || code === 'EROFS') throw error;
    return moveWithoutLinks(part, name, calls);
  }
  await calls.unlink(part);
  return true;
}

/** For disks without hard links (FAT, some network drives): an empty file holds the name until the rename. */
async function moveWithoutLinks(part: string, name: string, calls: FileCalls): Promise<boolean> {
  try {
    await (await calls.create(name)).close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  await calls.rename(part, name);
  return true;
}

/** Makes renames in a folder last through a power cut. Not every system can sync a folder; those are left alone. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(systemPath(folder), 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
