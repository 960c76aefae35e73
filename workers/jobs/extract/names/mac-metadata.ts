// What the Finder of macOS adds to zip files: a folder beside the rest, with resource forks and attributes of each file in a file
// called `._NAME` (AppleDouble, RFC 1740). Other systems have no use for it.

const FOLDER = '__MACOSX';

/** @param parts of a path in the archive */
export function isMacMetadata(parts: readonly string[], isFolder: boolean): boolean {
  if (parts[0] !== FOLDER) return false;
  return isFolder || (parts.at(-1) ?? '').startsWith('._');
}
