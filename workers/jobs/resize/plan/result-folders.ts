// Chooses the folder for the results of a picture.
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { systemPath } from '../../../files/system-path.ts';
import type { ResizeOptions } from '../options.ts';
import type { FoundFile } from './find-pictures.ts';

/** `Holiday (resized)`, `Holiday (resized 2)` ... */
const SIBLING = /^(.+) \(resized(?: \d+)?\)$/;

/** If a folder's name says that it has the results of the folder next to it, returns the name of that folder. */
export function originalOfSibling(name: string): string | undefined {
  return SIBLING.exec(name)?.[1];
}

export class ResultFolders {
  readonly #options: ResizeOptions;
  /** For each dropped folder, the one for its results. */
  readonly #siblings: ReadonlyMap<string, string>;

  private constructor(options: ResizeOptions, siblings: ReadonlyMap<string, string>) {
    this.#options = options;
    this.#siblings = siblings;
  }

  /**
   * @param files of the job
   * @param hasResults whether a folder has results of an earlier start of this job, which continues there
   */
  static async settle(
    options: ResizeOptions,
    files: readonly FoundFile[],
    hasResults: (folder: string) => boolean = () => false,
  ): Promise<ResultFolders> {
    const siblings = new Map<string, string>();
    if (options.destination !== 'sibling') return new ResultFolders(options, siblings);
    for (const root of new Set(files.filter(({ tree }) => tree !== '').map(rootOf))) {
      siblings.set(root, await siblingOf(root, options, hasResults));
    }
    return new ResultFolders(options, siblings);
  }

  of(file: FoundFile): string {
    const beside = dirname(file.path);
    switch (this.#options.destination) {
      case 'subfolder':
        return join(beside, this.#options.subfolder);
      case 'folder':
        return join(this.#options.folder, file.tree);
      case 'sibling': {
        const root = rootOf(file);
        return file.tree === '' ? beside : join(this.#siblings.get(root) ?? root, relative(root, beside));
      }
      default:
        return beside;
    }
  }
}

/** The folder that was dropped: `tree` has its name, and those of the folders between it and the file. */
function rootOf({ path, tree }: FoundFile): string {
  return tree.split('/').slice(1).reduce(dirname, dirname(path));
}

/** Returns a new folder if another job's results are in the usual one, or the same folder if existing names are skipped or replaced. */
async function siblingOf(
  root: string,
  { collision }: ResizeOptions,
  hasResults: (folder: string) => boolean,
): Promise<string> {
  // There is no folder next to the root of a disk.
  if (dirname(root) === root) return join(root, '(resized)');
  for (let n = 1; ; n++) {
    const folder = join(dirname(root), `${basename(root)} (resized${n === 1 ? '' : ` ${n}`})`);
    if (collision !== 'rename' || hasResults(folder) || (await isFree(folder))) return folder;
  }
}

async function isFree(folder: string): Promise<boolean> {
  return readdir(systemPath(folder)).then(
    (names) => names.length === 0,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  );
}
