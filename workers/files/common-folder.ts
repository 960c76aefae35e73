// Finds the innermost folder that holds several folders.
import { dirname, sep } from 'node:path';

/** Takes absolute paths. Returns undefined if there are none, or if they share nothing (two drives on Windows). */
export function commonFolder(folders: readonly string[]): string | undefined {
  const [first, ...others] = folders;
  return others.reduce<string | undefined>((common, folder) => common && shared(common, folder), first);
}

function shared(a: string, b: string): string | undefined {
  let folder = a;
  while (folder !== b && !b.startsWith(folder.endsWith(sep) ? folder : folder + sep)) {
    if (dirname(folder) === folder) return undefined;
    folder = dirname(folder);
  }
  return folder;
}
