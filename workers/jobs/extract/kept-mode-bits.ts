// Chooses which permission bits of an archive's entries extracted files and folders get.

/**
 * Only read, write and execute: no program from an archive may run as its owner or group. Folders keep the sticky bit: without it,
 * in a folder that everybody can write to, users could remove files of others.
 */
export function keptModeBits(isFolder: boolean): number {
  return isFolder ? 0o1777 : 0o777;
}
