// What the packing task takes and gives.
import type { UserError } from '../../user-error.ts';
import type { BlockRequest, PackedBlock } from './entries/pack-block.ts';
import type { PackedFiles } from './entries/pack-files.ts';

export type ArchiveFormat = 'zip' | 'tar' | 'tar.gz' | 'tar.zst';

/** The same for all tasks of a job. */
export interface PackSettings {
  readonly format: ArchiveFormat;
  /** 0..9 */
  readonly level: number;
  /** Store what a trial shows to be compressed already. */
  readonly storePacked: boolean;
  readonly followLinks: boolean;
  /** Empty for none. */
  readonly password: string;
  /** Whether a zip file keeps user and group. */
  readonly owners: boolean;
  /** `UID:GID` for all entries of a tar file; empty for their own. */
  readonly owner: string;
  /** Whether the entry `mimetype` is stored as it must be in a document. */
  readonly isDocument: boolean;
}

export type PackRequest = {
  readonly settings: PackSettings;
} & ({ readonly kind: 'files'; readonly plan: string } | ({ readonly kind: 'block' } & BlockRequest));

export type Packed = PackedFiles | PackedBlock | PackFailed | PackedSeparately;

/** A piece of a chunk, with its own plan. */
export interface PackedPiece {
  readonly plan: string;
  readonly packed: PackedFiles;
}

/** A chunk whose entries were packed one by one. */
export interface PackedSeparately {
  readonly kind: 'separate';
  readonly pieces: readonly PackedPiece[];
}

/** A block that could not be packed: the file is left out, the archive goes on. */
export interface PackFailed {
  readonly kind: 'failed';
  readonly error: UserError;
}
