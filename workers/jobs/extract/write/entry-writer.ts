// Writes entries that come one after the other, as in tar and 7z. Each gets a safe path, and links are made last.
import { escapeBytes } from '../../../files/system-path.ts';
import type { EntryRanges } from '../../entry-ranges.ts';
import { toUserError, type UserError } from '../../user-error.ts';
import { archiveFault, type EntryFault, entryFault, kindFault } from '../faults.ts';
import { isMacMetadata } from '../names/mac-metadata.ts';
import { type Folding, NameTree } from '../names/name-tree.ts';
import { type NameRules, safePath } from '../names/safe-path.ts';
import type { ListedEntry, StreamResult } from '../requests.ts';
import type { FailedEntry } from '../zip-archive/settle.ts';
import type { FolderAttributes, NewFile, NewTree } from './new-tree.ts';
import type { Owner } from './owners.ts';
import { SafeLinks } from './safe-links.ts';

export interface SequentialEntry {
  /** As text; bytes that are not UTF-8 are escaped (`system-path.ts`). */
  readonly name: string;
  readonly kind: ListedEntry['kind'];
  readonly size: number;
  readonly packedSize?: number;
  /** Milliseconds since 1970; NaN where there is none. */
  readonly mtime: number;
  /** Permission bits; -1 where there are none. */
  readonly mode: number;
  readonly encrypted?: boolean;
  readonly owner?: Owner | undefined;
  /** For a hard link: the entry that has the file. */
  readonly hardLinkTo?: string;
  /** For a hard link: how many bytes of content follow it. The file has them already, if it is in the archive. */
  readonly ownBytes?: number;
}

export interface WriterSettings {
  /** Undefined to read and check only. */
  readonly tree: NewTree | undefined;
  readonly rules: NameRules;
  readonly folding: Folding;
  readonly isChosen: (path: string) => boolean;
  /** Numbers of the chosen entries; undefined for all. */
  readonly wanted: EntryRanges | undefined;
  /** Whether the last of several entries of one name counts, as in a tar. Otherwise the later ones get numbers. */
  readonly lastCounts: boolean;
  /** Whether metadata of macOS is skipped without a message, as the code that plans the archive reports it. */
  readonly skipsMacMetadata: boolean;
  /** Called when an entry is done or has failed. */
  readonly onEntry: (entry: ListedEntry) => void;
}

interface PendingLink {
  readonly bytes: Buffer;
  readonly mtime: number;
  readonly owner: Owner | undefined;
  /** The entry to report when the link is made. */
  readonly entry: SequentialEntry;
  readonly index: number;
  /** The link that it is a hard link to. */
  readonly sameAs?: string;
}

/** The entry that is being written. */
interface Current {
  readonly entry: SequentialEntry;
  readonly index: number;
  readonly path: string;
  readonly file: NewFile | undefined;
  error: UserError | undefined;
}

export class EntryWriter {
  readonly #settings: WriterSettings;
  readonly #names: NameTree;
  readonly #folders = new Map<string, FolderAttributes>();
  readonly #links = new Map<string, PendingLink>();
  readonly #roots = new Set<string>();
  readonly #failed: FailedEntry[] = [];
  readonly #renamed: { from: string; to: string }[] = [];
  #current: Current | undefined;
  #files = 0;
  /** Index of the last entry. */
  #index = -1;
  chosen = 0;

  constructor(settings: WriterSettings) {
    this.#settings = settings;
    this.#names = new NameTree(settings.folding);
  }

  begin(entry: SequentialEntry): void {
    const { rules, isChosen } = this.#settings;
    const safe = safePath(entry.name, rules);
    this.#current = undefined;
    this.#index++;
    if (!this.#isWanted() || !isChosen('parts' in safe ? safe.parts.join('/') : entry.name)) return;
    this.chosen++;
    if (this.#settings.skipsMacMetadata && 'parts' in safe && isMacMetadata(safe.parts, entry.kind === 'folder'))
      return;
    // `./` is the folder itself.
    if ('refusal' in safe && safe.refusal === 'NAME_EMPTY' && entry.kind === 'folder' && entry.size === 0) return;
    const fault: EntryFault | undefined = 'refusal' in safe ? safe.refusal : kindFault(entry);
    if (fault !== undefined || 'refusal' in safe) {
      this.#refuse(entry, fault ?? 'NAME_EMPTY');
      return;
    }
    this.#place(entry, safe.parts, safe.changed);
  }

  /** @param offset position in the file; if it is missing, the data follows what came before */
  data(piece: Buffer, offset?: number): void {
    const current = this.#current;
    if (!current?.file || current.error) return;
    try {
      if (offset === undefined) current.file.write(piece);
      else current.file.writeAt(piece, offset);
    } catch (error) {
      this.#failWriting(current, error);
    }
  }

  linkTarget(bytes: Buffer): void {
    if (!this.#current) return;
    const { path, entry, index } = this.#current;
    this.#links.set(path, { bytes, mtime: entry.mtime, owner: entry.owner, entry, index });
  }

  /** @param fault why the data is not right @param size if it was not known when the entry began */
  end(fault?: Error, size?: number): void {
    const current = this.#current;
    this.#current = undefined;
    if (!current) return;
    if (fault && !current.error) current.error = toUserError(fault);
    try {
      if (current.error) current.file?.discard();
      else current.file?.finish(size ?? current.entry.size);
    } catch (error) {
      this.#failWriting(current, error);
    }
    if (current.error) this.#links.delete(current.path);
    if (this.#links.has(current.path)) return;
    const entry = size === undefined ? current.entry : { ...current.entry, size };
    this.#tell(entry, current.path, current.error, current.index);
  }

  /** Call this when the archive is damaged here: the current entry fails. @param archive named if there is no current entry */
  breakOff(fault: Error, archive: string): void {
    if (this.#current) this.end(fault);
    else this.#failed.push({ name: archive, error: toUserError(fault) });
  }

  /** Stops, and closes the open file, which could not be removed otherwise. */
  abandon(): void {
    this.#current?.file?.discard();
    this.#current = undefined;
  }

  /** Reports only the entry's line in the table of contents. */
  list(entry: SequentialEntry): void {
    const safe = safePath(entry.name, this.#settings.rules);
    this.#index++;
    if (!this.#isWanted() || !this.#settings.isChosen('parts' in safe ? safe.parts.join('/') : entry.name)) return;
    this.chosen++;
    this.#tell(entry, entry.name, undefined);
  }

  /** Call this after the last entry: makes the links. */
  finish(): Omit<StreamResult, 'bytes' | 'hasEnd' | 'hasMore' | 'password'> {
    const { tree, folding, wanted } = this.#settings;
    if (wanted && wanted.count !== this.#index + 1) throw archiveFault('ARCHIVE_CHANGED');
    const roots = [...this.#roots];
    const folders = this.#names.folders();
    const [only = '', ...others] = roots;
    const links = [...this.#links].map(([path, link]) => ({ path, target: escapeBytes(link.bytes), ...link }));
    const safe = new SafeLinks(links, others.length === 0 && folders.includes(only) ? only : '', folding);
    const made = new Map<string, Buffer>();
    for (const { sameAs = '', ...link } of links) {
      try {
        const fault = safe.faultOf(link);
        if (fault) throw entryFault(fault);
        // The other link may not exist, or may have been replaced by another entry.
        tree?.link(link.path, link.bytes, { ...link, sameAs: made.get(sameAs) === link.bytes ? sameAs : undefined });
        made.set(link.path, link.bytes);
        this.#tell(link.entry, link.path, undefined, link.index);
      } catch (error) {
        this.#tell(link.entry, link.path, toUserError(error), link.index);
      }
    }
    if (tree) for (const path of folders) tree.folder(path);
    return {
      failed: this.#failed,
      renamed: this.#renamed,
      roots,
      folders: folders.map((path) => this.#folders.get(path) ?? { path, mode: -1, mtime: Number.NaN }),
      files: this.#files,
      entryCount: this.#index + 1,
    };
  }

  #place(entry: SequentialEntry, parts: readonly string[], changed: boolean): void {
    const { tree } = this.#settings;
    const existing = entry.hardLinkTo === undefined ? undefined : this.#findTarget(entry.hardLinkTo);
    if (entry.kind === 'hardlink' && !existing) {
      const { hardLinkTo, ownBytes = 0, ...own } = entry;
      if (ownBytes > 0) this.#place({ ...own, kind: 'file', size: ownBytes }, parts, changed);
      else this.#refuse(entry, 'LINK_TARGET_MISSING');
      return;
    }
    const { path, numbered, replaces } = this.#names.place(
      parts,
      entry.kind === 'folder' ? 'folder' : 'file',
      this.#settings.lastCounts,
    );
    if (existing?.path === path) return;
    if (changed || numbered) this.#renamed.push({ from: entry.name, to: path });
    this.#roots.add(path.split('/', 1)[0] ?? '');
    const current: Current = { entry, index: this.#index, path, file: undefined, error: undefined };
    this.#current = current;
    if (entry.kind === 'folder') {
      this.#folders.set(path, { path, mode: entry.mode, mtime: entry.mtime, owner: entry.owner });
      return;
    }
    try {
      // In a tar the last entry of a name counts.
      if (replaces && !this.#links.delete(path)) tree?.remove(path);
      if (existing) this.#hardLink(current, existing.path);
      else if (entry.kind === 'file') this.#current = { ...current, file: tree?.create(path, entry) };
    } catch (error) {
      this.#failWriting(current, error);
    }
  }

  #findTarget(name: string): { readonly path: string } | undefined {
    const safe = safePath(name, this.#settings.rules);
    const found = 'parts' in safe ? this.#names.find(safe.parts) : undefined;
    return found?.kind === 'file' ? found : undefined;
  }

  /** Makes a hard link, also to a symbolic link: then it becomes another symbolic link. */
  #hardLink({ path, entry, index }: Current, existing: string): void {
    const link = this.#links.get(existing);
    if (link) this.#links.set(path, { sameAs: existing, ...link, entry, index });
    else this.#settings.tree?.hardLink(path, existing);
  }

  #refuse(entry: SequentialEntry, fault: EntryFault): void {
    this.#tell(entry, entry.name, toUserError(entryFault(fault)));
  }

  /** A full disk ends the job; an error with one name does not. */
  #failWriting(current: Current, error: unknown): void {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EROFS') throw error;
    current.error ??= toUserError(error);
  }

  #tell(entry: SequentialEntry, name: string, error: UserError | undefined, index = this.#index): void {
    const { kind, size, packedSize = -1, mtime, encrypted = false } = entry;
    if (error) this.#failed.push({ name, error });
    else if (kind !== 'folder') this.#files++;
    const from = entry.name.replace(/\/$/, '') === name ? undefined : entry.name;
    const changed = from !== undefined && !error && { from };
    this.#settings.onEntry({
      name,
      kind,
      size,
      packedSize,
      mtime,
      encrypted,
      index,
      ...changed,
      ...(error && { error }),
    });
  }

  #isWanted(): boolean {
    return this.#settings.wanted?.has(this.#index) !== false;
  }
}
