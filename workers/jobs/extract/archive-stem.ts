// Chooses the name of the folder that an archive is extracted into.
import { basename } from 'node:path';
import { archiveName } from './parts/part-names.ts';

/** `Photos.zip` gives `Photos`, `site.v2.tar.gz` gives `site.v2`, `setup.exe` gives `setup`; `Photos.zip.001` gives the same as `Photos.zip`. */
export function archiveStem(path: string): string {
  const name = archiveName(path);
  const stem = name.replace(
    /(?:\.tar)?\.(?:zip|zipx|jar|apk|epub|cbz|docx|xlsx|pptx|odt|ods|exe|run|tar|gz|zst|zstd|xz|bz2|7z|rar|cbr|cb7)$|\.(?:tgz|tzst|txz|tbz2?|taz)$/i,
    '',
  );
  return stem === '' || stem === basename(path) ? `${name} extracted` : stem;
}

/** The name of the file in a compressed file: `notes.txt.gz` gives `notes.txt`. */
export function unpackedName(path: string): string {
  const name = archiveName(path);
  const tar = name.replace(/\.(?:tgz|tzst|txz|tbz2?|taz)$/i, '.tar');
  if (tar !== name) return tar;
  const stem = name.replace(/\.(?:gz|zst|zstd|xz|bz2|lzma|z)$/i, '');
  return stem === '' || stem === basename(path) ? `${name}.unpacked` : stem;
}
