// The request of a job to replace a file of the user, and the answer to it.
import type { Identity } from './identity.ts';

export interface ReplaceRequest {
  /** The complete and synced result in the folder of `name`; null when it has its name already. */
  readonly part: string | null;
  /** Null if the original only goes to the trash; then `name` is the original's own. */
  readonly result: Identity | null;
  /** Path that the result gets. */
  readonly name: string;
  /** The original as it was read; null for whatever file has `name`. */
  readonly original: Original | null;
}

export interface Original {
  readonly path: string;
  readonly was: Identity;
  /** The mark of the original with everything in it (`markTree`). If the mark has changed since, the original is left alone. */
  readonly mark?: string;
}

export interface Replaced {
  /** Absolute path of the result. */
  readonly path: string;
  /**
   * `changed`: the original is no longer the file that was read; it was left alone, and the result has a name of its own.
   * `no-trash`: what was overwritten is gone for good, as its disk has no trash.
   */
  readonly note?: 'changed' | 'no-trash';
}

/** Replaces files of the user for a job. */
export interface FileChanges {
  /** @throws when nothing was replaced: the part file, if there was one, is still there */
  replace(request: ReplaceRequest): Promise<Replaced>;
}
