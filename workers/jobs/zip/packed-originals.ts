// Finds the inputs that are completely in the archives of a job, and moves them to the trash.
import { resolve, sep } from 'node:path';
import type { KnownMessage } from '../../messages/codes.ts';
import { type MarkedOriginal, Originals } from '../trash-originals.ts';
import type { Contents } from './contents.ts';
import { type Targets, walkOptionsOf } from './targets.ts';
import type { Root } from './walk/root.ts';
import type { WalkRest, WalkSlice } from './walk/walk.ts';
import type { ZipRun } from './zip-run.ts';

const SLICE_ENTRIES = 8192;
const NOT_WHOLE = { code: 'NOT_TRASHED_PARTLY' } as const satisfies KnownMessage;

export class PackedOriginals {
  readonly #run: ZipRun;
  readonly #targets: Targets;
  readonly #originals: Originals;
  readonly #paths: readonly string[];

  /** @throws {JobError} where there is no trash */
  constructor(run: ZipRun, targets: Targets) {
    this.#run = run;
    this.#targets = targets;
    this.#originals = new Originals(run);
    this.#paths = [...new Set(run.inputs.map((input) => resolve(input)))];
  }

  /** Call this before the walk. @param roots those that will be packed */
  async mark(roots: readonly Root[]): Promise<void> {
    for (const path of this.#paths) if (rootsOf(path, roots).length > 0) await this.#originals.mark(path);
  }

  /** Call this when all archives are complete, fully verified and named. */
  async moveToTrash(contents: Contents): Promise<void> {
    await this.#originals.moveToTrash(this.#paths, async (original) => {
      const roots = rootsOf(original.path, contents.roots);
      if (roots.length === 0 || contents.hasSkipsIn(original.path)) return NOT_WHOLE;
      return (await this.#isWhole(original, roots)) ? undefined : NOT_WHOLE;
    });
  }

  /**
   * Compares a second walk with the tree. The tree is moved only if it has not changed since before the first walk, so this walk finds
   * the same entries. Those that are excluded or cannot be packed are not among them.
   */
  async #isWhole({ path, entries }: MarkedOriginal, roots: readonly Root[]): Promise<boolean> {
    const options = walkOptionsOf(this.#run.options, this.#targets);
    let count = roots.some((root) => root.path === path) ? 0 : 1;
    for (let rest: WalkRest | undefined = { roots, folders: [] }; rest; ) {
      const slice: WalkSlice = await this.#run.tasks.run('walk', { rest, options, limit: SLICE_ENTRIES });
      // If links are followed, their targets are counted, too, which could hide that something is missing.
      if (slice.skips.length > 0 || slice.skippedLinks > 0 || slice.hasLinkedFolders || slice.excluded) return false;
      count += slice.files + foldersIn(slice);
      rest = slice.rest;
    }
    return count === entries;
  }
}

/** A document that is packed without its folder has several roots. */
function rootsOf(path: string, roots: readonly Root[]): readonly Root[] {
  const whole = roots.filter((root) => root.path === path);
  return whole.length > 0 ? whole : roots.filter((root) => root.path.startsWith(path + sep));
}

function foldersIn({ chunks }: WalkSlice): number {
  return chunks.reduce((sum, chunk) => sum + (chunk.kind === 'files' ? chunk.entries - chunk.files : 0), 0);
}
