// The interface of `ZipWriter` and `TarWriter`, which write an archive in order from what the workers packed.
import type { PackedBlock } from '../entries/pack-block.ts';
import type { PackedFiles } from '../entries/pack-files.ts';
import type { PlannedEntry } from '../plan.ts';

/** A piece of the archive as it was packed. What is read back is compared with it. */
export interface WrittenPiece {
  readonly offset: number;
  readonly length: number;
  readonly crc: number;
}

export interface ArchiveWriter {
  readonly pieces: readonly WrittenPiece[];
  /** The number of complete entries. */
  readonly entries: number;
  /** Bytes written so far. */
  readonly size: number;
  /** Adds small entries that were packed together with their headers. */
  addFiles(packed: PackedFiles): Promise<void>;
  /** Adds a block of a big file; the first block opens the entry. */
  addBlock(planned: PlannedEntry, block: PackedBlock): Promise<void>;
  /** Call this after the last block of an entry. */
  closeEntry(): Promise<void>;
  /** Takes back the blocks of an entry that can't be completed. */
  dropEntry(): Promise<void>;
  /** Writes the end of the archive, and waits until everything is in the file. */
  finish(): Promise<void>;
  /** Stops writing. The file is left as it is. */
  abandon(): Promise<void>;
}
