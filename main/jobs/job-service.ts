// The single writer of job state: it takes what the user asks for and what the host reports.

import { randomUUID } from 'node:crypto';
import { JobError, message, type UserError } from '../../workers/jobs/user-error.ts';
import type { Message } from '../../workers/messages/message.ts';
import type { FromHost } from '../../workers/protocol.ts';
import type { JobList, SubmitRequest } from '../contract/api.ts';
import { ENDED_STATES, type JobRecord, type JobState, type JobUndo } from '../contract/jobs.ts';
import { forHost, nextJob } from './chain.ts';
import { continuesOf, mayGoOn, progressId } from './going-on.ts';
import { type Job, newJob } from './job.ts';
import { hostLostError, secretsRemovedError } from './job-errors.ts';
import {
  applyProgress,
  forWindow,
  isEnded,
  type KeptRecord,
  mendedNotes,
  newRecord,
  takenOver,
  withFinished,
  withNote,
  withOutputs,
} from './job-record.ts';
import type { JobServiceParts } from './job-service-parts.ts';
import type { JournalJob, KeptSpec } from './journal.ts';
import { reordered } from './queue-move.ts';
import { specToKeep } from './requests/kept-spec.ts';
import { isProtected } from './requests/option-fields.ts';
import { wantedJobs } from './requests/wanted-jobs.ts';
import { inQueueOrder, restoredAs } from './restored.ts';
import { placeOfFolders, placeOfOutputs } from './route.ts';

/**
 * A job is started again when the host is lost under it, until it gets no further. Two losses in one place are what a
 * job needs to find out which of its files is to blame, and to skip it.
 */
const MAX_LOSSES = 2;

export class JobService {
  readonly #parts: JobServiceParts;
  /** In the order of submission. */
  readonly #jobs = new Map<string, Job>();
  #revision = 0;
  #lastPosition = 0;
  #latest = 0;
  /** The app is about to end: nothing begins any more. */
  #suspending = false;

  constructor(parts: JobServiceParts) {
    this.#parts = parts;
  }

  /**
   * Takes over what the journal holds of earlier runs, in the order of their queue, before any window listens. What had
   * not ended then is swept and started only when the user says so.
   */
  restore(jobs: readonly JournalJob[]): void {
    for (const { spec, record: earlier, folders } of inQueueOrder(jobs)) {
      const change = restoredAs(spec, earlier, this.#now());
      const lost = spec.secretsRemoved && { secretsRemoved: true };
      const record = { ...earlier, ...change, ...lost, revision: ++this.#revision, position: ++this.#lastPosition };
      this.#jobs.set(spec.id, newJob(spec, record, Promise.resolve(), folders));
      if (isEnded(earlier.state)) continue;
      void this.#parts.sweep(spec, folders);
      void this.#parts.journal.append({ kind: 'changed', record });
    }
    const followed = new Set(jobs.map(({ record }) => record.follows));
    for (const job of [...this.#jobs.values()]) if (!followed.has(job.spec.id)) this.#follow(job, true);
  }

  list(): JobList {
    return { revision: this.#revision, jobs: [...this.#jobs.values()].map((job) => forWindow(job.record)) };
  }

  /**
   * @param toPath finds the folder that an id in the options stands for; it throws when the id was never handed out
   * @returns the job, or the first of several
   * @throws {JobError} when the type is unknown or its schema refuses the options
   */
  submit(request: SubmitRequest, toPath: (id: string) => string): JobRecord {
    const like = request.like && this.#jobs.get(request.like.id);
    const [wanted, ...others] = wantedJobs(this.#parts, request, toPath, like?.spec.base);
    const kept = like && request.like?.replace ? this.#makeRoom(like) : {};
    const first = this.add(wanted.spec, wanted.title, { ...wanted.more, ...(others.length === 0 && kept) });
    for (const { spec, title, more } of others) this.add(spec, title, more);
    return forWindow(first);
  }

  /** Takes off the list what a new job stands for. @returns what that one takes over */
  #makeRoom(job: Job): Partial<KeptRecord> {
    if (job.given && !isEnded(job.record.state)) throw new JobError('ALREADY_STARTED');
    this.#remove(job);
    return takenOver(job.record);
  }

  /** @param stopped what made the user do so, where it was not about these jobs */
  cancel(ids: readonly string[], stopped?: UserError): void {
    for (const job of this.#those(ids, ['waiting', 'running', 'paused'])) {
      if (stopped) this.#set(job, { stopped });
      if (!job.given) {
        this.#end(job, 'cancelled', {});
      } else {
        this.#set(job, { state: 'cancelling' });
        this.#parts.send({ kind: 'cancel', id: job.spec.id });
      }
    }
  }

  /** The app is about to end: what has begun will be interrupted, what waits stays, and nothing else is started. */
  suspend(): void {
    this.#suspending = true;
    for (const job of this.#jobs.values()) {
      const { state, startedAt } = job.record;
      if (startedAt === null || isEnded(state) || state === 'cancelling') continue;
      this.#set(job, { stopped: message('INTERRUPTED_BY_QUIT') });
      void this.#parts.journal.append({ kind: 'changed', record: job.record });
    }
  }

  /** What runs starts no further task and lets others run; what waits is skipped when its turn comes. */
  pause(ids: readonly string[]): void {
    for (const job of this.#those(ids, ['running', 'waiting'])) {
      this.#set(job, { state: 'paused' });
      if (job.given) this.#parts.send({ kind: 'pause', id: job.spec.id });
    }
    this.#startNext();
  }

  /** They wait for their turn, which comes at once where there is room. */
  resume(ids: readonly string[]): void {
    for (const job of this.#those(ids, ['paused', 'waiting'])) {
      if (job.record.state === 'paused' || job.record.held) this.#set(job, { state: 'waiting', held: undefined });
    }
    this.#startNext();
  }

  /**
   * Changes the order in which jobs are started. Those that have been started stay where they are.
   * @param before the job they go in front of, or null for the end
   * @returns the records that changed
   */
  move(ids: readonly string[], before: string | null): JobRecord[] {
    const movable = this.#inOrder(['waiting', 'paused']).filter((job) => !job.given);
    const after = reordered(movable, new Set(ids), before);
    const positions = movable.map((job) => job.record.position);
    const changed = after.filter((job, place) => job.record.position !== positions[place]);
    const places = new Map(after.map((job, place) => [job, positions[place]]));
    for (const job of changed) this.#set(job, { position: places.get(job) ?? job.record.position });
    for (const job of changed) void this.#parts.journal.append({ kind: 'changed', record: job.record });
    return changed.map((job) => forWindow(job.record));
  }

  /**
   * Ended jobs are submitted again, as new jobs; the old rows go. What did not come to its end goes on where it was. What
   * was interrupted keeps its place in the queue.
   */
  retry(ids: readonly string[]): void {
    const those = this.#those(ids, ENDED_STATES);
    for (const job of those.filter(({ spec }) => !spec.secretsRemoved)) {
      const { resumesJobId, ...spec } = job.spec;
      const { state, title, position, follows, group } = job.record;
      const goesOn = this.#mayGoOn(job.record);
      const id = randomUUID();
      // The next job's undo can still bring back what this job's undo could not.
      if (goesOn || this.#parts.hasChanges?.(job.spec.id)) this.#parts.handOver?.(job.spec.id, id);
      this.#remove(job, !goesOn);
      const goOn = goesOn ? { resumesJobId: progressId(job.spec) } : {};
      const place = state === 'interrupted' ? { position } : {};
      const kept = { ...(follows !== undefined && { follows }), ...(group && { group }) };
      this.add({ ...spec, id, ...goOn }, title, { ...place, ...kept });
    }
    if (those.some(({ spec }) => spec.secretsRemoved)) throw secretsRemovedError();
  }

  remove(ids: readonly string[]): void {
    for (const job of this.#those(ids, ENDED_STATES)) this.#remove(job);
  }

  /** To be called when more jobs may run side by side than before. */
  startMore(): void {
    this.#startNext();
  }

  /** What was asked for, of all jobs on the list. */
  specs(): readonly KeptSpec[] {
    return [...this.#jobs.values()].map(({ spec }) => spec);
  }

  /** @returns undefined for a job that is not on the list */
  spec(id: string): KeptSpec | undefined {
    return this.#jobs.get(id)?.spec;
  }

  /** Says on a job's row that files were put in order which it was replacing when the app ended. */
  noteMended(id: string, finished: number, left: number): void {
    const job = this.#jobs.get(id);
    if (!job) return;
    const notes = mendedNotes(finished, left);
    const made = this.#parts.undoable?.(job.record) ?? 0;
    this.#set(job, { notes: [...job.record.notes, ...notes], ...(job.record.state !== 'done' && made && { made }) });
    void this.#parts.journal.append({ kind: 'changed', record: job.record });
  }

  /** Says how much an interrupted job had finished, as its own journal tells it. */
  noteFinished(id: string, { files, results }: { readonly files: number; readonly results: number }): void {
    const job = this.#jobs.get(id);
    if (job?.record.state !== 'interrupted') return;
    const ended = withFinished(job.record, files, results);
    this.#set(job, { ...ended, continues: continuesOf(ended) });
    void this.#parts.journal.append({ kind: 'changed', record: job.record });
  }

  /** Shows how far an undo is. Its end is kept. */
  setUndo(id: string, undo: JobUndo): void {
    const job = this.#jobs.get(id);
    if (!job) return;
    this.#set(job, { undo, continues: undefined });
    if (undo.state === 'done') void this.#parts.journal.append({ kind: 'changed', record: job.record });
  }

  /** @throws {JobError} UNKNOWN_JOB */
  record(id: string): KeptRecord {
    const job = this.#jobs.get(id);
    if (!job) throw new JobError('UNKNOWN_JOB');
    return job.record;
  }

  /** Whether anything is waiting or at work. */
  get busy(): boolean {
    return [...this.#jobs.values()].some((job) => !isEnded(job.record.state));
  }

  /** Takes what the host says about a job. Words about jobs that have ended are late and mean nothing. */
  handle(message: Extract<FromHost, { id: string }>): void {
    const job = this.#jobs.get(message.id);
    if (!job || isEnded(job.record.state) || !job.given) return;
    switch (message.kind) {
      case 'progress': {
        const isCounted = message.progress.totalFinal && !job.record.progress.totalFinal;
        this.#set(job, applyProgress(job.record, message));
        // Should the app be killed, the next start knows how much there was to do.
        if (isCounted) void this.#parts.journal.append({ kind: 'changed', record: job.record });
        return;
      }
      case 'writes-to':
        job.folders.add(message.folder);
        this.#set(job, placeOfFolders(job.folders));
        void this.#parts.journal.append({ kind: 'writes-to', id: message.id, folder: message.folder });
        return;
      case 'outputs':
        job.outputs.push(...message.paths);
        return;
      case 'done': {
        const outcome = withOutputs(message.outcome, job.outputs);
        this.#end(job, 'done', { outcome, ...placeOfOutputs(job.record.title, outcome.outputs) });
        return;
      }
      case 'failed':
        this.#end(job, 'failed', { error: message.error });
        return;
      case 'cancelled':
        this.#end(job, job.record.state === 'cancelling' ? 'cancelled' : 'interrupted', {});
    }
  }

  /** The host is gone, and with it what it was doing: each job is started again, and given up when it gets no further. */
  async hostLost(how: Message): Promise<void> {
    const lost = [...this.#jobs.values()].filter((job) => job.given && !isEnded(job.record.state));
    await Promise.all(lost.map((job) => this.#parts.sweep(job.spec, job.folders)));
    for (const job of lost.filter(({ record }) => !isEnded(record.state))) {
      job.given = false;
      job.outputs = [];
      const { filesDone } = job.record.progress;
      job.losses = filesDone > job.filesAtLoss ? 1 : job.losses + 1;
      job.filesAtLoss = Math.max(job.filesAtLoss, filesDone);
      if (job.record.state === 'cancelling') this.#end(job, 'cancelled', {});
      else if (job.losses > MAX_LOSSES) this.#end(job, 'failed', { error: hostLostError(how) });
      else
        this.#set(job, {
          state: job.record.state === 'paused' ? 'paused' : 'waiting',
          ...withNote(job.record, message('STARTED_AGAIN', { how })),
        });
    }
    this.#startNext();
  }

  /** @param more what differs from the record of a job that was just dropped */
  add(spec: KeptSpec, title: string, more: Partial<KeptRecord> = {}): KeptRecord {
    const begun = newRecord(spec, title, this.#now(), more.position ?? ++this.#lastPosition);
    const locked = isProtected(this.#parts.registry[spec.type]?.definition, spec.options) && { locked: true };
    const record = { ...begun, ...locked, ...(spec.next && { next: spec.next.type }), ...more };
    const kept = specToKeep(this.#parts.registry, spec);
    const recorded = this.#parts.journal.append({ kind: 'submitted', spec: kept, record });
    const job = newJob(spec, record, recorded);
    this.#jobs.set(spec.id, job);
    this.#set(job, {});
    this.#startNext();
    return job.record;
  }

  /** Never goes back, whatever happens to the clock. */
  #now(): number {
    this.#latest = Math.max(this.#latest, this.#parts.now());
    return this.#latest;
  }

  /**
   * Starts what is to be done with a done job's outputs, in its place in the queue.
   * @param held for what a file has asked for and no person since: nothing that writes begins by itself then
   */
  #follow(job: Job, held?: true): void {
    const next = nextJob(job.spec, job.record, randomUUID());
    const definition = next && this.#parts.registry[next.type]?.definition;
    if (!definition) return;
    const { id: follows, position } = job.record;
    this.add(next, definition.title(next.inputs, next.options), { follows, position, ...(held && { held }) });
    this.#set(job, { next: undefined });
    void this.#parts.journal.append({ kind: 'changed', record: job.record });
  }

  #remove({ spec }: Job, dropsProgress = true): void {
    const { id } = spec;
    if (dropsProgress) this.#parts.dropProgress(progressId(spec));
    this.#jobs.delete(id);
    this.#parts.send({ kind: 'forget', id });
    void this.#parts.journal.append({ kind: 'removed', id });
    this.#parts.onRemoved(id, ++this.#revision);
  }

  /** What it had finished is forgotten only when the journal holds its end. */
  #end(job: Job, state: JobState, end: Partial<KeptRecord>): void {
    const isWhole = state === 'done' || state === 'failed';
    const made = state === 'done' ? undefined : this.#parts.undoable?.(job.record);
    const ended = { ...job.record, ...end, state, ...(made && { made }) };
    const written = this.#set(job, {
      ...end,
      state,
      endedAt: this.#now(),
      ...(isWhole && { stopped: undefined }),
      ...(made && { made }),
      ...(this.#mayGoOn(ended) && { continues: continuesOf(ended) }),
    });
    this.#follow(job);
    if (!this.#mayGoOn(job.record)) void written.then(() => this.#parts.dropProgress(progressId(job.spec)));
    this.#startNext();
  }

  #mayGoOn(record: KeptRecord): boolean {
    return mayGoOn(record) || (!record.undo && (this.#parts.hasChanges?.(record.id) ?? false));
  }

  #startNext(): void {
    if (this.#suspending) return;
    const free = this.#parts.sideBySide() - this.#inOrder(['running', 'cancelling']).length;
    const ready = this.#inOrder(['waiting']).filter(({ record }) => !record.held);
    for (const job of ready.slice(0, Math.max(0, free))) {
      this.#set(job, { state: 'running', startedAt: job.record.startedAt ?? this.#now() });
      if (job.given) {
        this.#parts.send({ kind: 'resume', id: job.spec.id });
      } else {
        job.given = true;
        void job.recorded.then(() => this.#start(job));
      }
    }
  }

  /** What has been started, then the rest by their places. */
  #inOrder(states: Iterable<JobState>): Job[] {
    const wanted = new Set(states);
    return [...this.#jobs.values()]
      .filter((job) => wanted.has(job.record.state))
      .toSorted((a, b) => Number(b.given) - Number(a.given) || a.record.position - b.record.position);
  }

  /** What was cancelled or paused while the journal was being written gets its way. */
  #start(job: Job): void {
    if (job.record.state === 'cancelling') {
      this.#end(job, 'cancelled', {});
      return;
    }
    const earlier = this.#parts.earlier?.(job.spec) ?? [];
    this.#parts.send({ kind: 'start', job: { ...forHost(job.spec), ...(earlier.length > 0 && { earlier }) } });
    if (job.record.state !== 'running') this.#parts.send({ kind: 'pause', id: job.spec.id });
  }

  #those(ids: readonly string[], states: Iterable<JobState>): Job[] {
    const wanted = new Set(states);
    return ids.flatMap((id) => this.#jobs.get(id) ?? []).filter((job) => wanted.has(job.record.state));
  }

  /** Resolves when the journal holds a change of state. */
  async #set(job: Job, change: Partial<KeptRecord>): Promise<void> {
    job.record = { ...job.record, ...change, revision: ++this.#revision };
    const written = change.state && this.#parts.journal.append({ kind: 'changed', record: job.record });
    this.#parts.onChanged(job.record);
    await written;
  }
}
