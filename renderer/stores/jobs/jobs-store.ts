// The store behind the job list. Rows select their own record, so one job's progress draws one row.
import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { JobList, JobsChanged } from '../../../main/contract/api.ts';
import type { JobRecord, JobState } from '../../../main/contract/jobs.ts';
import {
  answered,
  applyChanged,
  applyList,
  asking,
  type JobsState,
  type Mark,
  mark,
  noJobs,
  resultOf,
  type ShownResult,
  shownState,
  unmark,
} from './jobs-state.ts';

interface JobsStore extends JobsState {
  changed(changed: Pick<JobsChanged, 'jobs' | 'removed'>): void;
  listed(list: JobList): void;
  request(ids: readonly string[], what: Mark): void;
  answer(ids: readonly string[]): void;
  refuse(ids: readonly string[]): void;
}

export const useJobs = create<JobsStore>()((set) => ({
  ...noJobs,
  changed: (changed) => set((state) => applyChanged(state, changed)),
  listed: (list) => set((state) => applyList(state, list)),
  request: (ids, what) => set((state) => asking(mark(state, ids, what), ids)),
  answer: (ids) => set((state) => answered(state, ids)),
  refuse: (ids) => set((state) => unmark(state, ids)),
}));

/** The state to show for a job, or undefined when it is not listed. */
export function selectShown(state: JobsState, id: string): JobState | undefined {
  const record = state.records[id];
  return record && shownState(record, state.marks[id]);
}

export function useRecord(id: string): JobRecord | undefined {
  return useJobs((state) => state.records[id]);
}

const notListed = { shown: undefined, skipped: 0, problems: 0, failed: 0, undo: undefined };

/** Changes seldom, so that what draws it is not drawn with each step of progress. */
export function useShownResult(id: string): ShownResult | typeof notListed {
  return useJobs(
    useShallow((state) => {
      const record = state.records[id];
      return record ? resultOf(record, shownState(record, state.marks[id])) : notListed;
    }),
  );
}

export function useShownState(id: string): JobState | undefined {
  return useJobs((state) => selectShown(state, id));
}
