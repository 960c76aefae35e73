// Limits how much may come out of an archive, as a small archive can unpack to a huge amount (a "zip bomb").
import { archiveFault } from './faults.ts';

/** To unpack more than so many times the archive's size, the user has to agree: hardly anything but zeros compresses so well. */
const MAX_RATIO = 200;
/** So many bytes are always allowed, as they fit on any disk. */
const ALWAYS_ALLOWED_BYTES = 1 << 30;

/** Bytes that may come out of an archive of this size without the user's agreement. */
function allowedBytes(archiveSize: number): number {
  return Math.max(ALWAYS_ALLOWED_BYTES, archiveSize * MAX_RATIO);
}

export function isFarLarger(bytes: number, archiveSize: number): boolean {
  return bytes > allowedBytes(archiveSize);
}

/** How much may still come out of an archive and of all archives inside of it. */
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

  /** Call this when the limit was exceeded: nothing more may be unpacked. */
  exhaust(): void {
    this.left = 0;
  }
}
