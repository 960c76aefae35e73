// Cuts a finished archive into parts: plain pieces of it, which put together are the archive.
import { lstat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { type Identity, identityOf } from '../../../files/changes/identity.ts';
import { pooledCalls } from '../../../files/file-calls.ts';
import { numberedNames } from '../../../files/numbered-names.ts';
import { OutputFile } from '../../../files/output-file.ts';
import { systemPath } from '../../../files/system-path.ts';
import { makeWayOf } from '../../trash-existing.ts';
import { JobError } from '../../user-error.ts';
import { damaged } from '../verify/verify.ts';
import type { ZipRun } from './archive.ts';
import { partPath } from './part-names.ts';
import { writeAll } from './positioned-sink.ts';

/** As many as three digits can number. */
const MAX_PARTS = 999;
const COPY_BYTES = 1 << 20;

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

  /** @throws {JobError} when there would be more parts than their names can number, or one does not read back */
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

  /** @returns the paths of all parts; undefined when a name is taken and `collision` is `skip` */
  async publish(target: string): Promise<readonly string[] | undefined> {
    const { collision } = this.#run.options;
    if (collision === 'overwrite') return this.#replace(target);
    for (const candidate of numberedNames(target)) {
      const paths = (await this.#isFree(candidate)) ? await this.#takeNames(candidate) : undefined;
      if (paths || collision === 'skip') return paths;
    }
    return undefined;
  }

  async #isFree(archive: string): Promise<boolean> {
    const paths = [archive, ...this.#parts.map((_, index) => partPath(archive, index))];
    for (const path of paths) if (await pooledCalls.exists(path)) return false;
    return true;
  }

  /** All or none: when somebody takes a name meanwhile, those before are given back. */
  async #takeNames(archive: string): Promise<string[] | undefined> {
    const paths: string[] = [];
    for (const [index, part] of this.#parts.entries()) {
      const path = await part.publish(partPath(archive, index), 'skip');
      if (path !== undefined) paths.push(path);
      else {
        for (const taken of paths) await unlink(systemPath(taken));
        throw new JobError('NAME_TAKEN');
      }
    }
    return paths;
  }

  /** Parts that are left over from a larger archive would be taken for the end of this one. */
  async #replace(archive: string): Promise<string[]> {
    const trashExisting = makeWayOf(this.#run);
    const paths: string[] = [];
    for (const [index, part] of this.#parts.entries()) {
      const path = partPath(archive, index);
      await part.publish(path, 'overwrite', { trashExisting });
      paths.push(path);
    }
    const last = paths.at(-1) ?? '';
    for (let index = paths.length; await pooledCalls.exists(partPath(archive, index)); index++) {
      await this.#remove(partPath(archive, index), last);
    }
    return paths;
  }

  /** Into the trash where there is one, so that an undo brings it back. */
  async #remove(path: string, result: string): Promise<void> {
    const { changes } = this.#run;
    if (!changes) return pooledCalls.unlink(path);
    const was = await identityAt(path);
    await changes.replace({ part: null, result: await identityAt(result), name: result, original: { path, was } });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const part of this.#parts) await part.discard();
  }
}

async function identityAt(path: string): Promise<Identity> {
  return identityOf(await lstat(systemPath(path), { bigint: true }));
}
