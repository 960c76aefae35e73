// What the verifying tasks are told about an archive.

import type { WrittenPiece } from '../pack/archives/archive-writer.ts';
import type { DirectorySlice } from './verify.ts';

/** The unfinished archive as a whole. */
export interface VerifyRequest {
  readonly path: string;
  /** All bytes of it. */
  readonly size: number;
  readonly directoryOffset: number;
  readonly entries: number;
  /** Bytes of the comment. */
  readonly commentLength: number;
}

export type VerifyTask =
  | ({ readonly kind: 'directory' } & VerifyRequest)
  | { readonly kind: 'pieces'; readonly path: string; readonly pieces: readonly WrittenPiece[] }
  | {
      readonly kind: 'entries';
      readonly path: string;
      readonly slice: DirectorySlice;
      readonly password: string;
    };
