// How far the whole queue is, weighted by bytes.
import type { JobRecord } from '../../../main/contract/jobs.ts';
import { isEnded, isIncomplete } from './job-states.ts';

export interface Overall {
  readonly running: number;
  readonly waiting: number;
  readonly paused: number;
  readonly ended: number;
  /** Done with all that belongs to it. */
  readonly finished: number;
  /** Done, but with files missing that somebody has to look after. */
  readonly incomplete: number;
  /** An undo of it is under way: what it made may still be there. */
  readonly undoing: number;
  readonly undone: number;
  readonly cancelled: number;
  readonly failed: number;
  readonly interrupted: number;
  /** Fraction 0..1 over the jobs under way and those that ended since the queue was last idle; null while unknown. */
  readonly fraction: number | null;
  /** Seconds for all that runs and waits; null while nothing is known to go by. */
  readonly secondsLeft: number | null;
  /** Jobs whose size nobody has counted yet are in it with the mean of the others. */
  readonly estimated: boolean;
}

/** How far a job is, 0..1, or null while its total is not known. */
export function fractionOf({ progress, state }: Pick<JobRecord, 'progress' | 'state'>): number | null {
  if (state === 'done') return 1;
  if (!progress.totalFinal) return null;
  if (progress.bytesTotal > 0) return Math.min(1, progress.bytesDone / progress.bytesTotal);
  return progress.filesTotal > 0 ? Math.min(1, progress.filesDone / progress.filesTotal) : null;
}

export function overallOf(records: readonly JobRecord[]): Overall {
  const active = records.filter((record) => !isEnded(record.state));
  const since = busySince(records, active);
  const lately = records.filter((record) => record.state === 'done' && (record.endedAt ?? 0) >= since);
  const count = (state: JobRecord['state']) => active.filter((record) => record.state === state).length;
  return {
    running: count('running') + count('cancelling'),
    waiting: count('waiting'),
    paused: count('paused'),
    ended: records.length - active.length,
    ...endsOf(records),
    fraction: active.length === 0 ? null : weighted([...active, ...lately]),
    ...secondsLeft(active, lately),
  };
}

type Ends = Pick<Overall, 'finished' | 'incomplete' | 'undoing' | 'undone' | 'cancelled' | 'failed' | 'interrupted'>;

/** Each ended job counts as one of them. */
function endsOf(records: readonly JobRecord[]): Ends {
  const ends = { finished: 0, incomplete: 0, undoing: 0, undone: 0, cancelled: 0, failed: 0, interrupted: 0 };
  for (const record of records) {
    if (!isEnded(record.state)) continue;
    if (record.undo) ends[record.undo.state === 'done' ? 'undone' : 'undoing']++;
    else if (record.state === 'cancelled' || record.state === 'failed' || record.state === 'interrupted')
      ends[record.state]++;
    else if (isIncomplete(record)) ends.incomplete++;
    else ends.finished++;
  }
  return ends;
}

/** What the jobs on the list have done, without those that were undone. */
export interface Tally {
  /** Files packed and pictures made. */
  readonly done: number;
  readonly skipped: number;
  readonly failed: number;
  /** Bytes; negative when the results are larger. */
  readonly saved: number;
  /** Seconds during which at least one of them ran. */
  readonly seconds: number;
}

export function tallyOf(records: readonly JobRecord[]): Tally {
  const done = records.filter(({ state, undo }) => state === 'done' && !undo);
  return {
    done: sum(done, filesDone),
    skipped: sum(done, (record) => record.skippedCount),
    failed: sum(done, ({ outcome }) => outcome?.failed ?? 0),
    saved: sum(done, ({ outcome }) => (outcome ? outcome.bytesIn - outcome.bytesOut : 0)),
    seconds: busySeconds(done),
  };
}

/** Entries of an archive may be folders, and a picture may be made in several sizes: neither is a file more. */
function filesDone({ outcome, progress }: JobRecord): number {
  return outcome ? Math.min(outcome.entries, Math.max(0, progress.filesTotal - outcome.failed)) : 0;
}

/** The length of the union of the times they ran: jobs side by side count once. */
function busySeconds(records: readonly JobRecord[]): number {
  let total = 0;
  let until = 0;
  for (const { startedAt, endedAt } of records.toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0))) {
    if (startedAt === null || endedAt === null) continue;
    total += Math.max(0, endedAt - Math.max(until, startedAt));
    until = Math.max(until, endedAt);
  }
  return total / 1000;
}

/** When the queue was last idle: goes back over jobs that overlap, from those under way now. Milliseconds since 1970. */
function busySince(records: readonly JobRecord[], active: readonly JobRecord[]): number {
  let since = Math.min(...active.map((record) => record.submittedAt));
  const ended = records.filter((record) => record.endedAt !== null);
  for (const { submittedAt, endedAt } of ended.toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0))) {
    if ((endedAt ?? 0) < since) break;
    since = Math.min(since, submittedAt);
  }
  return since;
}

/** Jobs whose size is not known yet count as much as the mean of those that are. */
function weighted(records: readonly JobRecord[]): number | null {
  const known = records.filter((record) => fractionOf(record) !== null);
  if (known.length === 0) return null;
  const total = sum(known, (record) => record.progress.bytesTotal);
  const done = sum(known, (record) => record.progress.bytesTotal * (fractionOf(record) ?? 0));
  if (total === 0) return sum(known, (record) => fractionOf(record) ?? 0) / records.length;
  return (done / total) * (known.length / records.length);
}

/** What is left of the jobs that are not paused, at the speed of those that run. */
function secondsLeft(
  active: readonly JobRecord[],
  lately: readonly JobRecord[],
): Pick<Overall, 'secondsLeft' | 'estimated'> {
  const going = active.filter((record) => record.state === 'running' || record.state === 'waiting');
  const speed = sum(going, (record) => record.progress.bytesPerSecond ?? 0);
  const counted = [...going, ...lately].filter((record) => record.progress.totalFinal);
  const uncounted = going.filter((record) => !record.progress.totalFinal);
  if (speed <= 0 || counted.length === 0) return { secondsLeft: null, estimated: false };
  const mean = sum(counted, (record) => record.progress.bytesTotal) / counted.length;
  const left = sum(going, ({ progress }) => {
    const total = progress.totalFinal ? progress.bytesTotal : Math.max(mean, progress.bytesTotal);
    return Math.max(0, total - progress.bytesDone);
  });
  return { secondsLeft: left / speed, estimated: uncounted.length > 0 };
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}
