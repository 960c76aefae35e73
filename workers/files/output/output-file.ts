// Outputs that are either complete under their name, or not there at all.
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
   * When file and name are made to last through a power cut. `later`: by the caller, for many at once, with the file that
   * `release` gives and `syncFolder`. A file that replaces another one is synced before in any case.
   * @default now
   */
  readonly sync?: 'now' | 'later';
  /** Permissions of the file. @default those of the file it overwrites, else of any new file */
  readonly mode?: number | undefined;
  /** Called with each name before the file gets it, or fails to because it is taken. */
  readonly onNaming?: (file: NamedFile) => void;
  /**
   * Gives the file the name of the one that is to be overwritten, which can come back. Without it that one is gone for good.
   * @returns the name it got
   */
  readonly trashExisting?: ((file: FinishedPart, target: string) => Promise<string>) | undefined;
}

/** A file under the name it is about to get. Its identity tells whether it got it. */
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
 * A file being written: under a temporary name in the target's folder until `publish` gives it its own.
 * Disposing an unpublished one removes it.
 */
export class OutputFile<F extends OpenFile = FileHandle> implements AsyncDisposable {
  /** Absolute path of the unfinished file. */
  readonly partPath: string;
  readonly handle: F;
  readonly #calls: FileCalls<F>;
  #open = true;
  /** As it was when it was closed. */
  #closed: Identity | undefined;
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
    await this.#closeHandle();
  }

  async #closeHandle(): Promise<void> {
    this.#open = false;
    this.#closed = identityOf(fstatSync(this.handle.fd, { bigint: true }));
    await this.handle.close();
  }

  /**
   * Gives the file its name, never replacing another file unless told to.
   * @returns the path it got, or undefined when it was taken and `collision` is `skip` (the part file is removed)
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
   * Has others give the file its name: those who move away what has it.
   * @param give gets it complete and synced; when it throws, the part file is still there
   */
  async hand<T>(give: (file: FinishedPart) => Promise<T>): Promise<T> {
    await this.close();
    const done = await give({ part: this.partPath, result: await this.identity() });
    this.#settled = true;
    return done;
  }

  /** Number of the file on its disk, while it is open. Without the disk's, which is another one on each computer that shares it. */
  get key(): string {
    return this.#open ? fstatSync(this.handle.fd, { bigint: true }).ino.toString() : '';
  }

  /** Of the unfinished file. @throws {JobError} when another file is in its place */
  async identity(): Promise<Identity> {
    const found = identityOf(await this.#calls.bigLstat(this.partPath));
    const own = this.#open ? identityOf(fstatSync(this.handle.fd, { bigint: true })) : this.#closed;
    if (own && (await isWritten(own, found, this.partPath))) return this.#open ? own : found;
    throw new JobError('RESULT_SWAPPED');
  }

  /** Takes back a name that the file was given, unless that is another file by now. */
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

  /** A file that replaces another one may be read by those who could read that one, and by nobody else. */
  async #modeOf(target: string): Promise<number | undefined> {
    const replaced = await this.#calls.stat(target).catch(() => undefined);
    return replaced?.isFile() ? replaced.mode & 0o777 : undefined;
  }

  /** While it is written it is its owner's alone. @param mode undefined for that of any new file */
  async #setMode(mode: number | undefined): Promise<void> {
    if (!this.#open) return;
    try {
      fchmodSync(this.handle.fd, mode ?? 0o666 & ~process.umask());
    } catch {
      // Some disks have no modes to set.
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

  /** In a folder that others may write, somebody may have put another file in the place of the unfinished one. */
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
    // While it is open nobody else can have its number; what is still being written to it may change all else.
    const isRemoved = isOwn && (await this.#remove().catch(() => false));
    if (this.#open) await this.#closeHandle().catch(() => {});
    if (isOwn && !isRemoved) {
      await this.#remove().catch((cause: unknown) => {
        throw partLeft(this.partPath, cause);
      });
    }
  }

  /** Whether the name of the unfinished file is still that file's. */
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

/** Whether that is the file that was written. Network drives may set its time when it is closed. */
async function isWritten(own: Identity, found: Identity, path: string): Promise<boolean> {
  return (own.ino === found.ino && own.size === found.size) || isStill(own, found, path);
}

/** What is said of an unfinished file or folder that cannot be removed. */
export function partLeft(path: string, cause: unknown): JobError<'PART_LEFT'> {
  return new JobError('PART_LEFT', { path, why: toUserError(cause) }, { cause });
}

/** Discards all of them. One that cannot be removed is reported, and is no reason for the job to end otherwise. */
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
  // It has the name. A second one that stays is no loss, and is removed with what killed runs leave.
  await calls.unlink(part).catch(() => calls.unlink(part).catch(() => {}));
  return true;
}

/**
 * For disks without hard links (exFAT, some network drives). An empty file that holds the name until the rename would be
 * left behind by a kill: the look and the rename follow each other at once instead.
 */
async function moveWithoutLinks(part: string, name: string, calls: FileCalls): Promise<boolean> {
  if (await calls.exists(name)) return false;
  await calls.rename(part, name);
  return true;
}

/** Makes renames in a folder last through a power cut. Not every system can sync a folder; those are left alone. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(systemPath(folder), 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
