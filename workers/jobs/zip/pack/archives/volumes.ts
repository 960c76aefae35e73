// Cuts a finished archive into parts. Parts are plain pieces: put together, they are the archive.
import { lstat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { ClaimedFiles } from '../../../../claims/claims.ts';
import { copyAttributes } from '../../../../files/attributes.ts';
import { type Identity, identityOf } from '../../../../files/changes/identity.ts';
import { pooledCalls } from '../../../../files/file-calls.ts';
import { numberedNames } from '../../../../files/output/numbered-names.ts';
import { discardAll, type NamedFile, OutputFile } from '../../../../files/output/output-file.ts';
import { settleNumber } from '../../../../files/system/layers.ts';
import { systemPath } from '../../../../files/system-path.ts';
import { trashExistingOf } from '../../../trash-existing.ts';
import { JobError } from '../../../user-error.ts';
import { damaged } from '../../verify/verify.ts';
import type { ZipRun } from '../../zip-run.ts';
import { archiveOfPart, partPath } from './part-names.ts';
import { writeAll } from './positioned-sink.ts';

/** The largest number of three digits. */
const MAX_PARTS = 999;
const COPY_BYTES = 1 << 20;

/** Called before a part gets its name. `paths` are the paths of all parts, and are given with the last part only. */
interface NamingParts {
  /** The name is free. */
  free(file: NamedFile, paths: readonly string[] | undefined): void;
  /** Something else has the name, and goes to the trash. */
  taken(file: NamedFile, paths: readonly string[] | undefined): void;
}

/** Cuts the archive, reads the parts back, and gives all of them their names. */
export class Volumes implements AsyncDisposable {
  readonly #run: ZipRun;
  readonly #archive: OutputFile;
  readonly #size: number;
  readonly #parts: OutputFile[] = [];

  /** @param archive complete and verified @param size of it, in bytes */
  constructor(run: ZipRun, archive: OutputFile, size: number) {
    this.#run = run;
    this.#archive = archive;
    this.#size = size;
  }

  /** Removes parts that an earlier start of the job had named when it ended: without the others they are useless. */
  static async dropHalfNamed({ journal }: ZipRun, key: string, target: string): Promise<void> {
    // Only parts of archives in the folder of this archive are removed, whatever the journal says.
    const isPart = (path: string) => dirname(path) === dirname(target) && archiveOfPart(basename(path)) !== undefined;
    const parts = journal.halfNamed(key).filter(isPart);
    for (const path of parts) await pooledCalls.unlink(path);
  }

  /** Removes the parts of an earlier archive that a new one replaces. @param from the index of the first */
  static async removeOld(run: ZipRun, archive: string, from: number): Promise<void> {
    for (let index = from; await removeOld(run, partPath(archive, index)); index++);
  }

  /** @throws {JobError} if there would be more parts than their names can number, or if a part differs when it is read back */
  async cut(target: string, partSize: number): Promise<void> {
    if (Math.ceil(this.#size / partSize) > MAX_PARTS) throw new JobError('TOO_MANY_PARTS');
    for (let start = 0; start < this.#size; start += partSize) {
      const part = await OutputFile.create(dirname(target), this.#run.id);
      this.#parts.push(part);
      await this.#copy(part, start, Math.min(partSize, this.#size - start));
    }
  }

  async #copy(part: OutputFile, start: number, length: number): Promise<void> {
    const buffer = Buffer.allocUnsafeSlow(COPY_BYTES);
    let written = 0;
    for (let done = 0; done < length; ) {
      this.#run.signal.throwIfAborted();
      const wanted = Math.min(COPY_BYTES, length - done);
      const { bytesRead } = await this.#archive.handle.read(buffer, 0, wanted, start + done);
      if (bytesRead === 0) throw damaged('the end is missing');
      const piece = buffer.subarray(0, bytesRead);
      written = crc32(piece, written);
      done += await writeAll(part.handle, piece, done);
    }
    await part.handle.datasync();
    if ((await this.#crcOf(part, length)) !== written) throw damaged(`the part from byte ${start} on`);
  }

  async #crcOf(part: OutputFile, length: number): Promise<number> {
    const buffer = Buffer.allocUnsafeSlow(COPY_BYTES);
    let crc = 0;
    for (let done = 0; done < length; ) {
      const { bytesRead } = await part.handle.read(buffer, 0, Math.min(COPY_BYTES, length - done), done);
      if (bytesRead === 0) throw damaged('the end is missing');
      crc = crc32(buffer.subarray(0, bytesRead), crc);
      done += bytesRead;
    }
    return crc;
  }

  /**
   * The first part gets its name last: until then no program opens the archive, and after that the journal records it as done.
   * @returns the paths of all parts; undefined if a name is taken and `collision` is `skip`
   */
  async publish(target: string, naming: NamingParts): Promise<readonly string[] | undefined> {
    const { collision } = this.#run.options;
    if (collision === 'overwrite') return this.#replace(target, naming);
    for (const candidate of numberedNames(target)) {
      if (await this.#isFree(candidate)) return this.#takeNames(candidate, naming);
      if (collision === 'skip') return undefined;
    }
    return undefined;
  }

  async #isFree(archive: string): Promise<boolean> {
    for (const path of [archive, ...this.#pathsOf(archive)]) if (await pooledCalls.exists(path)) return false;
    return true;
  }

  #pathsOf(archive: string): string[] {
    return this.#parts.map((_, index) => partPath(archive, index));
  }

  /** All parts get their names, or none: if a name is taken meanwhile or the disk fails, the earlier ones lose theirs again. */
  async #takeNames(archive: string, naming: NamingParts): Promise<string[]> {
    const paths = this.#pathsOf(archive);
    const named: { readonly part: OutputFile; readonly path: string; readonly result: Identity }[] = [];
    try {
      for (const [index, part] of [...this.#parts.entries()].reverse()) {
        const path = paths[index] ?? '';
        named.push({ part, path, result: await part.identity() });
        const onNaming = (file: NamedFile) => naming.free(file, index === 0 ? paths : undefined);
        if ((await part.publish(path, 'skip', { onNaming })) === undefined) throw new JobError('NAME_TAKEN');
      }
    } catch (error) {
      for (const { part, path, result } of named) await part.withdraw(path, result);
      throw error;
    }
    return paths;
  }

  /**
   * Also removes further parts of an earlier, larger archive, as they would be taken for the end of this one, and an earlier archive that was
   * one file.
   */
  async #replace(archive: string, naming: NamingParts): Promise<string[]> {
    const trashExisting = trashExistingOf(this.#run);
    const paths = this.#pathsOf(archive);
    for (const [index, part] of [...this.#parts.entries()].reverse()) {
      const path = paths[index] ?? '';
      if (index === 0) await Volumes.removeOld(this.#run, archive, paths.length);
      const isFree = !(await pooledCalls.exists(path));
      const whole = index === 0 ? paths : undefined;
      const onNaming = (file: NamedFile) => (isFree ? naming.free(file, whole) : naming.taken(file, whole));
      await copyAttributes(path, part.handle.fd);
      await part.publish(path, 'overwrite', { trashExisting, onNaming });
    }
    await removeOld(this.#run, archive);
    return paths;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await discardAll(this.#parts, this.#run.report);
  }
}

/** Moves a file to the trash if there is one, so that an undo brings it back. @returns whether there was such a file */
async function removeOld(run: ZipRun, path: string): Promise<boolean> {
  await settleNumber(path);
  const found = await lstat(systemPath(path), { bigint: true }).catch(() => undefined);
  if (!found?.isFile()) return false;
  const { changes } = run;
  if (!changes) {
    await pooledCalls.unlink(path);
    return true;
  }
  await using claimed = new ClaimedFiles(run);
  await claimed.add(path);
  await changes.replace({ part: null, result: null, name: path, original: { path, was: identityOf(found) } });
  return true;
}
