// The innermost folder that holds several files.
import { dirname, sep } from 'node:path';

/** Absolute paths of folders. Undefined for none, and where they share nothing (two drives of Windows). */
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
