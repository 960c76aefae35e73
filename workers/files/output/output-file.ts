// Writes results that are either complete under their name, or do not exist at all.
import { fchmodSync, fstatSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { JobReport } from '../../jobs/job-report.ts';
import { JobError, toUserError } from '../../jobs/user-error.ts';
import type { ParamsOf } from '../../messages/codes.ts';
import { type Identity, identityOf, isSame, isStill } from '../changes/identity.ts';
import { type FileCalls, type OpenFile, pooledCalls } from '../file-calls.ts';
import { systemPath } from '../system-path.ts';
import { numberedNames } from './numbered-names.ts';
import { partName } from './part-files.ts';

/** What to do when the wanted name is taken. */
export type Collision = 'rename' | 'skip' | 'overwrite';

export interface PublishOptions {
  /**
   * When the file and its name are synced, so that they survive a power cut. `later`: the caller syncs many at once, with the file that
   * `release` returns and with `syncFolder`. A file that replaces another one is always synced before.
   * @default now
   */
  readonly sync?: 'now' | 'later';
  /** Permissions of the file. @default those of the file it overwrites, else of any new file */
  readonly mode?: number | undefined;
  /** Called with each name before the file tries to get it. The name may turn out to be taken. */
  readonly onNaming?: (file: NamedFile) => void;
  /**
   * Gives the file the name of the one that is overwritten, and keeps that one in the trash. Without it, the overwritten file is gone.
   * @returns the name it got
   */
  readonly trashExisting?: ((file: FinishedPart, target: string) => Promise<string>) | undefined;
}

/** A file with the name that it is about to get. Its identity tells later whether it got the name. */
export interface NamedFile extends Identity {
  readonly path: string;
  /** Absolute path of the one file or folder that it was made from. */
  readonly from?: string | undefined;
  /** Absolute path of the outermost folder that the job made for it, if it made one. */
  readonly madeFolder?: string | undefined;
}

/** A complete and synced file that has no name of its own yet. */
export interface FinishedPart {
  /** Absolute path of the unfinished file. */
  readonly part: string;
  readonly result: Identity;
}

/**
 * A file that is being written. It has a temporary name in the target's folder until `publish` gives it its own.
 * If it is disposed before that, it is removed.
 */
export class OutputFile<F extends OpenFile = FileHandle> implements AsyncDisposable {
  /** Absolute path of the unfinished file. */
  readonly partPath: string;
  readonly handle: F;
  readonly #calls: FileCalls<F>;
  #open = true;
  /** Its identity when it was closed. */
  #closed: Identity | undefined;
  #settled = false;

  private constructor(partPath: string, handle: F, calls: FileCalls<F>) {
    this.partPath = partPath;
    this.handle = handle;
    this.#calls = calls;
  }

  /**
   * @param owner the job's id; call `report.writesTo` with the folder before, so that main removes the part files after a crash
   * @throws the system's error when the folder can't be written
   */
  static create(folder: string, owner = 'none'): Promise<OutputFile> {
    return OutputFile.createWith(pooledCalls, folder, owner);
  }

  /** The same with other system calls. */
  static async createWith<F extends OpenFile>(
    calls: FileCalls<F>,
    folder: string,
    owner: string,
  ): Promise<OutputFile<F>> {
    const partPath = join(folder, partName(owner));
    return new OutputFile(partPath, await calls.create(partPath), calls);
  }

  /** Flushes to the disk and closes the handle; the part file stays until it is published or discarded. */
  async close(): Promise<void> {
    if (!this.#open) return;
    await this.handle.sync();
    await this.#closeHandle();
  }

  async #closeHandle(): Promise<void> {
    this.#open = false;
    this.#closed = identityOf(fstatSync(this.handle.fd, { bigint: true }));
    await this.handle.close();
  }

  /**
   * Gives the file its name. It replaces another file only if `collision` says so.
   * @returns the path it got, or undefined if the name was taken and `collision` is `skip` (then the part file is removed)
   */
  async publish(
    target: string,
    collision: Collision = 'rename',
    { sync = 'now', mode, onNaming, trashExisting }: PublishOptions = {},
  ): Promise<string | undefined> {
    await this.#setMode(mode ?? (collision === 'overwrite' ? await this.#modeOf(target) : undefined));
    const naming = onNaming && (await this.#namingOf(onNaming));
    if (sync === 'now' || collision === 'overwrite') await this.close();
    const path =
      collision === 'overwrite'
        ? await this.#overwrite(target, naming, trashExisting)
        : await this.#publishFree(target, collision, naming);
    this.#settled = path !== undefined;
    if (path === undefined) await this.discard();
    else if (sync === 'now') await syncFolder(dirname(path));
    return path;
  }

  /**
   * Lets other code give the file its name, such as code that moves away the file that has it.
   * @param give gets the file complete and synced; if it throws, the part file still exists
   */
  async hand<T>(give: (file: FinishedPart) => Promise<T>): Promise<T> {
    await this.close();
    const done = await give({ part: this.partPath, result: await this.identity() });
    this.#settled = true;
    return done;
  }

  /** Number of the file on its disk, while it is open. The disk's number is not in it, as it differs between computers that share the disk. */
  get key(): string {
    return this.#open ? fstatSync(this.handle.fd, { bigint: true }).ino.toString() : '';
  }

  /** The identity of the unfinished file. @throws {JobError} when another file is in its place */
  async identity(): Promise<Identity> {
    const found = identityOf(await this.#calls.bigLstat(this.partPath));
    const own = this.#open ? identityOf(fstatSync(this.handle.fd, { bigint: true })) : this.#closed;
    if (own && (await isWritten(own, found, this.partPath))) return this.#open ? own : found;
    throw new JobError('RESULT_SWAPPED');
  }

  /** Removes the file with the name that it was given, unless another file has the name by now. */
  async withdraw(path: string, result: Identity): Promise<void> {
    const found = await this.#calls.bigLstat(path).catch(() => undefined);
    if (found && isSame(result, identityOf(found))) await this.#calls.unlink(path);
  }

  async #overwrite(
    target: string,
    naming: ((path: string) => void) | undefined,
    trashExisting: PublishOptions['trashExisting'],
  ): Promise<string> {
    naming?.(target);
    if (!trashExisting) {
      await this.#calls.rename(this.partPath, target);
      return target;
    }
    const path = await this.hand((file) => trashExisting(file, target));
    if (path !== target) naming?.(path);
    return path;
  }

  /** A file that replaces another one gets its permissions: the same users may read it, and nobody else. */
  async #modeOf(target: string): Promise<number | undefined> {
    const replaced = await this.#calls.stat(target).catch(() => undefined);
    return replaced?.isFile() ? replaced.mode & 0o777 : undefined;
  }

  /** While the file is written, only its owner may open it. @param mode undefined for the mode of any new file */
  async #setMode(mode: number | undefined): Promise<void> {
    if (!this.#open) return;
    try {
      fchmodSync(this.handle.fd, mode ?? 0o666 & ~process.umask());
    } catch {
      // Some disks have no modes.
    }
  }

  async #namingOf(onNaming: NonNullable<PublishOptions['onNaming']>): Promise<(path: string) => void> {
    const identity = await this.identity();
    return (path) => onNaming({ path, ...identity });
  }

  async #publishFree(
    target: string,
    collision: 'rename' | 'skip',
    naming: ((path: string) => void) | undefined,
  ): Promise<string | undefined> {
    const identity = await this.identity();
    for (const candidate of numberedNames(target)) {
      naming?.(candidate);
      if (await takeName(this.partPath, candidate, this.#calls)) return this.#asWritten(candidate, identity);
      if (collision === 'skip') return undefined;
    }
    return undefined;
  }

  /** In a folder that others can write to, somebody may have put another file in the place of the unfinished one. */
  async #asWritten(path: string, written: Identity): Promise<string> {
    const found = identityOf(await this.#calls.bigLstat(path));
    if (await isStill(written, found, path)) return path;
    throw new JobError('RESULT_SWAPPED');
  }

  /** The open file, for its new owner to sync and close; undefined when it is closed. */
  release(): F | undefined {
    if (!this.#open) return undefined;
    this.#open = false;
    return this.handle;
  }

  /**
   * Removes the part file. Safe to call at any time, more than once.
   * @throws {JobError} PART_LEFT, when it cannot be removed
   */
  async discard(): Promise<void> {
    if (this.#settled) {
      if (this.#open) await this.#closeHandle().catch(() => {});
      return;
    }
    this.#settled = true;
    const isOwn = await this.#isOwn();
    // While it is open, no other file can have its number. Size and time may still change, as it is being written to.
    const isRemoved = isOwn && (await this.#remove().catch(() => false));
    if (this.#open) await this.#closeHandle().catch(() => {});
    if (isOwn && !isRemoved) {
      await this.#remove().catch((cause: unknown) => {
        throw partLeft(this.partPath, cause);
      });
    }
  }

  /** Whether the name of the unfinished file still belongs to that file. */
  async #isOwn(): Promise<boolean> {
    const found = await this.#calls.bigLstat(this.partPath).catch(() => undefined);
    if (!found) return false;
    if (!this.#open) return this.#closed !== undefined && isWritten(this.#closed, identityOf(found), this.partPath);
    const own = fstatSync(this.handle.fd, { bigint: true });
    return own.ino === found.ino && own.dev === found.dev;
  }

  async #remove(): Promise<true> {
    await this.#calls.unlink(this.partPath).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    return true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.discard();
  }
}

/** Whether the found file is the one that was written. Network drives may set its time when it is closed. */
async function isWritten(own: Identity, found: Identity, path: string): Promise<boolean> {
  return (own.ino === found.ino && own.size === found.size) || isStill(own, found, path);
}

/** The error for an unfinished file or folder that cannot be removed. */
export function partLeft(path: string, cause: unknown): JobError<'PART_LEFT'> {
  return new JobError('PART_LEFT', { path, why: toUserError(cause) }, { cause });
}

/** Discards all of them. If one cannot be removed, that is reported, but does not change how the job ends. */
export async function discardAll(
  files: Iterable<Pick<OutputFile<OpenFile>, 'discard'>>,
  report: Pick<JobReport, 'note'>,
): Promise<void> {
  for (const file of files) await file.discard().catch((error: unknown) => noteLeft(error, report));
}

/** @param error of `discard` */
export function noteLeft(error: unknown, report: Pick<JobReport, 'note'>): void {
  const { code, params } = toUserError(error);
  if (code !== 'PART_LEFT') throw error;
  report.note({ code, params: params as ParamsOf<'PART_LEFT'> });
}

/**
 * The first numbered name that neither exists nor is reserved.
 * @throws the system's error if the check fails, such as for a name that is too long or a folder without permission: no other name would help
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
  // The file has its name. If the part file's name stays, it does no harm, and is removed with the part files of killed runs.
  await calls.unlink(part).catch(() => calls.unlink(part).catch(() => {}));
  return true;
}

/**
 * For disks without hard links (exFAT, some network drives). The rename follows the check at once. An empty file that reserves the
 * name would be safer, but a kill would leave it behind.
 */
async function moveWithoutLinks(part: string, name: string, calls: FileCalls): Promise<boolean> {
  if (await calls.exists(name)) return false;
  await calls.rename(part, name);
  return true;
}

/** Syncs a folder, so that renames in it survive a power cut. On systems that cannot sync a folder, nothing happens. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(systemPath(folder), 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
