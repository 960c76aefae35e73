// The plan of an archive: the walk makes it and the packing tasks read it. It is sent between threads as a compact text.

/** A `hardlink` is another name of a file that is earlier in a tar archive. */
export type EntryKind = 'file' | 'folder' | 'link' | 'hardlink';

/** What the walk found of a file, so that the packing task can tell whether it has changed. */
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
  /** Its path, in the form of `files/system-path.ts`. */
  readonly path: string;
  /** Its name in the archive, with `/` between folders and at the end of a folder's name. */
  readonly name: string;
  /** The target of a link, if it differs from that on the disk because names were changed. For a hard link, the earlier entry. */
  readonly target?: string | undefined;
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
  /** Whether it probably has holes, as the disk stores less of it than its size. */
  readonly sparse?: boolean;
}

export type Chunk = FilesChunk | BigChunk;

const KINDS = ['file', 'folder', 'link', 'hardlink'] as const;

/**
 * Times are relative to that of the group. Most entries are files with the group's mode and the same name in the archive as on the
 * disk; only others need the rest of a row. Rows are short because a million of them may wait for their task.
 */
type Row =
  | readonly [name: string, size: number, mtime: number]
  | readonly [
      name: string,
      size: number,
      mtime: number,
      kind: number,
      mode: number,
      archived?: string,
      target?: string,
    ];
type Group = readonly [folder: string, prefix: string, mtime: number, mode: number, rows: Row[]];

/** Collects entries for one task. */
export class PlanBuilder {
  #groups: Group[] = [];
  entries = 0;
  files = 0;
  bytes = 0;

  /** @param folder path of its folder, with a separator at the end; @param prefix the same in the archive */
  add(folder: string, prefix: string, { name, archived, kind, target, ...seen }: RowEntry): void {
    let group = this.#groups.at(-1);
    if (group?.[0] !== folder || group[1] !== prefix) {
      group = [folder, prefix, seen.mtime, seen.mode, []];
      this.#groups.push(group);
    }
    const [, , firstTime, usualMode, rows] = group;
    const mtime = seen.mtime - firstTime;
    const number = KINDS.indexOf(kind);
    if (target !== undefined) rows.push([name, seen.size, mtime, number, seen.mode, archived, target]);
    else if (archived !== name) rows.push([name, seen.size, mtime, number, seen.mode, archived]);
    else if (kind === 'file' && seen.mode === usualMode) rows.push([name, seen.size, mtime]);
    else rows.push([name, seen.size, mtime, number, seen.mode]);
    this.entries++;
    if (kind !== 'folder') this.files++;
    this.bytes += kind === 'file' ? seen.size : 0;
  }

  /** Returns what was collected, and starts again. */
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

  /** Like `take`, but returns several chunks of about `most` bytes. */
  *takeInPieces(most: number): Generator<FilesChunk | undefined> {
    const piece = new PlanBuilder();
    for (const group of this.#groups) {
      const [folder, prefix] = group;
      for (const row of group[4]) {
        const entry = entryOf(group, row);
        if (entry.kind === 'file' && piece.bytes + entry.size > most) yield piece.take();
        piece.add(folder, prefix, entry);
      }
    }
    this.take();
    yield piece.take();
  }
}

/** Yields a plan for each single entry, in order. */
export function* singlePlans(plan: string): Generator<string> {
  const groups: Group[] = JSON.parse(plan);
  for (const [folder, prefix, mtime, mode, rows] of groups) {
    for (const row of rows) yield JSON.stringify([[folder, prefix, mtime, mode, [row]]] satisfies Group[]);
  }
}

/** Yields the entries of a plan, in order. */
export function* plannedEntries(plan: string): Generator<PlannedEntry> {
  const groups: Group[] = JSON.parse(plan);
  for (const group of groups) {
    const [folder, prefix] = group;
    for (const row of group[4]) {
      const { name, archived, ...entry } = entryOf(group, row);
      const suffix = entry.kind === 'folder' ? '/' : '';
      yield { ...entry, path: folder + name, name: prefix + archived + suffix };
    }
  }
}

/** An entry of one folder. */
export interface RowEntry extends Seen {
  readonly kind: EntryKind;
  /** On the disk, and in the archive. */
  readonly name: string;
  readonly archived: string;
  readonly target?: string | undefined;
}

function entryOf([, , firstTime, usualMode]: Group, row: Row): RowEntry {
  const [name, size, mtime, kind = 0, mode = usualMode, archived = name, target] = row;
  const entry = { kind: KINDS[kind] ?? 'file', name, archived, size, mtime: firstTime + mtime, mode };
  return target === undefined ? entry : { ...entry, target };
}
