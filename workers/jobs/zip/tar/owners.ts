// Names of users and groups, from the system's lists.
import { type Listed, listedGroups, listedUsers } from '../../../files/system/user-lists.ts';

export interface OwnerNames {
  user(uid: number): string;
  group(gid: number): string;
}

let known: OwnerNames | undefined;

/** Read once. Empty names where the system has no such lists (Windows), or none of that number. */
export function ownerNames(): OwnerNames {
  known ??= readNames();
  return known;
}

function readNames(): OwnerNames {
  const [users, groups] = [namesOf(listedUsers()), namesOf(listedGroups())];
  return { user: (uid) => users.get(uid) ?? '', group: (gid) => groups.get(gid) ?? '' };
}

/** Of two with the same number the first counts, as for the system. */
function namesOf(listed: readonly Listed[]): ReadonlyMap<number, string> {
  return new Map(listed.map(({ name, id }) => [id, name] as const).reverse());
}
