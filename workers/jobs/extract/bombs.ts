// What unpacks to far more than it should.

/** More than so many times the archive's size is asked about first: nothing but zeros packs so well. */
const MAX_RATIO = 200;
/** What is small on any disk is not worth a question, in bytes. */
const ALWAYS_ALLOWED_BYTES = 1 << 30;

/** Bytes that may come out of an archive of this size without a question. */
export function allowedBytes(archiveSize: number): number {
  return Math.max(ALWAYS_ALLOWED_BYTES, archiveSize * MAX_RATIO);
}

export function isFarLarger(bytes: number, archiveSize: number): boolean {
  return bytes > allowedBytes(archiveSize);
}
