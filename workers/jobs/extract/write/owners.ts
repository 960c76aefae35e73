// Whose files are, as archives say it. Only root can give files to others.
import { type Listed, listedGroups, listedUsers } from '../../../files/system/user-lists.ts';

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
  readonly #users = idsOf(listedUsers());
  readonly #groups = idsOf(listedGroups());

  /** A name that is known here counts before its number, as with tar. -1 leaves what is. */
  find({ uid, gid, user, group }: Owner): readonly [uid: number, gid: number] {
    return [this.#users.get(user) ?? valid(uid), this.#groups.get(group) ?? valid(gid)];
  }
}

function valid(id: number): number {
  return Number.isInteger(id) && id >= 0 && id <= MAX_ID ? id : -1;
}

/** Of two of the same name the first counts, as for the system. */
function idsOf(listed: readonly Listed[]): ReadonlyMap<string, number> {
  return new Map(
    listed
      .filter(({ id }) => valid(id) >= 0)
      .map(({ name, id }) => [name, id] as const)
      .reverse(),
  );
}
