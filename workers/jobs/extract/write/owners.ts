// Whose files are, as archives say it. Only root can give files to others.
import { readFileSync } from 'node:fs';

export interface Owner {
  /** Numbers; -1 where there are none. */
  readonly uid: number;
  readonly gid: number;
  /** Names; empty where there are none. */
  readonly user: string;
  readonly group: string;
}

/** The largest one stands for "no change". */
const MAX_ID = 0xffff_fffe;

/** Finds the numbers that belong to owners on this computer. */
export class Owners {
  readonly #users = idsIn('/etc/passwd');
  readonly #groups = idsIn('/etc/group');

  /** A name that is known here counts before its number, as with tar. -1 leaves what is. */
  find({ uid, gid, user, group }: Owner): readonly [uid: number, gid: number] {
    return [this.#users.get(user) ?? valid(uid), this.#groups.get(group) ?? valid(gid)];
  }
}

function valid(id: number): number {
  return Number.isInteger(id) && id >= 0 && id <= MAX_ID ? id : -1;
}

/** Both files have the name first and the number third. Names from a directory service are not seen: then numbers count. */
function idsIn(path: string): ReadonlyMap<string, number> {
  const ids = new Map<string, number>();
  for (const line of linesOf(path)) {
    const [name = '', , id = ''] = line.split(':');
    if (name !== '' && /^\d+$/.test(id) && valid(Number(id)) >= 0) ids.set(name, Number(id));
  }
  return ids;
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
}
