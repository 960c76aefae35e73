// The settings that all packing tasks of a job share.
import type { ZipOptions } from '../options.ts';

export type ArchiveFormat = 'zip' | 'tar' | 'tar.gz' | 'tar.zst';

/** They are the same for all tasks of a job. */
export interface PackSettings {
  readonly format: ArchiveFormat;
  /** 0..9 */
  readonly level: number;
  /** The library that deflates files of a zip archive in one piece. */
  readonly deflate: ZipOptions['deflate'];
  /** Whether files are stored if a trial shows that they are already compressed. */
  readonly storePacked: boolean;
  readonly followLinks: boolean;
  /** Empty for none. */
  readonly password: string;
  /** Whether a zip file keeps user and group if `owner` names none. */
  readonly owners: boolean;
  /** `UID:GID` for all entries; empty for their own. */
  readonly owner: string;
  /** Whether the entry `mimetype` is stored as it must be in a document. */
  readonly isDocument: boolean;
}
