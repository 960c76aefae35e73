// What the parts of a split archive are called.

/** `Photos.zip.001`. @param index from 0 */
export function partPath(archive: string, index: number): string {
  return `${archive}.${String(index + 1).padStart(3, '0')}`;
}

/** Whether a name is that of an archive's part: then the archive's own name, else undefined. */
export function archiveOfPart(name: string): string | undefined {
  return /^(.+)\.\d{3}$/.exec(name)?.[1];
}
