// The order of the list: what has been started, what was interrupted, what waits in the order it will be started, then what
// has ended, the latest first.
import type { JobRecord } from '../../../main/contract/jobs.ts';
import { isEnded } from './job-states.ts';

/** Whether its place in the queue can be changed: it has not been started. */
export function isMovable(record: Pick<JobRecord, 'state' | 'startedAt'>): boolean {
  return record.startedAt === null && (record.state === 'waiting' || record.state === 'paused');
}

/** Less than zero when `a` is above `b`. */
export function compareJobs(a: JobRecord, b: JobRecord): number {
  return (
    group(a) - group(b) || (group(a) === ENDED ? latestFirst(a, b) : a.position - b.position) || (a.id < b.id ? -1 : 1)
  );
}

/** Whether a change of a record can change its place. */
export function samePlace(a: JobRecord, b: JobRecord): boolean {
  return group(a) === group(b) && a.position === b.position && a.endedAt === b.endedAt;
}

const ENDED = 3;

function group(record: JobRecord): number {
  if (record.state === 'interrupted') return 1;
  if (isEnded(record.state)) return ENDED;
  return record.startedAt === null ? 2 : 0;
}

function latestFirst(a: JobRecord, b: JobRecord): number {
  return (b.endedAt ?? 0) - (a.endedAt ?? 0) || b.submittedAt - a.submittedAt || b.position - a.position;
}

/** Ids of the jobs that can be moved, in the order in which they will be started. */
export function movableIds({ records }: { readonly records: Readonly<Record<string, JobRecord>> }): string[] {
  return Object.values(records)
    .filter(isMovable)
    .sort(compareJobs)
    .map(({ id }) => id);
}

/** Where a move leads. */
export type Step = 'up' | 'down' | 'first' | 'last';

/**
 * The job that those which move go in front of, or null for the end; undefined when they are there already.
 * @param movable in the order of the list
 */
export function targetOf(movable: readonly string[], ids: readonly string[], step: Step): string | null | undefined {
  const moving = movable.filter((id) => ids.includes(id));
  const staying = movable.filter((id) => !ids.includes(id));
  const [first] = moving;
  if (first === undefined || staying.length === 0) return undefined;
  const above = staying.filter((id) => movable.indexOf(id) < movable.indexOf(first)).length;
  const place = { up: above - 1, down: above + 1, first: 0, last: staying.length }[step];
  const bounded = Math.min(Math.max(place, 0), staying.length);
  const after = staying.toSpliced(bounded, 0, ...moving);
  return after.every((id, index) => id === movable[index]) ? undefined : (staying[bounded] ?? null);
}
