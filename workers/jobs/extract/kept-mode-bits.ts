// Which permission bits of an archive's entries are given to what is extracted.

/**
 * Never more than read, write and run: nothing from an archive runs as its owner or group. The sticky bit of a folder stays: without
 * it others could remove from a folder that all may write to what is not theirs.
 */
export function keptModeBits(isFolder: boolean): number {
  return isFolder ? 0o1777 : 0o777;
}
