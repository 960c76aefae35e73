// What a job asks for when a file of the user is to be replaced, and the answer.
import type { Identity } from './identity.ts';

export interface ReplaceRequest {
  /** The complete and synced result in the folder of `name`; null when it has its name already. */
  readonly part: string | null;
  /** Null for an original that only goes to the trash; `name` is its own then. */
  readonly result: Identity | null;
  /** What the result is to be called. */
  readonly name: string;
  /** The original as it was read; null for whatever file has `name`. */
  readonly original: Original | null;
}

export interface Original {
  readonly path: string;
  readonly was: Identity;
  /** Of a file or folder with all that is in it (`markTree`): it is left alone when that is not the same any more. */
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

/** What replaces a user's files for a job. */
export interface FileChanges {
  /** @throws when nothing was replaced: the part file, if there was one, is still there */
  replace(request: ReplaceRequest): Promise<Replaced>;
}
