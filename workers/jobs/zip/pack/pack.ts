// The inputs and results of the packing task.
import type { UserError } from '../../user-error.ts';
import type { BlockRequest, PackedBlock } from './entries/pack-block.ts';
import type { PackedFiles } from './entries/pack-files.ts';
import type { PackSettings } from './pack-settings.ts';

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

/** A block that could not be packed: its file is skipped, and the archive is continued. */
export interface PackFailed {
  readonly kind: 'failed';
  readonly error: UserError;
}
