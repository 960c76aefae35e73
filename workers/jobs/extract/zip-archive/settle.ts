// Decides which entries of a zip file are extracted, and where each of them goes.

import type { EntryRanges } from '../../entry-ranges.ts';
import { toUserError, type UserError } from '../../user-error.ts';
import type { PasswordFault } from '../faults.ts';
import { archiveFault, type EntryFault, entryFault, kindFault } from '../faults.ts';
import type { Encoding } from '../names/code-pages.ts';
import { isMacMetadata } from '../names/mac-metadata.ts';
import { type Folding, NameTree } from '../names/name-tree.ts';
import { type NameRules, safePath } from '../names/safe-path.ts';
import type { ZipContent } from '../read/zip-content.ts';
import type { ZipDirectory, ZipEntry } from '../read/zip-plan.ts';
import type { FolderAttributes } from '../write/new-tree.ts';
import type { Owner } from '../write/owners.ts';
import { makeChunk, ownerOf, type ZipChunk } from './zip-chunk.ts';

export interface SettleOptions {
  readonly rules: NameRules;
  readonly folding: Folding;
  readonly keepMacMetadata: boolean;
  /** Whether a path is wanted. */
  readonly isChosen: (path: string) => boolean;
  /** Numbers of the chosen entries; undefined for all. */
  readonly wanted: EntryRanges | undefined;
}

/** An entry that is not extracted, and why. */
export interface FailedEntry {
  /** Its index in the archive, if it is known. */
  readonly index?: number;
  readonly name: string;
  readonly error: UserError;
}

export interface LinkEntry {
  readonly index: number;
  readonly path: string;
  readonly mtime: number;
  readonly owner: Owner | undefined;
  readonly content: ZipContent;
}

/** A zip file as the driver sees it. */
export interface ZipSettled {
  readonly chunks: readonly ZipChunk[];
  /** All folders of the result. */
  readonly folders: readonly FolderAttributes[];
  readonly links: readonly LinkEntry[];
  readonly failed: readonly FailedEntry[];
  /** Names on the top level. */
  readonly roots: readonly string[];
  /** Entries whose names differ from the archive's. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  /** The indexes of entries that are folders, by path. */
  readonly folderIndexes: ReadonlyMap<string, number>;
  readonly files: number;
  /** Size of all files, unpacked and packed. */
  readonly bytes: number;
  readonly packedBytes: number;
  readonly encoding: Encoding | null;
  /** Whether an entry is packed by a method that only 7-Zip reads here: Deflate64, bzip2, LZMA, xz, PPMd. */
  readonly needsSevenZip: boolean;
  /** Entries in all, wanted or not. */
  readonly entryCount: number;
  /** How many entries with metadata of macOS were skipped. */
  readonly macMetadata: number;
  readonly password: PasswordFault;
}

/** Deflate64, bzip2, LZMA, xz, PPMd (APPNOTE 4.4.5). */
const SEVEN_ZIP_METHODS: ReadonlySet<number> = new Set([9, 12, 14, 95, 98]);

/** One task unpacks entries of about so many bytes, or so many entries. Creating a file counts, as it takes time, too. */
const CHUNK_BYTES = 4 << 20;
const CHUNK_ENTRIES = 512;
const BYTES_OF_A_FILE = 48 << 10;

/** @returns also the encrypted files among the chosen ones @throws {JobError} if nothing was chosen */
export function settleZip(
  { entries, count, encoding, backslashes }: ZipDirectory,
  options: SettleOptions,
): Omit<ZipSettled, 'password'> & { readonly locked: readonly ZipEntry[] } {
  if (options.wanted && options.wanted.count !== count) throw archiveFault('ARCHIVE_CHANGED');
  const places = new Places(options, backslashes);
  let needsSevenZip = false;
  for (const entry of entries) {
    const { kind, method } = entry;
    if ((kind === 'file' || kind === 'link') && SEVEN_ZIP_METHODS.has(method)) needsSevenZip = true;
    places.add(entry);
  }
  if (count > 0 && places.chosen === 0) throw archiveFault('NOTHING_CHOSEN');
  const { macMetadata, locked } = places;
  return { ...places.settled(), encoding, needsSevenZip, entryCount: count, macMetadata, locked };
}

class Places {
  readonly #options: SettleOptions;
  readonly #backslashes: boolean;
  readonly #tree: NameTree;
  readonly #roots = new Set<string>();
  readonly #chunks: ZipChunk[] = [];
  readonly #folders = new Map<string, FolderAttributes>();
  readonly #folderIndexes = new Map<string, number>();
  readonly #links: LinkEntry[] = [];
  readonly #failed: FailedEntry[] = [];
  readonly #renamed: { from: string; to: string }[] = [];
  #gathered: { path: string; entry: ZipEntry }[] = [];
  #gatheredBytes = 0;
  #files = 0;
  #bytes = 0;
  #packedBytes = 0;
  chosen = 0;
  macMetadata = 0;
  readonly locked: ZipEntry[] = [];

  constructor(options: SettleOptions, backslashes: boolean) {
    this.#options = options;
    this.#backslashes = backslashes || options.rules === 'windows';
    this.#tree = new NameTree(options.folding);
  }

  add(entry: ZipEntry): void {
    if (this.#options.wanted?.has(entry.index) === false) return;
    const safe = safePath(entry.name, this.#options.rules, this.#backslashes);
    const name = 'parts' in safe ? safe.parts.join('/') : entry.name;
    if (!this.#options.isChosen(name)) return;
    this.chosen++;
    if (!this.#options.keepMacMetadata && 'parts' in safe && isMacMetadata(safe.parts, entry.kind === 'folder')) {
      if (entry.kind !== 'folder') this.macMetadata++;
      return;
    }
    // `./` and `/` are the folder itself.
    if ('refusal' in safe && safe.refusal === 'NAME_EMPTY' && entry.kind === 'folder' && entry.size === 0) return;
    const fault = 'refusal' in safe ? safe.refusal : kindFault(entry);
    if (fault !== undefined) this.#fail(entry, fault);
    if (fault !== undefined || 'refusal' in safe) return;
    const { path, numbered } = this.#tree.place(safe.parts, entry.kind === 'folder' ? 'folder' : 'file');
    if (safe.changed || numbered) this.#renamed.push({ from: entry.name, to: path });
    this.#roots.add(firstPart(path));
    this.#sort(path, entry);
  }

  settled(): Omit<ZipSettled, 'encoding' | 'needsSevenZip' | 'password' | 'entryCount' | 'macMetadata'> {
    this.#cut();
    return {
      chunks: this.#chunks,
      folders: this.#tree.folders().map((path) => this.#folders.get(path) ?? { path, mode: -1, mtime: Number.NaN }),
      folderIndexes: this.#folderIndexes,
      links: this.#links,
      failed: this.#failed,
      roots: [...this.#roots],
      renamed: this.#renamed,
      files: this.#files,
      bytes: this.#bytes,
      packedBytes: this.#packedBytes,
    };
  }

  #sort(path: string, entry: ZipEntry): void {
    const { kind, mtime, mode, size, packedSize } = entry;
    const owner = ownerOf(entry);
    if (kind === 'folder') {
      this.#folders.set(path, { path, mtime, mode, owner });
      this.#folderIndexes.set(path, entry.index);
      return;
    }
    this.#files++;
    this.#bytes += size;
    this.#packedBytes += packedSize;
    if (kind === 'link') {
      this.#links.push({ path, mtime, owner, content: entry, index: entry.index });
      return;
    }
    if (entry.encryption === 'aes' || entry.encryption === 'zipcrypto') this.locked.push(entry);
    const cost = size + BYTES_OF_A_FILE;
    if (this.#gathered.length > 0 && this.#gatheredBytes + cost > CHUNK_BYTES) this.#cut();
    this.#gathered.push({ path, entry });
    this.#gatheredBytes += cost;
    if (this.#gathered.length >= CHUNK_ENTRIES) this.#cut();
  }

  #cut(): void {
    if (this.#gathered.length > 0) this.#chunks.push(makeChunk(this.#gathered));
    this.#gathered = [];
    this.#gatheredBytes = 0;
  }

  #fail({ name, index }: ZipEntry, fault: EntryFault): void {
    this.#failed.push({ name, index, error: toUserError(entryFault(fault)) });
  }
}

function firstPart(path: string): string {
  const slash = path.indexOf('/');
  return slash < 0 ? path : path.slice(0, slash);
}
