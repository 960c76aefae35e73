// The single writer of job state: what the user asks and what the host tells meet here.

import { randomUUID } from 'node:crypto';
import { KEPT_EXAMPLE } from '../../workers/files/part-name.ts';
import type { JobDefinition, JobRegistry } from '../../workers/jobs/job-type.ts';
import { JobError, message } from '../../workers/jobs/user-error.ts';
import type { Message } from '../../workers/messages/message.ts';
import type { FromHost, JobSpec, ToHost } from '../../workers/protocol.ts';
import type { JobList, SubmitRequest } from '../contract/api.ts';
import type { JobRecord, JobState, JobUndo } from '../contract/jobs.ts';
import { forHost, nextJob } from './chain.ts';
import { mayGoOn, progressId } from './going-on.ts';
import { hostLostError, interruptedAt, secretsRemovedError } from './job-errors.ts';
import { applyProgress, forWindow, isEnded, type KeptRecord, newRecord, withNote, withOutputs } from './job-record.ts';
import type { Journal, JournalJob, KeptSpec } from './journal.ts';
import { withoutSecrets } from './option-fields.ts';
import { parseRequest } from './parse-request.ts';
import { reordered } from './queue-move.ts';

export interface JobServiceParts {
  readonly registry: JobRegistry;
  readonly send: (message: ToHost) => void;
  readonly onChanged: (record: KeptRecord) => void;
  readonly onRemoved: (id: string, revision: number) => void;
  readonly journal: Pick<Journal, 'append'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Removes a job's unfinished files from a folder. */
  readonly sweep: (folder: string, jobId: string) => Promise<void>;
  /** Forgets what a job that will not be gone on with had finished. */
  readonly dropProgress: (jobId: string) => void;
  /** A job goes on with what an earlier one, just taken off the list, had begun. */
  readonly handOver?: (from: string, to: string) => void;
  /** Whether a job has replaced files of the user's: what it has finished is not done once more then. */
  readonly hasChanges?: (jobId: string) => boolean;
  /** How many results or replaced originals of an ended job an undo is about. */
  readonly undoable?: (record: KeptRecord) => number;
  /** How many jobs run side by side, now. They share the workers, so more of them is not faster. */
  readonly sideBySide: () => number;
  /** What the settings say about a job's options: taken where the request is silent. */
  readonly defaults: (definition: JobDefinition<unknown>) => Readonly<Record<string, unknown>>;
}

interface Job {
  record: KeptRecord;
  /** The host has it, or is about to get it. */
  given: boolean;
  readonly spec: KeptSpec;
  /** How often the host was lost under it without a further file being finished. */
  losses: number;
  /** Files that were finished when the host was lost. */
  filesAtLoss: number;
  /** Folders that may hold its unfinished files. */
  readonly folders: Set<string>;
  /** Sent ahead of its end. */
  outputs: string[];
  /** Resolves when the journal holds it; it is not started before. */
  readonly recorded: Promise<void>;
}

/**
 * A job is started again when the host is lost under it, until it gets no further. Two losses in one place are what a
 * job needs to tell which of its files is to blame, and to leave it out.
 */
const MAX_LOSSES = 2;

export class JobService {
  readonly #parts: JobServiceParts;
  /** In the order of submission. */
  readonly #jobs = new Map<string, Job>();
  #revision = 0;
  #lastPosition = 0;
  #latest = 0;

  constructor(parts: JobServiceParts) {
    this.#parts = parts;
  }

  /**
   * Takes over what the journal holds of earlier runs, before any window listens. What had not ended then is swept and
   * waits for a retry.
   */
  restore(jobs: readonly JournalJob[]): void {
    for (const { spec, record: earlier, folders } of jobs) {
      const interrupted = isEnded(earlier.state) ? {} : interruptedAt(this.#now());
      const record = { ...earlier, ...interrupted, revision: ++this.#revision, position: ++this.#lastPosition };
      this.#jobs.set(spec.id, {
        spec,
        record,
        given: false,
        losses: 0,
        filesAtLoss: 0,
        folders: new Set(folders),
        outputs: [],
        recorded: Promise.resolve(),
      });
      if (isEnded(earlier.state)) continue;
      for (const folder of folders) void this.#parts.sweep(folder, spec.id);
      void this.#parts.journal.append({ kind: 'changed', record });
    }
    const followed = new Set(jobs.map(({ record }) => record.follows));
    for (const job of [...this.#jobs.values()]) if (!followed.has(job.spec.id)) this.#follow(job, 'paused');
  }

  list(): JobList {
    return { revision: this.#revision, jobs: [...this.#jobs.values()].map((job) => forWindow(job.record)) };
  }

  /**
   * @param toPath finds the folder that an id in the options stands for; it throws when the id was never handed out
   * @throws {JobError} when the type is unknown or its schema refuses the options
   */
  submit({ type, inputs, options, next }: SubmitRequest, toPath: (id: string) => string): JobRecord {
    const parsed = parseRequest(this.#parts, type, options, toPath);
    const follower = next && {
      type: next.type,
      options: parseRequest(this.#parts, next.type, next.options, toPath).options,
    };
    const spec = { id: randomUUID(), type, inputs: [...inputs], options: parsed.options };
    const wanted = { ...spec, ...(follower && { next: follower }) };
    return forWindow(this.#add(wanted, parsed.definition.title(inputs, parsed.options)));
  }

  cancel(ids: readonly string[]): void {
    for (const job of this.#those(ids, ['waiting', 'running', 'paused'])) {
      if (!job.given) {
        this.#end(job, 'cancelled', {});
      } else {
        this.#set(job, { state: 'cancelling' });
        this.#parts.send({ kind: 'cancel', id: job.spec.id });
      }
    }
  }

  /** What runs starts no further task and makes room for others; what waits is passed over. */
  pause(ids: readonly string[]): void {
    for (const job of this.#those(ids, ['running', 'waiting'])) {
      this.#set(job, { state: 'paused' });
      if (job.given) this.#parts.send({ kind: 'pause', id: job.spec.id });
    }
    this.#startNext();
  }

  /** They wait for their turn, which comes at once where there is room. */
  resume(ids: readonly string[]): void {
    for (const job of this.#those(ids, ['paused'])) this.#set(job, { state: 'waiting' });
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

  /** Ended jobs are submitted again, as new jobs; the old rows go. What was interrupted goes on where it was. */
  retry(ids: readonly string[]): void {
    const those = this.#those(ids, ['failed', 'cancelled', 'done']);
    for (const job of those.filter(({ spec }) => !spec.secretsRemoved)) {
      const { resumesJobId, ...spec } = job.spec;
      const goesOn = this.#mayGoOn(job.record);
      const id = randomUUID();
      if (goesOn) this.#parts.handOver?.(job.spec.id, id);
      this.#remove(job);
      const goOn = goesOn ? { resumesJobId: progressId(job.spec) } : {};
      this.#add({ ...spec, id, ...goOn }, job.record.title);
    }
    if (those.some(({ spec }) => spec.secretsRemoved)) throw secretsRemovedError();
  }

  remove(ids: readonly string[]): void {
    for (const job of this.#those(ids, ['done', 'failed', 'cancelled'])) {
      this.#parts.dropProgress(progressId(job.spec));
      this.#remove(job);
    }
  }

  /** To be called when more jobs may run side by side than before. */
  startMore(): void {
    this.#startNext();
  }

  /** @returns undefined for a job that is not on the list */
  spec(id: string): JobSpec | undefined {
    return this.#jobs.get(id)?.spec;
  }

  /** Says on a job's row that files were put in order which it was replacing when the app ended. */
  noteMended(id: string, finished: number, left: number): void {
    const job = this.#jobs.get(id);
    if (!job) return;
    const notes: Message[] = [
      ...(finished > 0 ? [message('CHANGES_FINISHED', { count: finished })] : []),
      ...(left > 0 ? [message('CHANGES_LEFT', { count: left, folder: KEPT_EXAMPLE })] : []),
    ];
    const made = this.#parts.undoable?.(job.record) ?? 0;
    this.#set(job, { notes: [...job.record.notes, ...notes], ...(job.record.state !== 'done' && made && { made }) });
    void this.#parts.journal.append({ kind: 'changed', record: job.record });
  }

  /** Shows how far an undo is. Its end is kept. */
  setUndo(id: string, undo: JobUndo): void {
    const job = this.#jobs.get(id);
    if (!job) return;
    this.#set(job, { undo });
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
      case 'progress':
        this.#set(job, applyProgress(job.record, message));
        return;
      case 'writes-to':
        job.folders.add(message.folder);
        void this.#parts.journal.append({ kind: 'writes-to', id: message.id, folder: message.folder });
        return;
      case 'outputs':
        job.outputs.push(...message.paths);
        return;
      case 'done':
        this.#end(job, 'done', { outcome: withOutputs(message.outcome, job.outputs) });
        return;
      case 'failed':
        this.#end(job, 'failed', { error: message.error });
        return;
      case 'cancelled':
        this.#end(job, 'cancelled', {});
    }
  }

  /** The host is gone, and with it what it was doing: each job is started again, and given up when it gets no further. */
  async hostLost(how: Message): Promise<void> {
    const lost = [...this.#jobs.values()].filter((job) => job.given && !isEnded(job.record.state));
    await Promise.all(lost.flatMap((job) => [...job.folders].map((folder) => this.#parts.sweep(folder, job.spec.id))));
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

  /**
   * @param after the job that it takes the outputs of: it comes in its place in the queue
   * @param state `paused` for what a file has asked for and no person since: nothing that writes begins by itself then
   */
  #add(
    spec: KeptSpec,
    title: string,
    { after, state = 'waiting' }: { readonly after?: KeptRecord; readonly state?: 'waiting' | 'paused' } = {},
  ): KeptRecord {
    const place = after?.position ?? ++this.#lastPosition;
    const begun = newRecord(spec, title, this.#now(), place);
    const record = { ...begun, state, ...(spec.next && { next: spec.next.type }), ...(after && { follows: after.id }) };
    const kept = this.#withoutSecrets(spec);
    const recorded = this.#parts.journal.append({ kind: 'submitted', spec: kept, record });
    const job = {
      spec,
      record,
      given: false,
      losses: 0,
      filesAtLoss: 0,
      folders: new Set<string>(),
      outputs: [],
      recorded,
    };
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

  #withoutSecrets(spec: KeptSpec): KeptSpec {
    const clean = (type: string, options: unknown) => {
      const definition = this.#parts.registry[type]?.definition;
      return definition ? withoutSecrets(definition, options) : { options, removed: false };
    };
    const own = clean(spec.type, spec.options);
    const follower = spec.next && clean(spec.next.type, spec.next.options);
    const removed = own.removed || follower?.removed;
    const next = spec.next && { type: spec.next.type, options: follower?.options };
    return { ...spec, options: own.options, ...(next && { next }), ...(removed && { secretsRemoved: true }) };
  }

  /** Starts what is to be done with a done job's outputs. */
  #follow(job: Job, state: 'waiting' | 'paused' = 'waiting'): void {
    const next = nextJob(job.spec, job.record, randomUUID());
    const definition = next && this.#parts.registry[next.type]?.definition;
    if (!definition) return;
    this.#add(next, definition.title(next.inputs, next.options), { after: job.record, state });
    this.#set(job, { next: undefined });
    void this.#parts.journal.append({ kind: 'changed', record: job.record });
  }

  #remove({ spec: { id } }: Job): void {
    this.#jobs.delete(id);
    this.#parts.send({ kind: 'forget', id });
    void this.#parts.journal.append({ kind: 'removed', id });
    this.#parts.onRemoved(id, ++this.#revision);
  }

  /** What it had finished is forgotten only when the journal holds its end. */
  #end(job: Job, state: JobState, end: Partial<KeptRecord>): void {
    const made = state === 'done' ? undefined : this.#parts.undoable?.(job.record);
    const written = this.#set(job, { state, endedAt: this.#now(), ...end, ...(made && { made }) });
    this.#follow(job);
    if (!this.#mayGoOn(job.record)) void written.then(() => this.#parts.dropProgress(progressId(job.spec)));
    this.#startNext();
  }

  #mayGoOn(record: KeptRecord): boolean {
    return mayGoOn(record) || (!record.undo && (this.#parts.hasChanges?.(record.id) ?? false));
  }

  #startNext(): void {
    const free = this.#parts.sideBySide() - this.#inOrder(['running', 'cancelling']).length;
    for (const job of this.#inOrder(['waiting']).slice(0, Math.max(0, free))) {
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
  #inOrder(states: readonly JobState[]): Job[] {
    return [...this.#jobs.values()]
      .filter((job) => states.includes(job.record.state))
      .toSorted((a, b) => Number(b.given) - Number(a.given) || a.record.position - b.record.position);
  }

  /** What was cancelled or paused while the journal was being written gets its way. */
  #start(job: Job): void {
    if (job.record.state === 'cancelling') {
      this.#end(job, 'cancelled', {});
      return;
    }
    this.#parts.send({ kind: 'start', job: forHost(job.spec) });
    if (job.record.state !== 'running') this.#parts.send({ kind: 'pause', id: job.spec.id });
  }

  #those(ids: readonly string[], states: readonly JobState[]): Job[] {
    const jobs = ids.map((id) => this.#jobs.get(id));
    return jobs.filter((job) => job !== undefined).filter((job) => states.includes(job.record.state));
  }

  /** Resolves when the journal holds a change of state. */
  async #set(job: Job, change: Partial<KeptRecord>): Promise<void> {
    job.record = { ...job.record, ...change, revision: ++this.#revision };
    const written = change.state && this.#parts.journal.append({ kind: 'changed', record: job.record });
    this.#parts.onChanged(job.record);
    await written;
  }
}
