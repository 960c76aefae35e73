// Gives extracted folders their permissions and times when nothing is written into them any more.
import { OWNER_WRITES } from '../../../files/system/modes.ts';
import { type FolderAttributes, NewTree } from './new-tree.ts';

/** Attributes of a folder that has no entry in the archive. */
const PLAIN = { mode: -1, mtime: Number.NaN };

/** The permissions and times of folders. A read-only folder can't be moved, so the outermost folder gets its own last. */
export class FinishedFolders {
  readonly #inner: readonly FolderAttributes[];
  readonly #outer: FolderAttributes | undefined;
  readonly #owners: boolean;

  /** @param root the one folder that is the result; empty if everything is */
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

  /** Gives the outermost folder its attributes before it gets its name, as far as it can still be moved then. */
  prepareOuter(path: string): void {
    const attributes = this.#outer ?? PLAIN;
    const mode = attributes.mode < 0 ? attributes.mode : attributes.mode | OWNER_WRITES;
    new NewTree(path, { owners: this.#owners }).finishFolder({ ...attributes, mode, path: '' });
  }

  finishOuter(path: string): void {
    new NewTree(path, { owners: this.#owners }).finishFolder({ ...(this.#outer ?? PLAIN), path: '' });
  }
}
