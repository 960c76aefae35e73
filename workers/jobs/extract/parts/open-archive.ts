// Opens an archive for reading at positions: one file, or the parts of a split one as if they were joined. Nothing is copied.
import { closeSync, fstatSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import type { OpenFile, ReadableAt } from '../../../files/read-at.ts';
import { patientOpen } from '../../../files/system/patience.ts';
import { changedMs } from '../../../files/system/times.ts';
import { systemPath } from '../../../files/system-path.ts';
import { JobError } from '../../user-error.ts';
import type { ArchivePart } from './find-parts.ts';

/** Where an archive is. */
export interface ArchiveSource {
  /** Absolute; of a split archive the first part. */
  readonly path: string;
  /** None for an archive of one file. */
  readonly parts: readonly ArchivePart[];
}

export interface OpenArchive extends Disposable {
  readonly file: OpenFile;
  /** Bytes, of all parts together. */
  readonly size: number;
  /** Permission bits. */
  readonly mode: number;
  /** Milliseconds since 1970. */
  readonly mtime: number;
}

/** @throws the system's error */
export function openArchive({ path, parts }: ArchiveSource): OpenArchive {
  const fd = patientOpen(systemPath(path), 'r');
  const stats = fstatSync(fd);
  const { size } = stats;
  const facts = { mode: stats.mode & 0o777, mtime: changedMs(stats) };
  if (parts.length < 2) return { ...facts, file: fd, size, [Symbol.dispose]: () => closeSync(fd) };
  closeSync(fd);
  const joined = new JoinedParts(parts);
  return { ...facts, file: joined, size: joined.size, [Symbol.dispose]: () => joined.close() };
}

/** Parts that are open at the same time. Readers go from one to the next, or between one and the end. */
const MAX_OPEN = 4;

class JoinedParts implements ReadableAt {
  readonly #parts: readonly ArchivePart[];
  /** Of all parts but the last. */
  readonly #partSize: number;
  /** By number, the one that was opened first in front. */
  readonly #open = new Map<number, number>();
  readonly size: number;

  constructor(parts: readonly ArchivePart[]) {
    this.#parts = parts;
    this.#partSize = parts[0]?.size ?? 0;
    this.size = parts.reduce((sum, { size }) => sum + size, 0);
  }

  read(buffer: Buffer, at: number, length: number, position: number): number {
    if (length === 0 || position >= this.size) return 0;
    const number = Math.floor(position / this.#partSize);
    const start = number * this.#partSize;
    const inPart = Math.min(length, start + this.#partSize - position);
    return readSync(this.#descriptor(number), buffer, at, inPart, position - start);
  }

  close(): void {
    for (const fd of this.#open.values()) closeSync(fd);
    this.#open.clear();
  }

  #descriptor(number: number): number {
    const open = this.#open.get(number);
    if (open !== undefined) return open;
    const fd = openPart(this.#parts[number]);
    this.#open.set(number, fd);
    const [oldest] = this.#open;
    if (oldest && this.#open.size > MAX_OPEN) {
      closeSync(oldest[1]);
      this.#open.delete(oldest[0]);
    }
    return fd;
  }
}

/** @throws {JobError} when it is not what it was when all parts were looked at */
function openPart(part: ArchivePart | undefined): number {
  if (!part) throw new RangeError('There is no such part.');
  const fd = patientOpen(systemPath(part.path), 'r');
  const { size, mtimeNs } = fstatSync(fd, { bigint: true });
  if (Number(size) === part.size && mtimeNs.toString() === part.mtime) return fd;
  closeSync(fd);
  throw new JobError('PART_CHANGED', { name: basename(part.path) });
}
