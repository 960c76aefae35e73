// Finds the names of users and groups in the system's lists.
import { type Listed, listedGroups, listedUsers } from '../../../files/system/user-lists.ts';

export interface OwnerNames {
  user(uid: number): string;
  group(gid: number): string;
}

let known: OwnerNames | undefined;

/** The lists are read once. A name is empty if the system has no lists (Windows), or if the number is not in them. */
export function ownerNames(): OwnerNames {
  known ??= readNames();
  return known;
}

function readNames(): OwnerNames {
  const [users, groups] = [namesOf(listedUsers()), namesOf(listedGroups())];
  return { user: (uid) => users.get(uid) ?? '', group: (gid) => groups.get(gid) ?? '' };
}

/** If two have the same number, the first counts, as for the system. */
function namesOf(listed: readonly Listed[]): ReadonlyMap<number, string> {
  return new Map(listed.map(({ name, id }) => [id, name] as const).reverse());
}
