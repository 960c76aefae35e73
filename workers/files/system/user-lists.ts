// The users and groups of this computer, from the system's own lists. Those of a directory service are not in them.
import { readFileSync } from 'node:fs';

export interface Listed {
  readonly name: string;
  readonly id: number;
}

/** In the order of the list, of which the first counts. Empty where the system has no such list, as Windows. */
export const listedUsers = (): readonly Listed[] => read('/etc/passwd');
export const listedGroups = (): readonly Listed[] => read('/etc/group');

/** Lines of `name:password:number:...`. */
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
