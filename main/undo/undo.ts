// Undoes an ended job: its outputs go to the trash, the originals it replaced come back. What was changed since stays.
import { lstat } from 'node:fs/promises';
import type { Skip } from '../../workers/jobs/job-type.ts';
import { message, toUserError, type UserError } from '../../workers/jobs/user-error.ts';
import type { JobUndo } from '../contract/jobs.ts';

/** How an output was when its job ended, to tell whether it was changed since. */
export interface OutputMark {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Of the last change, in milliseconds since 1970. */
  readonly changed: number;
}

/** An original that gave way to a result. */
export interface Replaced {
  readonly path: string;
  /** Where it is now; null when it is somewhere in the trash. */
  readonly where: string | null;
}

export interface UndoTools {
  readonly trash: (path: string) => Promise<unknown>;
  /** @returns false when something has the name */
  readonly giveBack: (where: string, path: string) => Promise<boolean>;
  readonly onStep: (undo: JobUndo) => void;
}

/** How many files that were left alone are named. */
const MOST_NAMED = 100;

/** Outputs that are gone by now have no mark. */
export async function markOutputs(paths: readonly string[]): Promise<OutputMark[]> {
  const marks: OutputMark[] = [];
  for (const path of paths) {
    const found = await lstat(path).catch(() => undefined);
    if (found?.isFile()) marks.push({ path, size: found.size, changed: found.mtimeMs });
  }
  return marks;
}

/** Never rejects: what could not be undone is named in the result. */
export async function undo(
  marks: readonly OutputMark[],
  replaced: readonly Replaced[],
  tools: UndoTools,
): Promise<JobUndo> {
  const tally = new Tally(marks.length + replaced.length, tools.onStep);
  for (const mark of marks) await tally.step(mark.path, 'removed', () => removeOutput(mark, tools));
  for (const original of replaced.toReversed()) {
    await tally.step(original.path, 'restored', () => bringBack(original, tools));
  }
  return tally.end();
}

/** What stands against it, or nothing. */
type Objection = UserError | undefined;

async function removeOutput({ path, size, changed }: OutputMark, tools: UndoTools): Promise<Objection> {
  const now = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (!now) return message('GONE');
  if (now.size !== size || now.mtimeMs !== changed) return message('CHANGED_SINCE');
  await tools.trash(path);
  return undefined;
}

async function bringBack({ path, where }: Replaced, tools: UndoTools): Promise<Objection> {
  if (where === null) return message('ORIGINAL_IN_TRASH');
  try {
    if (await tools.giveBack(where, path)) return undefined;
    return message('ORIGINAL_NAME_TAKEN');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return message('ORIGINAL_GONE');
    throw error;
  }
}

class Tally {
  readonly #total: number;
  readonly #onStep: (undo: JobUndo) => void;
  readonly #left: Skip[] = [];
  readonly #counts = { removed: 0, restored: 0, left: 0 };

  constructor(total: number, onStep: (undo: JobUndo) => void) {
    this.#total = total;
    this.#onStep = onStep;
    onStep(this.#state('running'));
  }

  async step(path: string, what: 'removed' | 'restored', run: () => Promise<Objection>): Promise<void> {
    const objection = await run().catch(toUserError);
    if (objection === undefined) this.#counts[what]++;
    else {
      this.#counts.left++;
      if (this.#left.length < MOST_NAMED) this.#left.push({ path, ...objection });
    }
    this.#onStep(this.#state('running'));
  }

  end(): JobUndo {
    return this.#state('done');
  }

  #state(state: JobUndo['state']): JobUndo {
    const { removed, restored, left } = this.#counts;
    return { state, total: this.#total, removed, restored, left: [...this.#left], leftCount: left };
  }
}
