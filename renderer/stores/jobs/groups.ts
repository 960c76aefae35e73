// Jobs that were submitted together: rows of their own under one heading, which has commands for all of them.
import type { JobRecord } from '../../../main/contract/jobs.ts';
import { compareJobs } from './queue-order.ts';

type Records = Readonly<Record<string, JobRecord>>;

const HEAD = 'group:';

/** The row of a group's head. */
export function headOf(group: string): string {
  return HEAD + group;
}

export function isHead(id: string): boolean {
  return id.startsWith(HEAD);
}

/** The jobs under a head, in the order of the list. */
export function membersOf(records: Records, head: string): JobRecord[] {
  const members = Object.values(records).filter(({ group }) => group && headOf(group.id) === head);
  return members.sort(compareJobs);
}

/** Rows as jobs: a head stands for all that is under it. */
export function withMembers(records: Records, ids: readonly string[]): string[] {
  return [...new Set(ids.flatMap((id) => (isHead(id) ? membersOf(records, id).map((record) => record.id) : [id])))];
}

/** Ids of the rows: groups stay together, at the place of the first of them; one that is left of a group has no head. */
export function rowIds(records: Records): string[] {
  const groups = new Map<string, JobRecord[]>();
  for (const record of Object.values(records).sort(compareJobs)) {
    const key = record.group ? headOf(record.group.id) : record.id;
    const members = groups.get(key);
    if (members) members.push(record);
    else groups.set(key, [record]);
  }
  return [...groups].flatMap(([key, members]) => {
    const ids = members.map(({ id }) => id);
    return ids.length > 1 ? [key, ...ids] : ids;
  });
}
