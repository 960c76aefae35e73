// Names of users and groups, from the system's lists.
import { readFileSync } from 'node:fs';

export interface OwnerNames {
  user(uid: number): string;
  group(gid: number): string;
}

let known: OwnerNames | undefined;

/** Read once. Empty names where the system has no such lists (Windows), or none of that number. */
export function ownerNames(): OwnerNames {
  known ??= readNames('/etc/passwd', '/etc/group');
  return known;
}

function readNames(passwd: string, group: string): OwnerNames {
  const [users, groups] = [readList(passwd), readList(group)];
  return { user: (uid) => users.get(uid) ?? '', group: (gid) => groups.get(gid) ?? '' };
}

/** Lines of `name:password:number:...`. */
function readList(path: string): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const line of readLines(path)) {
    const [name = '', , number] = line.split(':');
    const id = Number(number);
    if (name !== '' && number !== undefined && Number.isInteger(id) && !names.has(id)) names.set(id, name);
  }
  return names;
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
}
