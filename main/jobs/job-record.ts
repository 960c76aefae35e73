// How a job's record begins and changes. Pure functions.
import { KEPT_EXAMPLE } from '../../workers/files/output/part-name.ts';
import type { JobOutcome } from '../../workers/jobs/job-type.ts';
import { message } from '../../workers/jobs/user-error.ts';
import type { Message } from '../../workers/messages/message.ts';
import { emptyProgress, type FromHost, type JobSpec } from '../../workers/protocol.ts';
import { ENDED_STATES, type JobRecord, type JobState, MAX_NAMED } from '../contract/jobs.ts';
import { originOf } from './route.ts';

/** A record as main and its journal keep it. */
export interface KeptRecord extends Omit<JobRecord, 'outcome'> {
  /** Set when `done`. */
  readonly outcome: JobOutcome | null;
}

export function isEnded(state: JobState): boolean {
  return ENDED_STATES.has(state);
}

/** It runs, or will without anybody's doing. */
export function isAtWork({ state, held }: Pick<JobRecord, 'state' | 'held'>): boolean {
  return state === 'running' || state === 'cancelling' || (state === 'waiting' && !held);
}

/** The record as a window gets it, many times while a job is undone. */
export function forWindow({ outcome, ...record }: KeptRecord): JobRecord {
  if (!outcome) return { ...record, outcome };
  const { outputs, entries, failed, bytesIn, bytesOut } = outcome;
  return { ...record, outcome: { outputs: outputs.length, entries, failed, bytesIn, bytesOut } };
}

/** @param position its place in the queue */
export function newRecord(
  spec: JobSpec,
  title: string,
  now: number,
  position: number,
): KeptRecord & { readonly outcome: null } {
  return {
    id: spec.id,
    revision: 0,
    type: spec.type,
    title,
    state: 'waiting',
    position,
    submittedAt: now,
    startedAt: null,
    endedAt: null,
    inputCount: spec.inputs.length,
    origin: originOf(spec.inputs),
    progress: emptyProgress,
    outcome: null,
    error: null,
    skippedCount: 0,
    skipped: [],
    notes: [],
  };
}

export function applyProgress(
  record: KeptRecord,
  message: Extract<FromHost, { kind: 'progress' }>,
): Partial<KeptRecord> {
  return {
    title: message.title ?? record.title,
    progress: message.progress,
    skippedCount: message.skippedCount,
    problemCount: message.problemCount,
    skipped: append(record.skipped, message.skipped),
    notes: append(record.notes, message.notes),
  };
}

/** The outcome with the outputs that came apart from it. */
export function withOutputs(outcome: JobOutcome, apart: readonly string[]): JobOutcome {
  return apart.length === 0 ? outcome : { ...outcome, outputs: [...apart, ...outcome.outputs] };
}

export function withNote(record: KeptRecord, note: Message): Partial<KeptRecord> {
  return {
    notes: append(record.notes, [note]),
    skipped: [],
    skippedCount: 0,
    problemCount: 0,
    progress: emptyProgress,
  };
}

/** The record of an interrupted job with what its own journal tells. */
export function withFinished(record: KeptRecord, files: number, results: number): KeptRecord {
  const made = Math.max(record.made ?? 0, results);
  const progress = { ...record.progress, filesDone: files, filesKept: files };
  return { ...record, progress, ...(made > 0 && { made }) };
}

/** What is said of files that were being replaced when the app ended. */
export function mendedNotes(finished: number, left: number): Message[] {
  return [
    ...(finished > 0 ? [message('CHANGES_FINISHED', { count: finished })] : []),
    ...(left > 0 ? [message('CHANGES_LEFT', { count: left, folder: KEPT_EXAMPLE })] : []),
  ];
}

function append<T>(list: readonly T[], more: readonly T[]): readonly T[] {
  return more.length === 0 || list.length >= MAX_NAMED ? list : [...list, ...more].slice(0, MAX_NAMED);
}

/** What a job that takes the place of another has of it: where it stood, whom it belonged to, and that it was paused. */
export function takenOver({ position, follows, group, state }: KeptRecord): Partial<KeptRecord> {
  return {
    ...(state === 'paused' && { state }),
    ...(!isEnded(state) && { position }),
    ...(follows !== undefined && { follows }),
    ...(group && { group }),
  };
}
