// Which inputs are whole in the archives of a job, so that they can be moved to the trash.
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

  /** To be called before the walk. @param roots that are about to be packed */
  async mark(roots: readonly Root[]): Promise<void> {
    for (const path of this.#paths) if (rootsOf(path, roots).length > 0) await this.#originals.mark(path);
  }

  /** To be called when all archives are complete, verified in full and named. */
  async moveToTrash(contents: Contents): Promise<void> {
    await this.#originals.moveToTrash(this.#paths, async (original) => {
      const roots = rootsOf(original.path, contents.roots);
      if (roots.length === 0 || contents.hasSkipsIn(original.path)) return NOT_WHOLE;
      return (await this.#isWhole(original, roots)) ? undefined : NOT_WHOLE;
    });
  }

  /**
   * The tree is as it was before the walk, or it will not be moved: a walk finds in it what that one has found. What is
   * excluded, and what cannot be packed, is not among it.
   */
  async #isWhole({ path, entries }: MarkedOriginal, roots: readonly Root[]): Promise<boolean> {
    const options = walkOptionsOf(this.#run.options, this.#targets);
    let count = roots.some((root) => root.path === path) ? 0 : 1;
    for (let rest: WalkRest | undefined = { roots, folders: [] }; rest; ) {
      const slice: WalkSlice = await this.#run.tasks.run('walk', { rest, options, limit: SLICE_ENTRIES });
      // What a link leads to is counted, and could make up for what is missing.
      if (slice.skips.length > 0 || slice.skippedLinks > 0 || slice.hasLinkedFolders || slice.excluded) return false;
      count += slice.files + foldersIn(slice);
      rest = slice.rest;
    }
    return count === entries;
  }
}

/** A document that is packed without its folder has several. */
function rootsOf(path: string, roots: readonly Root[]): readonly Root[] {
  const whole = roots.filter((root) => root.path === path);
  return whole.length > 0 ? whole : roots.filter((root) => root.path.startsWith(path + sep));
}

function foldersIn({ chunks }: WalkSlice): number {
  return chunks.reduce((sum, chunk) => sum + (chunk.kind === 'files' ? chunk.entries - chunk.files : 0), 0);
}
