// The plan of an archive: what the walk finds and the packing tasks take. It crosses threads as compact text.

export type EntryKind = 'file' | 'folder' | 'link';

/** What the walk saw of a file, so that the packing task can tell whether it is still the same one. */
export interface Seen {
  /** Bytes. */
  readonly size: number;
  /** Whole milliseconds since 1970, rounded down. */
  readonly mtime: number;
  /** Unix type and permission bits. */
  readonly mode: number;
}

export interface PlannedEntry extends Seen {
  readonly kind: EntryKind;
  /** Where it is, in the form of `files/system-path.ts`. */
  readonly path: string;
  /** What it is called in the archive: `/` between folders, and at the end of a folder. */
  readonly name: string;
}

/** Small entries that one task packs together. */
export interface FilesChunk {
  readonly kind: 'files';
  readonly entries: number;
  /** Entries that are not folders. */
  readonly files: number;
  readonly bytes: number;
  readonly plan: string;
}

/** A file that is cut into blocks, each packed by a task of its own. */
export interface BigChunk {
  readonly kind: 'big';
  readonly bytes: number;
  readonly entry: PlannedEntry;
}

export type Chunk = FilesChunk | BigChunk;

const KINDS = ['file', 'folder', 'link'] as const;

/** Names in the archive repeat those on the disk; only what differs is written. */
type Row = [name: string, kind: number, size: number, mtime: number, mode: number, archived?: string];
type Group = [folder: string, prefix: string, rows: Row[]];

/** Collects entries for one task. */
export class PlanBuilder {
  #groups: Group[] = [];
  entries = 0;
  files = 0;
  bytes = 0;

  /** @param folder path of the folder that holds it, with its separator; @param prefix the same in the archive */
  add(folder: string, prefix: string, name: string, archived: string, kind: EntryKind, seen: Seen): void {
    let group = this.#groups.at(-1);
    if (group?.[0] !== folder || group[1] !== prefix) {
      group = [folder, prefix, []];
      this.#groups.push(group);
    }
    const row: Row = [name, KINDS.indexOf(kind), seen.size, seen.mtime, seen.mode];
    if (archived !== name) row.push(archived);
    group[2].push(row);
    this.entries++;
    if (kind !== 'folder') this.files++;
    this.bytes += kind === 'file' ? seen.size : 0;
  }

  /** Hands out what was collected and starts anew. */
  take(): FilesChunk | undefined {
    if (this.entries === 0) return undefined;
    const { entries, files, bytes } = this;
    const plan = JSON.stringify(this.#groups);
    this.#groups = [];
    this.entries = 0;
    this.files = 0;
    this.bytes = 0;
    return { kind: 'files', entries, files, bytes, plan };
  }

  /** The same in several chunks of about `most` bytes. */
  *takeInPieces(most: number): Generator<FilesChunk | undefined> {
    const piece = new PlanBuilder();
    for (const [folder, prefix, rows] of this.#groups) {
      for (const [name, kind, size, mtime, mode, archived = name] of rows) {
        const entry = KINDS[kind] ?? 'file';
        if (entry === 'file' && piece.bytes + size > most) yield piece.take();
        piece.add(folder, prefix, name, archived, entry, { size, mtime, mode });
      }
    }
    this.take();
    yield piece.take();
  }
}

/** A plan of each entry alone, in order. */
export function* singlePlans(plan: string): Generator<string> {
  const groups: Group[] = JSON.parse(plan);
  for (const [folder, prefix, rows] of groups) {
    for (const row of rows) yield JSON.stringify([[folder, prefix, [row]]] satisfies Group[]);
  }
}

/** The entries of a plan, in order. */
export function* plannedEntries(plan: string): Generator<PlannedEntry> {
  const groups: Group[] = JSON.parse(plan);
  for (const [folder, prefix, rows] of groups) {
    for (const [name, kind, size, mtime, mode, archived = name] of rows) {
      const kindName = KINDS[kind] ?? 'file';
      const suffix = kindName === 'folder' ? '/' : '';
      yield { kind: kindName, path: folder + name, name: prefix + archived + suffix, size, mtime, mode };
    }
  }
}
