// Moves originals to the trash when their job is done and its results are checked. Originals that were changed meanwhile stay, and so do
// those that are not completely in the results.
import { lstat } from 'node:fs/promises';
import { sep } from 'node:path';
import { ClaimedFiles } from '../claims/claims.ts';
import type { Original } from '../files/changes/change-request.ts';
import { type Identity, identityOf } from '../files/changes/identity.ts';
import { pooledCalls } from '../files/file-calls.ts';
import { settleNumber } from '../files/system/layers.ts';
import { systemPath } from '../files/system-path.ts';
import { markTree } from '../files/tree-mark.ts';
import type { KnownMessage } from '../messages/codes.ts';
import type { JobRun } from './job-type.ts';
import { JobError, toUserError } from './user-error.ts';

type TrashRun = Pick<JobRun<never, object>, 'id' | 'claims' | 'trashOriginal' | 'report' | 'journal' | 'signal'> & {
  readonly tasks: { ready(): Promise<void> };
};

/** An original, with its state before anything of it was read. */
export interface MarkedOriginal extends Required<Original> {
  /** How many files and folders it holds, including itself. */
  readonly entries: number;
}

export class Originals {
  readonly #run: TrashRun;
  readonly #marked = new Map<string, MarkedOriginal | KnownMessage>();

  /** @throws {JobError} where there is no trash */
  constructor(run: TrashRun) {
    if (!run.trashOriginal) throw new JobError('NO_TRASH_HERE');
    this.#run = run;
  }

  /** Call this before anything of the original is read. If it does not exist, the code that reads it reports that. */
  async mark(path: string): Promise<void> {
    const found = await this.#look(path).catch(() => undefined);
    if (found) this.#marked.set(path, found);
  }

  /**
   * Moves the originals to the trash that are completely in the result. An earlier start of the job may have decided that already.
   * @param fault returns why an original has to stay, as far as the job knows
   */
  async moveToTrash(
    paths: readonly string[],
    fault: (original: MarkedOriginal) => Promise<KnownMessage | undefined>,
  ): Promise<void> {
    const settled: Original[] = [];
    for (const path of paths) {
      const original = await this.#settle(path, fault);
      if (original) settled.push(original);
    }
    const moved: string[] = [];
    // A folder comes before originals in it.
    for (const original of settled.toSorted((a, b) => a.path.length - b.path.length)) {
      if (moved.some((path) => original.path.startsWith(path + sep))) continue;
      this.#run.signal.throwIfAborted();
      await this.#run.tasks.ready();
      if (await this.#move(original)) moved.push(original.path);
    }
    if (moved.length > 0) this.#run.report.note({ code: 'ORIGINALS_TRASHED', params: { count: moved.length } });
  }

  async #look(path: string): Promise<MarkedOriginal | KnownMessage> {
    await settleNumber(path);
    const stats = await lstat(systemPath(path), { bigint: true });
    if (stats.isSymbolicLink()) return { code: 'NOT_TRASHED_LINK' };
    const tree = await markTree(path, () => this.#run.signal.throwIfAborted());
    return tree ? { path, was: identityOf(stats), ...tree } : { code: 'NOT_TRASHED_PARTLY' };
  }

  /** The decision is written down before the first original is moved: if the job is started again, it cannot check them any more. */
  async #settle(
    path: string,
    fault: (original: MarkedOriginal) => Promise<KnownMessage | undefined>,
  ): Promise<Original | undefined> {
    const found = this.#marked.get(path);
    if (!found) {
      const noted = parseOriginal(this.#run.journal.noted(keyOf(path)), path);
      if (noted) return noted;
      // If it never existed, the code that reads it has reported that.
      if (await exists(path)) this.#run.report.skip({ path, code: 'NOT_TRASHED_UNREAD' });
      return undefined;
    }
    const why = 'code' in found ? found : await fault(found);
    if (why) {
      this.#run.report.skip({ path, ...why });
      return undefined;
    }
    const { was, mark } = found as MarkedOriginal;
    this.#run.journal.note(keyOf(path), JSON.stringify({ path, was, mark }));
    return { path, was, mark };
  }

  async #move(original: Original): Promise<boolean> {
    const { path } = original;
    try {
      await using claimed = new ClaimedFiles(this.#run);
      await claimed.add(path);
      const now = await markTree(path);
      const how = now?.mark === original.mark ? await this.#run.trashOriginal?.(original) : 'changed';
      if (how === 'changed') this.#run.report.skip({ path, code: 'NOT_TRASHED_CHANGED' });
      return how === 'done';
    } catch (error) {
      const problem = toUserError(error);
      // An earlier start of the job may have moved it.
      const isMoved = problem.code !== 'ORIGINAL_LEFT' && !(await exists(path));
      if (!isMoved) this.#run.report.skip({ path, ...problem });
      return false;
    }
  }
}

interface NotedOriginal {
  readonly path?: unknown;
  readonly was?: Partial<Record<keyof Identity, unknown>>;
  readonly mark?: unknown;
}

/** Returns undefined for any other text: everything that is read from a file is checked. */
function parseOriginal(text: string | undefined, path: string): Original | undefined {
  if (text === undefined) return undefined;
  try {
    const { was = {}, mark, path: noted } = JSON.parse(text) as NotedOriginal;
    const { dev, ino, size, mtime } = was;
    if (typeof dev !== 'string' || typeof ino !== 'string' || typeof mtime !== 'string') return undefined;
    if (typeof size !== 'number' || typeof mark !== 'string' || noted !== path) return undefined;
    return { path, was: { dev, ino, size, mtime }, mark };
  } catch {
    return undefined;
  }
}

async function exists(path: string): Promise<boolean> {
  return pooledCalls.exists(path).catch(() => true);
}

function keyOf(path: string): string {
  return `original ${path}`;
}
