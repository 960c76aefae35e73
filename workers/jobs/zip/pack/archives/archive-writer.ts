// What writes an archive in order, from what the workers packed: `ZipWriter` or `TarWriter`.
import type { PackedBlock } from '../entries/pack-block.ts';
import type { PackedFiles } from '../entries/pack-files.ts';
import type { PlannedEntry } from '../plan.ts';

/** A piece of the archive that is as it was packed: what reading back is compared with. */
export interface WrittenPiece {
  readonly offset: number;
  readonly length: number;
  readonly crc: number;
}

export interface ArchiveWriter {
  readonly pieces: readonly WrittenPiece[];
  /** Entries that are complete. */
  readonly entries: number;
  /** Bytes written so far. */
  readonly size: number;
  /** Small entries, packed with their headers. */
  addFiles(packed: PackedFiles): Promise<void>;
  /** A block of a big file; the first opens the entry. */
  addBlock(planned: PlannedEntry, block: PackedBlock): Promise<void>;
  /** The last block has been added. */
  closeEntry(): Promise<void>;
  /** Takes back the blocks of an entry that can't be completed. */
  dropEntry(): Promise<void>;
  /** Writes what is at the end, and waits until all is in the file. */
  finish(): Promise<void>;
  /** Stops writing. The file is left as it is. */
  abandon(): Promise<void>;
}
