// What the user can ask for. Each shows its effect at once, asks main, and says so when main refuses.
import type { OutputsRequest, PathRef, PresetFile } from '../../main/contract/api.ts';
import type { JobRecord } from '../../main/contract/jobs.ts';
import type { Result } from '../../main/contract/result.ts';
import { api } from '../bridge.ts';
import type { Values } from '../job-types/option-values.ts';
import { suggestType } from '../job-types/suggest.ts';
import { useApp } from './app-store.ts';
import { optionsToSubmit, selectionOption, thenToSubmit, useDrafts } from './drafts-store.ts';
import { isEnded, isFromLastTime, isUndoable, retryableIds } from './job-states.ts';
import type { Mark } from './jobs-state.ts';
import { selectShown, useJobs } from './jobs-store.ts';
import type { PendingJob } from './plan-store.ts';
import { usePresets } from './presets-store.ts';
import { movableIds, type Step, targetOf } from './queue-order.ts';
import { leaveReview, review, reviewJob } from './reviews.ts';
import { useSettings } from './settings-store.ts';
import { useWindow } from './window-store.ts';

type Ids = readonly string[];

export const cancelJobs = (ids: Ids) => request(ids, 'cancel', (some) => api().cancel(some));
export const pauseJobs = (ids: Ids) => request(ids, 'pause', (some) => api().pause(some));
export const resumeJobs = (ids: Ids) => request(ids, 'resume', (some) => api().resume(some));
export const removeJobs = (ids: Ids) => request(ids, 'remove', (some) => api().remove(some));

export async function retryJobs(ids: Ids): Promise<void> {
  if (ids.length > 0) unwrap(await api().retry(ids));
}

/** What they have made is undone first. */
export async function startOver(ids: Ids): Promise<void> {
  if (ids.length > 0) unwrap(await api().startOver(ids));
}

/** Goes on with what an earlier run of the app has left, in the order of the queue. */
export async function resumeFromLastTime(): Promise<void> {
  const { records } = useJobs.getState();
  const those = idsFromLastTime();
  // In this order: what had begun comes first.
  await retryJobs(those.filter((id) => !records[id]?.held));
  await resumeJobs(those.filter((id) => records[id]?.held));
}

/** Takes what an earlier run has left off the list. */
export async function discardFromLastTime(): Promise<void> {
  const { records } = useJobs.getState();
  const those = idsFromLastTime();
  await cancelJobs(those.filter((id) => records[id]?.held));
  await removeJobs(those);
}

function idsFromLastTime(): string[] {
  const { keys, records } = useJobs.getState();
  return keys.map(({ id }) => id).filter((id) => records[id] && isFromLastTime(records[id]));
}

/** Those of a job or, with an index, of one of its rows. */
export async function revealOutputs(id: string, item?: number): Promise<void> {
  unwrap(await api().reveal(outputsOf(id, item)));
}

/** @returns whether they are on the clipboard */
export async function copyPaths(id: string): Promise<boolean> {
  return unwrap(await api().copyPaths({ id })) !== undefined;
}

/** To be called when a drag begins: main goes on with it, outside of the window. */
export async function dragOut(id: string, item?: number): Promise<void> {
  unwrap(await api().dragOut(outputsOf(id, item)));
}

/** Of what is selected, else of all: the job that ended last and can be undone. */
export function undoLast(): void {
  const { selected } = useWindow.getState();
  const all = Object.values(useJobs.getState().records).filter(isUndoable);
  const chosen = all.filter(({ id }) => selected.has(id));
  const [last] = (chosen.length > 0 ? chosen : all).toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0));
  if (last) void undoJobs([last.id]);
}

export async function undoJobs(ids: Ids): Promise<void> {
  unwrap(await api().undo(ids));
}

function outputsOf(id: string, item: number | undefined): OutputsRequest {
  return item === undefined ? { id } : { id, item };
}

export const cancelAll = () => cancelJobs(idsWhere((state) => !isEnded(state) && state !== 'cancelling'));
export const cancelWaiting = () => cancelJobs(movableIds(useJobs.getState()));
/** Also what is left of jobs that are done with failures. */
export const retryFailed = () => retryJobs(retryableIds(useJobs.getState()));
export const clearFinished = () => removeJobs(idsWhere((state) => isEnded(state) && state !== 'interrupted'));
export const pauseAll = () => pauseJobs(idsWhere((state) => state === 'running' || state === 'waiting'));
export const resumeAll = () => resumeJobs(idsWhere((state) => state === 'paused'));

/** What Delete does: stops what runs, takes off the list what has ended. */
export function deleteJobs(ids: Ids): void {
  const { records } = useJobs.getState();
  const ended = ids.filter((id) => records[id] && isEnded(records[id].state));
  void removeJobs(ended);
  void cancelJobs(ids.filter((id) => !ended.includes(id)));
}

/** Puts waiting jobs in front of another one, or at the end. Answers whether main did it. */
export async function moveJobs(ids: Ids, before: string | null): Promise<boolean> {
  const jobs = unwrap(await api().move({ ids, before }));
  if (jobs) useJobs.getState().changed({ jobs, removed: [] });
  return jobs !== undefined;
}

/** One place up or down, or to an end. Answers false where they are there already. */
export async function stepJobs(ids: Ids, step: Step): Promise<boolean> {
  const before = targetOf(movableIds(useJobs.getState()), ids, step);
  return before === undefined ? false : moveJobs(ids, before);
}

/** What Space does: holds back what runs and waits; when all of it is paused, lets it go on. */
export function togglePause(ids: Ids): void {
  const state = useJobs.getState();
  const going = ids.filter((id) => ['running', 'waiting'].includes(selectShown(state, id) ?? ''));
  if (going.length > 0) void pauseJobs(going);
  else void resumeJobs(ids.filter((id) => selectShown(state, id) === 'paused'));
}

/** Opens the system's dialog and submits what was chosen; without a type, by the kind of the files. */
export async function chooseAndSubmit(kind: 'files' | 'folders', type?: string): Promise<void> {
  const refs = unwrap(await api().pick(kind));
  if (refs) await submitRefs(refs, type);
}

/** Lets the user choose one folder. The id stands for it in options, while this window is open. */
export async function chooseFolder(): Promise<string | undefined> {
  const [folder] = unwrap(await api().pick('folders')) ?? [];
  if (folder) useDrafts.getState().knowFolder(folder.id, folder.name);
  return folder?.id;
}

/** Writes a preset to a file that the user chooses. */
export async function exportPreset(preset: PresetFile): Promise<void> {
  const written = unwrap(await api().exportPreset(preset));
  if (written) useWindow.getState().confirm({ code: 'PRESET_EXPORTED', params: { name: preset.name } });
}

/** Reads a preset from a file that the user chooses, keeps it among the user's own and shows it. */
export async function importPreset(): Promise<void> {
  const preset = unwrap(await api().importPreset());
  if (!preset) return;
  const { type, name, options } = preset;
  usePresets.getState().save(type, name, options);
  useDrafts.getState().replace(type, options);
  useWindow.getState().showOptions(type);
  useWindow.getState().confirm({ code: 'PRESET_IMPORTED', params: { name } });
}

/** Submits Files of a drop or a paste. */
export async function submitFiles(files: readonly File[], type?: string): Promise<void> {
  if (files.length === 0) return;
  const refs = unwrap(await api().registerFiles(files));
  if (refs) await submitRefs(refs, type);
}

export async function submitRefs(refs: readonly PathRef[], wanted?: string): Promise<void> {
  if (refs.length === 0) return;
  const type = wanted ?? suggestType(refs, useApp.getState().info.jobTypes);
  if (type === undefined) return;
  useWindow.getState().showType(type);
  if (useSettings.getState().settings?.startAtOnce ?? true) await submit(type, refs);
  else review(type, refs);
}

/** Shows the review of what a failed job was given, where its options can be changed. */
export async function reviewAgain({ id, type }: Pick<JobRecord, 'id' | 'type'>): Promise<void> {
  const refs = unwrap(await api().inputsOf(id));
  if (refs) reviewJob(id, type, refs);
}

/** Starts what a plan was shown for. */
export async function startPlanned({ key, type, refs, selection, replaces }: PendingJob): Promise<void> {
  if (!(await submit(type, refs, selectionOption(type, selection)))) return;
  if (replaces !== undefined) void removeJobs([replaces]);
  leaveReview(key);
}

/** @returns whether main has taken it */
async function submit(type: string, refs: readonly PathRef[], chosen: Values = {}): Promise<boolean> {
  const inputs = refs.map((ref) => ref.id);
  const next = thenToSubmit(type);
  const types = next ? [type, next.type] : [type];
  const unsure = types.find((one) => useDrafts.getState().unconfirmed[one]);
  if (unsure !== undefined) {
    useWindow.getState().showOptions(unsure);
    useWindow.getState().say({ code: 'PASSWORD_UNCONFIRMED' });
    return false;
  }
  const request = { type, inputs, options: { ...optionsToSubmit(type), ...chosen }, ...(next && { next }) };
  const job = unwrap(await api().submit(request));
  if (!job) return false;
  useJobs.getState().changed({ jobs: [job], removed: [] });
  for (const one of useApp.getState().info.jobTypes) {
    if (types.includes(one.type)) useDrafts.getState().forgetSecrets(one.type, one.options);
  }
  return true;
}

async function request(ids: Ids, mark: Mark, ask: (ids: Ids) => Promise<Result<null>>): Promise<void> {
  if (ids.length === 0) return;
  const jobs = useJobs.getState();
  jobs.request(ids, mark);
  const answer = await ask(ids);
  if (!answer.ok) jobs.refuse(ids);
  unwrap(answer);
}

function idsWhere(test: (state: NonNullable<ReturnType<typeof selectShown>>) => boolean): string[] {
  const state = useJobs.getState();
  return state.keys
    .map((key) => key.id)
    .filter((id) => {
      const shown = selectShown(state, id);
      return shown !== undefined && test(shown);
    });
}

/** The value, or undefined after the user was unwrap why there is none. */
function unwrap<T>(answer: Result<T>): T | undefined {
  if (answer.ok) return answer.value;
  useWindow.getState().say(answer.error);
  return undefined;
}
