// What jobs have left on the disk, kept over restarts: their results, as they were when they got their names, and the originals that
// they replaced, which `FileChanger` knows. An undo works from it.
import { lstat } from 'node:fs/promises';
import type { Claims } from '../../workers/claims/claims.ts';
import type { Replaced, ReplaceRequest } from '../../workers/files/changes/change-request.ts';
import type { FileChanger } from '../../workers/files/changes/file-changer.ts';
import { identityOf } from '../../workers/files/changes/identity.ts';
import type { Change } from '../../workers/files/changes/job-log.ts';
import type { NamedFile } from '../../workers/files/output/output-file.ts';
import { systemPath } from '../../workers/files/system-path.ts';
import type { EarlierResult } from '../../workers/jobs/earlier-results.ts';
import { JobError } from '../../workers/jobs/user-error.ts';
import type { JobSpec } from '../../workers/protocol.ts';
import { slices } from '../../workers/slices.ts';
import { hasMoreToUndo, type JobUndo } from '../contract/jobs.ts';
import { isEnded, type KeptRecord } from '../jobs/job-record.ts';
import type { Journal, JournalJob } from '../jobs/journal.ts';
import { earlierResults, ownResults } from './earlier-results.ts';
import { isBreakingOff, undo } from './undo.ts';

interface Results {
  made: NamedFile[];
  /** Resolves when all results are known as they were. */
  marked: Promise<void> | undefined;
  /** False when the end of the app breaks it off. */
  undoing: Promise<boolean> | undefined;
}

export interface JobResultsParts {
  readonly journal: Pick<Journal, 'append'>;
  readonly changer: FileChanger;
  readonly claims: Pick<Claims, 'wait'>;
  /** Results that a job had named when its host or the app was lost, from its own journal. */
  readonly namedBefore: (id: string) => readonly NamedFile[];
  /** Of all jobs on the list. */
  readonly specs: () => readonly JobSpec[];
  readonly onUndo: (id: string, undo: JobUndo) => void;
}

/** An undo tells how far it is this often, in milliseconds. */
const INTERVAL_MS = 100;
/** Results in one line of the journal. */
const PART = 1_000;

export class JobResults {
  readonly #parts: JobResultsParts;
  readonly #results = new Map<string, Results>();

  constructor(parts: JobResultsParts) {
    this.#parts = parts;
  }

  /** Takes over what the journal holds. */
  restore(jobs: readonly JournalJob[]): void {
    for (const { spec, marks = [] } of jobs) {
      const marked = marks.length > 0 ? Promise.resolve() : undefined;
      this.#results.set(spec.id, { made: [...marks], marked, undoing: undefined });
    }
  }

  /** Takes what the host says of results before a job's end. */
  made(id: string, files: readonly NamedFile[]): void {
    const results = this.#of(id);
    results.made.push(...files);
    results.marked = Promise.resolve();
    for (const marks of slices(files, PART)) void this.#parts.journal.append({ kind: 'marks', id, marks });
  }

  /** Notes how the results of a done job are, where the host did not say. */
  changed(record: KeptRecord): void {
    if (record.state !== 'done' || !record.outcome || record.undo) return;
    const results = this.#of(record.id);
    results.marked ??= this.#mark(record.id, results, record.outcome.outputs);
  }

  /** Gives a result the place of a user's file in the name of a job. @throws what the system says */
  replace(id: string, change: ReplaceRequest): Promise<Replaced> {
    return this.#parts.changer.replace(id, change);
  }

  /** How many results or replaced originals an undo of an ended job is about. */
  undoable({ id }: Pick<KeptRecord, 'id'>): number {
    return Math.max(this.#made(id).length, this.hasChanges(id) ? this.#parts.changer.changes(id).length : 0);
  }

  /**
   * Results of other jobs of this type that were made from what is among the inputs of a job, and those that are still in the
   * place of originals for the job itself: its retry begins again after an undo that could not bring these back.
   */
  earlier(job: Pick<JobSpec, 'type' | 'inputs' | 'resumesJobId'> & { readonly id?: string }): EarlierResult[] {
    const others = this.#parts.specs().filter(({ id, type }) => id !== job.id && type === job.type);
    const changes = job.id === undefined || job.resumesJobId !== undefined ? [] : this.#readableChanges(job.id);
    return [...earlierResults(job.inputs, others, (id) => this.#made(id)), ...ownResults(changes)];
  }

  #readableChanges(id: string): readonly Change[] {
    try {
      return this.hasChanges(id) ? this.#parts.changer.changes(id) : [];
    } catch {
      return [];
    }
  }

  /**
   * Also what an earlier undo had to leave alone.
   * @throws {JobError} when there is nothing to undo, it was done already, or nobody can tell what has changed
   */
  undo(record: KeptRecord): void {
    const results = this.#of(record.id);
    if (results.undoing || (record.undo && !hasMoreToUndo(record.undo))) {
      throw new JobError('UNDONE');
    }
    this.#refuseUnreadable(record.id);
    if (!isEnded(record.state) || (!results.marked && this.undoable(record) === 0)) {
      throw new JobError('NOTHING_TO_UNDO');
    }
    results.undoing = this.#undo(record, results).finally(() => {
      results.undoing = undefined;
    });
  }

  #refuseUnreadable(id: string): void {
    try {
      this.#parts.changer.changes(id);
    } catch (cause) {
      throw new JobError('CHANGES_UNREADABLE', {}, { cause });
    }
  }

  /** Whether an undo of it is under way. */
  isUndoing(id: string): boolean {
    return this.#results.get(id)?.undoing !== undefined;
  }

  /**
   * Resolves when a job's undo has ended; at once where none is under way.
   * @returns false when the end of the app has broken it off: the next start offers it again
   */
  async undone(id: string): Promise<boolean> {
    return (await this.#results.get(id)?.undoing) ?? true;
  }

  /** A job goes on with what another one, which is being taken off the list, had begun. */
  handOver(from: string, to: string): void {
    this.#results.delete(from);
    this.#parts.changer.handOver(from, to);
  }

  /** Whether the job has replaced originals or other files. */
  hasChanges(id: string): boolean {
    return this.#parts.changer.hasChanges(id);
  }

  /** The job is off the list. What is in the trash stays there. */
  async removed(id: string): Promise<void> {
    await this.#results.get(id)?.undoing;
    this.#results.delete(id);
    // A log that cannot be read stays where it is.
    await this.#parts.changer.forget(id).catch(() => {});
  }

  /** Where the original of a result is now: moved to the trash, or where it always was. */
  whereIs(id: string, path: string): Promise<string> {
    return this.#parts.changer.whereIs(id, path);
  }

  /** Absolute paths of what a job has made, also before its end; without one, of all jobs. */
  paths(id?: string): string[] {
    const ids = id === undefined ? [...this.#results.keys()] : [id];
    return ids.flatMap((one) => this.#made(one).map(({ path }) => path));
  }

  #made(id: string): readonly NamedFile[] {
    const results = this.#of(id);
    return results.marked ? results.made : this.#parts.namedBefore(id);
  }

  async #mark(id: string, results: Results, outputs: readonly string[]): Promise<void> {
    const marks: NamedFile[] = [];
    for (const path of outputs) {
      const found = await lstat(systemPath(path), { bigint: true }).catch(() => undefined);
      if (found?.isFile() || found?.isDirectory()) marks.push({ path, ...identityOf(found) });
    }
    results.made = marks;
    for (const part of slices(marks, PART)) void this.#parts.journal.append({ kind: 'marks', id, marks: part });
  }

  async #undo({ id, undo: before }: KeptRecord, results: Results): Promise<boolean> {
    const { changer, claims, onUndo } = this.#parts;
    let saidAt = Number.NEGATIVE_INFINITY;
    const onStep = (state: JobUndo) => {
      if (performance.now() - saidAt < INTERVAL_MS) return;
      saidAt = performance.now();
      onUndo(id, state);
    };
    await results.marked;
    try {
      onUndo(id, await undo(id, this.#made(id), { changer, claims, onStep }, before));
      return true;
    } catch (error) {
      if (isBreakingOff(error)) return false;
      throw error;
    }
  }

  #of(id: string): Results {
    const known = this.#results.get(id);
    if (known) return known;
    const made: Results = { made: [], marked: undefined, undoing: undefined };
    this.#results.set(id, made);
    return made;
  }
}
