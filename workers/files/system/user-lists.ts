// Reads the users and groups of this computer from the system's own lists, which do not contain those of a directory service.
import { readFileSync } from 'node:fs';

export interface Listed {
  readonly name: string;
  readonly id: number;
}

/** In the order of the list; of several with the same name or number, the first counts. Empty on Windows, which has no such list. */
export const listedUsers = (): readonly Listed[] => read('/etc/passwd');
export const listedGroups = (): readonly Listed[] => read('/etc/group');

/** Reads lines of the form `name:password:number:...`. */
function read(path: string): readonly Listed[] {
  return linesOf(path).flatMap((line) => {
    const [name = '', , id = ''] = line.split(':');
    return name !== '' && /^\d+$/.test(id) ? [{ name, id: Number(id) }] : [];
  });
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
}
