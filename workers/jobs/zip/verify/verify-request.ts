// The inputs of the verifying tasks.

import type { WrittenPiece } from '../pack/archives/archive-writer.ts';

/** Directory records that one task unpacks: positions in the file. */
export interface DirectorySlice {
  readonly start: number;
  readonly end: number;
}

/** The unfinished archive as a whole. */
export interface VerifyRequest {
  readonly path: string;
  /** Its size in bytes. */
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
