// Permissions and times of extracted folders, given when nothing is written into them any more.
import { OWNER_WRITES } from '../../../files/system/modes.ts';
import { type FolderAttributes, NewTree } from './new-tree.ts';

/** Of a folder that the archive does not speak of. */
const PLAIN = { mode: -1, mtime: Number.NaN };

/** Permissions and times of folders: one that may not be written can't be moved, so that the outermost gets its own last. */
export class FinishedFolders {
  readonly #inner: readonly FolderAttributes[];
  readonly #outer: FolderAttributes | undefined;
  readonly #owners: boolean;

  /** @param root the one folder that is kept; empty for all */
  constructor(folders: readonly FolderAttributes[], root: string, owners: boolean) {
    this.#owners = owners;
    const prefix = root === '' ? '' : `${root}/`;
    this.#inner = folders.flatMap((one) =>
      one.path.startsWith(prefix) ? [{ ...one, path: one.path.slice(prefix.length) }] : [],
    );
    this.#outer = root === '' ? undefined : folders.find(({ path }) => path === root);
  }

  finishInner(path: string): void {
    new NewTree(path, { owners: this.#owners }).finishFolders(this.#inner);
  }

  /** As far as that does not keep it from being moved: then it is, when it gets its name, what it stays. */
  prepareOuter(path: string): void {
    const attributes = this.#outer ?? PLAIN;
    const mode = attributes.mode < 0 ? attributes.mode : attributes.mode | OWNER_WRITES;
    new NewTree(path, { owners: this.#owners }).finishFolder({ ...attributes, mode, path: '' });
  }

  finishOuter(path: string): void {
    new NewTree(path, { owners: this.#owners }).finishFolder({ ...(this.#outer ?? PLAIN), path: '' });
  }
}
