// Undoes an ended job: its results go to the trash, the originals it replaced come back. What was changed since stays.
import { dirname } from 'node:path';
import type { Claims } from '../../workers/claims/claims.ts';
import type { FileChanger } from '../../workers/files/changes/file-changer.ts';
import { fileKey } from '../../workers/files/changes/identity.ts';
import type { Change } from '../../workers/files/changes/job-log.ts';
import type { Objection, Restored } from '../../workers/files/changes/restore.ts';
import type { NamedFile } from '../../workers/files/output/output-file.ts';
import type { Skip } from '../../workers/jobs/job-report.ts';
import { JobError, message, toUserError, type UserError } from '../../workers/jobs/user-error.ts';
import { type JobUndo, MAX_NAMED } from '../contract/jobs.ts';

export interface UndoTools {
  readonly changer: Pick<FileChanger, 'changes' | 'isUndone' | 'restore' | 'discard' | 'removeMade'>;
  /** Other jobs may be replacing a result once more: it is their turn first. */
  readonly claims: Pick<Claims, 'wait'>;
  readonly onStep: (undo: JobUndo) => void;
}

/** What stands against it, as a message. */
const OBJECTIONS: Readonly<Record<Exclude<Objection, 'name-taken'>, UserError>> = {
  'result-gone': message('GONE'),
  'result-changed': message('CHANGED_SINCE'),
  'result-not-trashed': message('RESULT_NOT_TRASHED'),
  'original-in-trash': message('ORIGINAL_IN_TRASH'),
  'original-gone': message('ORIGINAL_GONE'),
  'original-deleted': message('REPLACED_NOT_KEPT'),
  'kept-for-want-of-original': message('RESULT_KEPT'),
};

/**
 * What could not be undone is named in the result.
 * @param made the job's results, as they were when they got their names
 * @param before an undo of it that has ended, whose rest this one takes back
 * @throws {JobError} CANCELLED when the app is about to end: the rest can be undone at the next start
 */
export async function undo(
  job: string,
  made: readonly NamedFile[],
  tools: UndoTools,
  before?: JobUndo,
): Promise<JobUndo> {
  const { changer, onStep } = tools;
  const all = changer.changes(job);
  const changes = all.filter(({ begun }) => begun.result !== null);
  const trashed = all.filter(({ begun }) => begun.result === null);
  const exchanged = new Set(changes.map(({ begun }) => begun.name));
  const others = made.filter(({ path }) => !exchanged.has(path) && !changer.isUndone(job, path));
  const tally = new Tally(others.length + 2 * changes.length + trashed.length, onStep, before);
  // What was packed comes back before the archive goes, or else the archive stays.
  for (const change of trashed.toReversed()) await tally.restore(change, () => restore(job, change, tools));
  const isAllBack = tally.leftCount === 0;
  for (const file of others) {
    await tally.remove(file.path, async () => (isAllBack ? discard(job, file, tools) : message('RESULT_KEPT')));
  }
  for (const change of changes.toReversed()) await tally.restore(change, () => restore(job, change, tools));
  for (const { path, madeFolder } of oneOfEachFolder(made)) if (madeFolder) await changer.removeMade(path, madeFolder);
  return tally.end();
}

/** One result of each folder, inner folders before outer ones. */
function oneOfEachFolder(made: readonly NamedFile[]): readonly NamedFile[] {
  const byFolder = new Map(made.map((file) => [dirname(file.path), file]));
  return [...byFolder].toSorted(([a], [b]) => b.length - a.length).map(([, file]) => file);
}

async function discard(job: string, file: NamedFile, { changer, claims }: UndoTools): Promise<UserError | undefined> {
  await using _claim = await claims.wait(fileKey(file), job);
  const how = await changer.discard(job, file.path, file);
  return how === 'done' ? undefined : OBJECTIONS[how];
}

async function restore(job: string, change: Change, { changer, claims }: UndoTools): Promise<Restored> {
  await using _claim = await claims.wait(fileKey(change.begun.result ?? change.begun.was), job);
  return changer.restore(job, change);
}

class Tally {
  readonly #total: number;
  readonly #onStep: (undo: JobUndo) => void;
  readonly #left: Skip[];
  readonly #counts: { removed: number; restored: number; left: number };

  constructor(total: number, onStep: (undo: JobUndo) => void, before: JobUndo | undefined) {
    this.#total = before?.total ?? total;
    this.#onStep = onStep;
    // These are not tried again.
    this.#left = (before?.left ?? []).filter(({ code }) => code === 'RESULT_NOT_TRASHED');
    this.#counts = { removed: before?.removed ?? 0, restored: before?.restored ?? 0, left: this.#left.length };
    onStep(this.#state('running'));
  }

  async remove(path: string, run: () => Promise<UserError | undefined>): Promise<void> {
    this.#count('removed', path, await run().catch(problemOf));
    this.#onStep(this.#state('running'));
  }

  async restore({ begun }: Change, run: ChangeRestore): Promise<void> {
    const { result, original } = await run().then(worded, (error: unknown) => {
      const problem = problemOf(error);
      return { result: problem, original: problem };
    });
    if (begun.result !== null) this.#count('removed', begun.name, result);
    this.#count('restored', begun.path, original);
    this.#onStep(this.#state('running'));
  }

  get leftCount(): number {
    return this.#counts.left;
  }

  end(): JobUndo {
    return this.#state('done');
  }

  #count(what: 'removed' | 'restored', path: string, reason: UserError | undefined): void {
    if (reason === undefined) this.#counts[what]++;
    else {
      this.#counts.left++;
      if (this.#left.length < MAX_NAMED) this.#left.push({ path, ...reason });
    }
  }

  #state(state: JobUndo['state']): JobUndo {
    const { removed, restored, left } = this.#counts;
    return { state, total: this.#total, removed, restored, left: [...this.#left], leftCount: left };
  }
}

/** What the changer answers when the app is about to end. */
export function isBreakingOff(error: unknown): boolean {
  return error instanceof JobError && error.code === 'CANCELLED';
}

/** @throws what breaks off the undo itself */
function problemOf(error: unknown): UserError {
  if (isBreakingOff(error)) throw error;
  return toUserError(error);
}

type ChangeRestore = () => Promise<Restored>;

function worded({ original, result, place = '' }: Restored) {
  const said = (objection: Objection | undefined) =>
    objection === 'name-taken' ? message('ORIGINAL_NAME_TAKEN', { place }) : objection && OBJECTIONS[objection];
  return { original: said(original), result: said(result) };
}
