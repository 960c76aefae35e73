// What the packing task takes and gives.
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

/** A block that could not be packed: the file is skipped, the archive goes on. */
export interface PackFailed {
  readonly kind: 'failed';
  readonly error: UserError;
}
