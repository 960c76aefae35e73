// What is the same for all tasks that pack a job.
import type { ZipOptions } from '../options.ts';

export type ArchiveFormat = 'zip' | 'tar' | 'tar.gz' | 'tar.zst';

/** The same for all tasks of a job. */
export interface PackSettings {
  readonly format: ArchiveFormat;
  /** 0..9 */
  readonly level: number;
  /** Who deflates files of a zip archive in one piece. */
  readonly deflate: ZipOptions['deflate'];
  /** Store what a trial shows to be compressed already. */
  readonly storePacked: boolean;
  readonly followLinks: boolean;
  /** Empty for none. */
  readonly password: string;
  /** Whether a zip file keeps user and group, where `owner` names none. */
  readonly owners: boolean;
  /** `UID:GID` for all entries; empty for their own. */
  readonly owner: string;
  /** Whether the entry `mimetype` is stored as it must be in a document. */
  readonly isDocument: boolean;
}
