// What the folder of an archive is called.
import { basename } from 'node:path';

/** `Photos.zip` gives `Photos`, `site.v2.tar.gz` gives `site.v2`, `setup.exe` gives `setup`. */
export function archiveStem(path: string): string {
  const name = basename(path);
  const stem = name.replace(
    /(?:\.tar)?\.(?:zip|zipx|jar|apk|epub|cbz|docx|xlsx|pptx|odt|ods|exe|run|tar|gz|zst|zstd|xz|bz2|7z|rar|cbr|cb7)$|\.(?:tgz|tzst|txz|tbz2?|taz)$/i,
    '',
  );
  return stem === '' || stem === name ? `${name} extracted` : stem;
}

/** What the single file in a compressed one is called: `notes.txt.gz` gives `notes.txt`. */
export function unpackedName(path: string): string {
  const name = basename(path);
  const tar = name.replace(/\.(?:tgz|tzst|txz|tbz2?|taz)$/i, '.tar');
  if (tar !== name) return tar;
  const stem = name.replace(/\.(?:gz|zst|zstd|xz|bz2|lzma|z)$/i, '');
  return stem === '' || stem === name ? `${name}.unpacked` : stem;
}
