// The mirror of main's job records, as values: what each event makes of the state before it.
import type { JobList, JobsChanged } from '../../../main/contract/api.ts';
import type { JobRecord, JobState } from '../../../main/contract/jobs.ts';
import { rowIds } from './groups.ts';
import { isEnded } from './job-states.ts';
import { samePlace } from './queue-order.ts';

/** What the user has asked of a job and main has not yet answered with a record. */
export type Mark = 'cancel' | 'pause' | 'resume' | 'remove';

/** Stands for a row in lists: a job, or the head of a group. One object per row for as long as it is listed. */
export interface JobKey {
  readonly id: string;
}

export interface JobsState {
  /** False until the first list has come. */
  readonly loaded: boolean;
  /** Of the newest list that has come. A job that neither it nor `records` have was gone by then. */
  readonly listRevision: number;
  readonly records: Readonly<Record<string, JobRecord>>;
  /** In the order of the list. The same array until that changes. */
  readonly keys: readonly JobKey[];
  /** Ids that are gone for good, so that a late event does not bring them back. */
  readonly removed: ReadonlySet<string>;
  readonly marks: Readonly<Record<string, Mark>>;
  /** How many requests about a job main has not answered. Until it has, records may tell of what was asked for before the last one. */
  readonly asked: Readonly<Record<string, number>>;
}

export const noJobs: JobsState = {
  loaded: false,
  listRevision: -1,
  records: {},
  keys: [],
  removed: new Set(),
  marks: {},
  asked: {},
};

/** Applies an event. Events may be lost, doubled or out of order: whole records, and the newest revision wins. */
export function applyChanged(state: JobsState, changed: Pick<JobsChanged, 'jobs' | 'removed'>): JobsState {
  const gone = changed.removed.filter((id) => !state.removed.has(id));
  const removed = gone.length > 0 ? new Set([...state.removed, ...gone]) : state.removed;
  const newer = changed.jobs.filter(
    (job) => !removed.has(job.id) && job.revision > (state.records[job.id]?.revision ?? state.listRevision),
  );
  if (newer.length === 0 && gone.length === 0) return state;
  const records = { ...state.records };
  for (const job of newer) records[job.id] = job;
  for (const id of gone) delete records[id];
  return {
    ...state,
    records,
    removed,
    keys: newer.every((job) => hasItsPlace(job, state)) && gone.length === 0 ? state.keys : keysOf(records, state),
    marks: settleMarks({ ...state, records }),
  };
}

/** Applies a whole list: what it lacks, and is not newer than it, is gone. */
export function applyList(state: JobsState, list: JobList): JobsState {
  const listed = new Set(list.jobs.map((job) => job.id));
  const missing = Object.values(state.records)
    .filter((record) => !listed.has(record.id) && record.revision <= list.revision)
    .map((record) => record.id);
  const next = applyChanged(state, { jobs: list.jobs, removed: missing });
  const newest = Math.max(state.listRevision, list.revision);
  return next.loaded && next.listRevision === newest ? next : { ...next, loaded: true, listRevision: newest };
}

/**
 * Shows what was asked for at once, before main answers. It is weighed against what is shown: who presses pause and
 * resume in one breath means the latter, and main may tell of neither, since the job then is as it was.
 */
export function mark(state: JobsState, ids: readonly string[], asked: Mark): JobsState {
  const fitting = ids.flatMap((id) => {
    const record = state.records[id];
    return record && isOpen(asked, shownState(record, state.marks[id])) ? [record] : [];
  });
  if (fitting.length === 0) return state;
  const marks = { ...state.marks };
  for (const { id } of fitting) marks[id] = asked;
  return { ...state, marks };
}

/** A request about these jobs is on its way to main. */
export function asking(state: JobsState, ids: readonly string[]): JobsState {
  return { ...state, asked: counted(state.asked, ids, 1) };
}

/** Main has answered one of the requests about these jobs: what it did about it is in the next records at the latest. */
export function answered(state: JobsState, ids: readonly string[]): JobsState {
  const asked = counted(state.asked, ids, -1);
  return { ...state, asked, marks: settleMarks({ ...state, asked }) };
}

function counted(asked: JobsState['asked'], ids: readonly string[], step: number): JobsState['asked'] {
  const next = { ...asked };
  for (const id of ids) {
    const count = (next[id] ?? 0) + step;
    if (count > 0) next[id] = count;
    else delete next[id];
  }
  return next;
}

/** Main refused: shows the record's own state again. */
export function unmark(state: JobsState, ids: readonly string[]): JobsState {
  const marks = { ...state.marks };
  for (const id of ids) delete marks[id];
  return { ...state, marks };
}

/** The state the user sees: the record's, or what was just asked for. */
export function shownState(record: JobRecord, asked: Mark | undefined): JobState {
  if (asked === undefined || !isOpen(asked, record.state)) return record.state;
  switch (asked) {
    case 'cancel':
      return 'cancelling';
    case 'pause':
      return 'paused';
    case 'resume':
      // Others may have taken its place, so that it waits for its turn. Main knows.
      return 'waiting';
    case 'remove':
      return record.state;
  }
}

/** What a job's state in words is made of. */
export interface ShownResult {
  readonly shown: JobState;
  readonly skipped: number;
  /** Of the skipped, those that somebody has to look after. */
  readonly problems: number;
  /** Items that failed in a job that is done. */
  readonly failed: number;
  /** How far an undo of it is. */
  readonly undo?: 'running' | 'done' | undefined;
}

export function resultOf(record: JobRecord, shown: JobState): ShownResult {
  return {
    shown,
    skipped: record.skippedCount,
    problems: record.problemCount ?? 0,
    failed: record.outcome?.failed ?? 0,
    undo: record.undo?.state,
  };
}

/** Whether what was asked for is still to be seen in a record in this state. */
function isOpen(asked: Mark, state: JobState): boolean {
  switch (asked) {
    case 'cancel':
      return state === 'waiting' || state === 'running' || state === 'paused';
    case 'pause':
      return state === 'running' || state === 'waiting';
    case 'resume':
      return state === 'paused';
    case 'remove':
      return isEnded(state);
  }
}

/** Drops the marks that main has answered. */
function settleMarks({ marks, records, asked }: JobsState): JobsState['marks'] {
  const open = Object.entries(marks).filter(([id, mark]) => {
    const record = records[id];
    return record !== undefined && (id in asked || isOpen(mark, record.state));
  });
  return open.length === Object.keys(marks).length ? marks : Object.fromEntries(open);
}

function hasItsPlace(job: JobRecord, before: JobsState): boolean {
  const record = before.records[job.id];
  return record !== undefined && samePlace(record, job);
}

function keysOf(records: JobsState['records'], before: JobsState): readonly JobKey[] {
  const known = new Map(before.keys.map((key) => [key.id, key]));
  return rowIds(records).map((id) => known.get(id) ?? { id });
}
