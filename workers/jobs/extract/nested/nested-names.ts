// Tells by their names which files inside of an archive are archives to extract, too.

/**
 * Extensions of archives. Documents, programs and comics that are zip files inside (docx, jar, epub, cbz) are not among them, as they
 * are meant to be one file.
 */
const ARCHIVE = /\.(?:zip|zipx|tar|tgz|tbz2?|txz|tzst|taz|gz|bz2|xz|zst|z|7z|rar)$/i;
/** Later parts of a split rar archive. Those of other kinds do not match `ARCHIVE`: `.z01`, `.7z.002`, `.r00`. */
const LATER_PART = /\.part0*(?:[2-9]|[1-9]\d+)\.rar$/i;

export function isNestedArchive(name: string): boolean {
  return ARCHIVE.test(name) && !LATER_PART.test(name);
}

/** Whether it is a single compressed file, which gets no folder of its own. */
export function isSingleFile(kind: string, roots: readonly string[], unpacked: string): boolean {
  return ['gz', 'zst', 'xz', 'bz2', 'z'].includes(kind) && roots.length === 1 && roots[0] === unpacked;
}
