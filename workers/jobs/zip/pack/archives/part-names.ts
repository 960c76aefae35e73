// The names of the parts of a split archive.

/** `Photos.zip.001`. @param index from 0 */
export function partPath(archive: string, index: number): string {
  return `${archive}.${String(index + 1).padStart(3, '0')}`;
}

/** Returns the archive's name if the name is that of a part, else undefined. */
export function archiveOfPart(name: string): string | undefined {
  return /^(.+)\.\d{3}$/.exec(name)?.[1];
}
