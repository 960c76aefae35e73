// Which files inside of an archive are extracted, too, when that was asked for.

/**
 * What people pack things in to send or keep them. Documents, programs and comics that are zip files inside (docx, jar, epub, cbz) are
 * meant to be one file.
 */
const ARCHIVE = /\.(?:zip|zipx|tar|tgz|tbz2?|txz|tzst|taz|gz|bz2|xz|zst|z|7z|rar)$/i;
/** The second and later parts of a split archive are named by none of these: `.z01`, `.7z.002`, `.r00`. */
const LATER_PART = /\.part0*(?:[2-9]|[1-9]\d+)\.rar$/i;

export function isNestedArchive(name: string): boolean {
  return ARCHIVE.test(name) && !LATER_PART.test(name);
}

/** One file that was compressed by itself gets no folder of its own. */
export function isSingleFile(kind: string, roots: readonly string[], unpacked: string): boolean {
  return ['gz', 'zst', 'xz', 'bz2', 'z'].includes(kind) && roots.length === 1 && roots[0] === unpacked;
}
