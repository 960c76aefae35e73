// Finds the owners for extracted files. Only root can give files to other users.
import { type Listed, listedGroups, listedUsers } from '../../../files/system/user-lists.ts';

export interface Owner {
  /** Numbers; -1 where there are none. */
  readonly uid: number;
  readonly gid: number;
  /** Names; empty where there are none. */
  readonly user: string;
  readonly group: string;
}

/** The largest id; the next number means "no change". */
const MAX_ID = 0xffff_fffe;

/** Finds the numbers that belong to owners on this computer. */
export class Owners {
  readonly #users = idsOf(listedUsers());
  readonly #groups = idsOf(listedGroups());

  /** A name that is known on this computer has priority over its number, as with tar. -1 changes nothing. */
  find({ uid, gid, user, group }: Owner): readonly [uid: number, gid: number] {
    return [this.#users.get(user) ?? valid(uid), this.#groups.get(group) ?? valid(gid)];
  }
}

function valid(id: number): number {
  return Number.isInteger(id) && id >= 0 && id <= MAX_ID ? id : -1;
}

/** If two have the same name, the first counts, as for the system. */
function idsOf(listed: readonly Listed[]): ReadonlyMap<string, number> {
  return new Map(
    listed
      .filter(({ id }) => valid(id) >= 0)
      .map(({ name, id }) => [name, id] as const)
      .reverse(),
  );
}
