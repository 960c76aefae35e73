// Recognises what the Finder of macOS adds to zip files: the folder `__MACOSX`, which has the resource fork and attributes of each file in
// a file called `._NAME` (AppleDouble, RFC 1740). Other systems cannot use it.

const FOLDER = '__MACOSX';

/** @param parts of a path in the archive */
export function isMacMetadata(parts: readonly string[], isFolder: boolean): boolean {
  if (parts[0] !== FOLDER) return false;
  return isFolder || (parts.at(-1) ?? '').startsWith('._');
}
