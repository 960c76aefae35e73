// What the user can ask for. Each shows its effect at once, asks main, and says so when main refuses.
import type { OutputsRequest, PathRef, PresetFile, SubmitRequest } from '../../main/contract/api.ts';
import type { JobRecord } from '../../main/contract/jobs.ts';
import type { Message, Result } from '../../main/contract/result.ts';
import { api } from '../bridge.ts';
import type { Values } from '../job-types/option-values.ts';
import { suggestType } from '../job-types/suggest.ts';
import { useApp } from './app-store.ts';
import { asChosen, ownDraft, protects, selectionIn, selectionOption, useDrafts } from './drafts-store.ts';
import {
  isEnded,
  isFinished,
  isFromLastTime,
  isRepeatable,
  isUndoable,
  retryableIds,
  wantsPassword,
  wantsReview,
} from './jobs/job-states.ts';
import type { Mark } from './jobs/jobs-state.ts';
import { selectShown, useJobs } from './jobs/jobs-store.ts';
import { isMovable, movableIds, type Step, targetOf } from './jobs/queue-order.ts';
import type { PendingJob } from './plan-store.ts';
import { usePresets } from './presets-store.ts';
import { closeReview, review, reviewJob, showReviewOf } from './reviews.ts';
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

/** Starts a job of another type with the results of one that is done, with the options for new jobs. */
export async function followJob(id: string, type: string): Promise<void> {
  if (isUnconfirmed([type])) return;
  const { options } = asChosen(type, 'new');
  if (unwrap(await api().follow({ id, type, options })) === undefined) return;
  forgetSecrets([type]);
}

/** Goes on with what an earlier run of the app has left, in the order of the queue. */
export async function resumeFromLastTime(): Promise<void> {
  const { records } = useJobs.getState();
  const those = idsFromLastTime();
  // In this order: what had begun comes first.
  await retryJobs(those.filter((id) => records[id] && isRepeatable(records[id])));
  await resumeJobs(those.filter((id) => records[id]?.held));
  const [asks] = those.flatMap((id) => records[id] ?? []).filter(wantsReview);
  if (asks) await reviewAgain(asks);
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

/** Says so in a notice, for what has no button that could. */
export async function copyPathsAndSay(id: string): Promise<void> {
  if (await copyPaths(id)) useWindow.getState().confirm({ code: 'PATHS_COPIED' });
}

/** HTML that shows the results of a job. */
export async function copyMarkup(id: string): Promise<void> {
  if (unwrap(await api().copyMarkup(id)) !== undefined) useWindow.getState().confirm({ code: 'MARKUP_COPIED' });
}

/** To be called when a drag begins: main goes on with it, outside of the window. */
export async function dragOut(id: string, item?: number): Promise<void> {
  unwrap(await api().dragOut(outputsOf(id, item)));
}

/** The job that ended last of those that can be undone, whatever is selected. */
export function undoLast(): void {
  const undoable = Object.values(useJobs.getState().records).filter(isUndoable);
  const [last] = undoable.toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0));
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
export const clearFinished = () => removeJobs(idsWhere(isFinished));
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

/** Submits a sample picture, for somebody who has none at hand. */
export async function trySample(): Promise<void> {
  const ref = unwrap(await api().sample());
  if (ref) await submitRefs([ref]);
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

const PASSWORD_LOST: Message = { code: 'SECRETS_REMOVED' };

/** Opens the review of a job with its files and options, to be changed: one that waits is held back meanwhile. */
export async function reviewAgain(record: JobRecord): Promise<void> {
  const { id, type, title, state, made = 0, secretsRemoved } = record;
  if (showReviewOf(id)) return;
  const isWaiting = isMovable(record);
  const held = isWaiting && state === 'waiting';
  if (held) await pauseJobs([id]);
  const given = unwrap(await api().given(id));
  const info = useApp.getState().info.jobTypes.find((one) => one.type === type);
  if (!given || !info) {
    if (held) await resumeJobs([id]);
    return;
  }
  for (const folder of given.folders) useDrafts.getState().knowFolder(folder.id, folder.name);
  const replace = isWaiting || (made === 0 && (state === 'failed' || wantsPassword(record)));
  const own = ownDraft(info, given.options, given.next?.type);
  const wants = secretsRemoved ? PASSWORD_LOST : wantsPassword(record) ? record.error : null;
  const job = { id, title, replace, waits: isWaiting, held, own, wants, next: given.next };
  reviewJob({ type, refs: given.inputs, selection: selectionIn(info, given.options), job });
}

/** Starts what a plan was shown for. */
export async function startPlanned({ key, type, refs, selection, job }: PendingJob): Promise<void> {
  const like = job && { id: job.id, replace: job.replace };
  const { options, next: chosen } = asChosen(type, 'shown');
  const isLost = job?.wants?.code === PASSWORD_LOST.code;
  // The options for the results are those of the job, as the panel shows the ones for new jobs; but a lost password is typed there.
  const next = chosen && job?.next?.type === chosen.type && !isLost ? job.next : chosen;
  const open = isLost ? [{ type, options }, ...(next ? [next] : [])].find(isOpenToAll) : undefined;
  if (open) {
    useWindow.getState().showOptions(open.type);
    return useWindow.getState().say(PASSWORD_LOST);
  }
  const all = { ...options, ...selectionOption(type, selection) };
  const submitted = await submit(type, refs, { options: all, ...(next && { next }), ...(like && { like }) });
  if (!submitted) return;
  closeReview(key);
  if (job?.held) void resumeJobs([submitted.id]);
}

/** Whether results could have a password, and get none. */
function isOpenToAll({ type, options }: { readonly type: string; readonly options: Values }): boolean {
  const info = useApp.getState().info.jobTypes.find((one) => one.type === type);
  return info?.options.some((option) => protects(option) && !options[option.key]) === true;
}

/** Leaves the job that it is about as it was. */
export function cancelReview({ key, job }: PendingJob): void {
  closeReview(key);
  if (job?.held) void resumeJobs([job.id]);
}

/** @returns undefined when it cannot be, or main refuses it */
async function submit(
  type: string,
  refs: readonly PathRef[],
  how: Omit<SubmitRequest, 'type' | 'inputs'> = asChosen(type, 'new'),
): Promise<JobRecord | undefined> {
  const types = how.next ? [type, how.next.type] : [type];
  if (isUnconfirmed(types)) return undefined;
  const job = unwrap(await api().submit({ ...how, type, inputs: refs.map((ref) => ref.id) }));
  if (!job) return undefined;
  useJobs.getState().changed({ jobs: [job], removed: [] });
  forgetSecrets(types);
  return job;
}

/** Whether a password has to be typed twice first, which is said then. */
function isUnconfirmed(types: readonly string[]): boolean {
  const unsure = types.find((one) => useDrafts.getState().unconfirmed[one]);
  if (unsure === undefined) return false;
  useWindow.getState().showOptions(unsure);
  useWindow.getState().say({ code: 'PASSWORD_UNCONFIRMED' });
  return true;
}

function forgetSecrets(types: readonly string[]): void {
  for (const one of useApp.getState().info.jobTypes) {
    if (types.includes(one.type)) useDrafts.getState().forgetSecrets(one.type, one.options);
  }
}

async function request(ids: Ids, mark: Mark, ask: (ids: Ids) => Promise<Result<null>>): Promise<void> {
  if (ids.length === 0) return;
  const jobs = useJobs.getState();
  jobs.request(ids, mark);
  const answer = await ask(ids);
  jobs.answer(ids);
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
