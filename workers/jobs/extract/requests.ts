// What the tasks of an extract job are asked, and what they answer.
import type { UserError } from '../user-error.ts';
import type { PasswordFault } from './faults.ts';
import type { Encoding } from './names/code-pages.ts';
import type { Folding } from './names/name-tree.ts';
import type { NameRules } from './names/safe-path.ts';
import type { ArchiveSource } from './parts/open-archive.ts';
import type { ArchiveKind } from './read/sniff.ts';
import type { FolderAttributes } from './write/new-tree.ts';
import type { FailedEntry, LinkEntry } from './zip-archive/settle.ts';
import type { ZipChunk } from './zip-archive/zip-chunk.ts';

/** What every task about an archive gets. */
export interface ArchiveRequest extends ArchiveSource {
  readonly passwords: readonly string[];
}

/** How names of an archive become names on the disk. */
export interface NameRequest {
  readonly rules: NameRules;
  readonly folding: Folding;
  readonly only: readonly string[];
  readonly keepMacMetadata: boolean;
  readonly encoding: 'auto' | Encoding;
  /** Which entries are wanted (`entry-ranges.ts`). */
  readonly entries: string;
}

export interface ZipPlanRequest extends ArchiveRequest, NameRequest {}

/** What is written into a new folder. */
export interface TreeRequest {
  /** Absolute; undefined to read and compare only. */
  readonly root: string | undefined;
  /** Whether files get the owner and group of the archive. */
  readonly owners: boolean;
  /** The worker that tried it first died: what it left behind gives way. */
  readonly isSecondTry: boolean;
}

export interface ZipFilesRequest extends ArchiveRequest, TreeRequest {
  readonly chunk: ZipChunk;
}

/** One line per entry of a chunk that failed. */
export interface ZipFilesResult {
  readonly failed: readonly { readonly index: number; readonly error: UserError }[];
}

export interface ZipFinishRequest extends ArchiveRequest, TreeRequest {
  readonly folding: Folding;
  readonly folders: readonly FolderAttributes[];
  readonly links: readonly LinkEntry[];
  /** What names without a flag were read as: what links lead to is read alike. */
  readonly encoding: Encoding | null;
  /** The one folder that is kept of the whole, as a path; empty for all of it. */
  readonly kept: string;
}

export interface FinishResult {
  readonly failed: readonly FailedEntry[];
}

export interface StreamRequest extends ArchiveRequest, NameRequest, TreeRequest {
  /** `zip`: one with entries that only 7-Zip unpacks. */
  readonly kind: Exclude<ArchiveKind, 'unknown'>;
  /** Most bytes that may come out of it: more is a bomb. */
  readonly maxBytes: number;
  /** Bytes that are free where it is written to. */
  readonly room: number;
  /** What a single file without a name of its own is called. */
  readonly name: string;
  /** Only read the table of contents. */
  readonly list: boolean;
  /** Only settle where entries go: nothing is unpacked where a table of contents tells them. */
  readonly isPlan: boolean;
  /** Keep what came before the archive turned out to be damaged. */
  readonly keepIntact: boolean;
}

export interface MarkRequest {
  /** Absolute. */
  readonly archive: string;
  /** The unfinished folder. */
  readonly root: string;
}

/** How far a stream is: bytes of the archive that were read, and the entry at work. */
export interface StreamProgress {
  readonly bytes: number;
  readonly current: string;
  readonly done: readonly ListedEntry[];
}

/** A line of the table of contents. */
export interface ListedEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'hardlink' | 'special';
  readonly size: number;
  /** -1 where entries are not compressed one by one. */
  readonly packedSize: number;
  /** Milliseconds since 1970; NaN where there is none. */
  readonly mtime: number;
  readonly encrypted: boolean;
  readonly error?: UserError;
  /** Its number in the archive. */
  readonly index: number;
  /** What the archive calls it, where the name is another one. */
  readonly from?: string;
}

export interface StreamResult {
  readonly password: PasswordFault;
  readonly failed: readonly FailedEntry[];
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  readonly roots: readonly string[];
  readonly folders: readonly FolderAttributes[];
  readonly files: number;
  /** That came out of it. */
  readonly bytes: number;
  /** False for a tar archive that does not say where it ends. */
  readonly hasEnd: boolean;
  /** Whether anything but zeros follows the end of a tar archive. */
  readonly hasMore: boolean;
  /** Entries in all, wanted or not. */
  readonly entryCount: number;
}
