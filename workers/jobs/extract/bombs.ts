// What unpacks to far more than it should.
import { archiveFault } from './faults.ts';

/** More than so many times the archive's size is asked about first: nothing but zeros packs so well. */
const MAX_RATIO = 200;
/** What is small on any disk is not worth a question, in bytes. */
const ALWAYS_ALLOWED_BYTES = 1 << 30;

/** Bytes that may come out of an archive of this size without a question. */
function allowedBytes(archiveSize: number): number {
  return Math.max(ALWAYS_ALLOWED_BYTES, archiveSize * MAX_RATIO);
}

export function isFarLarger(bytes: number, archiveSize: number): boolean {
  return bytes > allowedBytes(archiveSize);
}

/** What may still come out of an archive and all archives inside of it. */
export class Budget {
  /** Bytes. */
  left: number;

  /** @param archiveSize of the outermost one, in bytes */
  constructor(archiveSize: number, allowLarge: boolean) {
    this.left = allowLarge ? Number.MAX_SAFE_INTEGER : allowedBytes(archiveSize);
  }

  /** @throws {JobError} TOO_LARGE */
  admit(bytes: number): void {
    if (bytes > this.left) throw archiveFault('TOO_LARGE');
    this.left -= bytes;
  }

  /** All of it was unpacked in vain. */
  exhaust(): void {
    this.left = 0;
  }
}
